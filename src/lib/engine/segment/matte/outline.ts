import type { Level } from './motion.ts';
import { Steepness } from './steepness.ts';

/** Width in px of an edge that the colours say nothing about: what lens and demosaicing leave of a step. */
const USUAL = 1.6;
/** The narrowest there is, and the widest that is looked for, px. */
const NARROWEST = 1;
const WIDEST = 16;
/** px² by which the steepest slope between pixels overstates an edge's width. */
const SAMPLING = 6;

/** Where a contour passes between two pixels: place, normal towards the product (unit length), slope there. */
interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly nx: number;
  readonly ny: number;
  readonly slope: number;
  readonly told: number;
}

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** The crossing between sample `i` = (x, y) and the next along a row or a column, which lies on the other side. */
function crossing({ level, told, width }: Level, i: number, x: number, y: number, isRow: boolean): Crossing {
  const next = isRow ? 1 : width;
  const beside = isRow ? width : 1;
  const along = level[i + next]! - level[i]!;
  const share = (0.5 - level[i]!) / along;
  const here = (level[i + beside]! - level[i - beside]!) / 2;
  const there = (level[i + next + beside]! - level[i + next - beside]!) / 2;
  const across = here + (there - here) * share;
  const slope = Math.sqrt(along * along + across * across);
  return {
    x: isRow ? x + share : x,
    y: isRow ? y : y + share,
    nx: (isRow ? along : across) / slope,
    ny: (isRow ? across : along) / slope,
    slope,
    told: told[i]!
  };
}

function crossingsOf(plane: Level): Crossing[] {
  const { level, width, height } = plane;
  const found: Crossing[] = [];
  for (let y = 1; y < height - 2; y++) {
    for (let x = 1, i = y * width + 1; x < width - 2; x++, i++) {
      const isInside = level[i]! > 0.5;
      if (isInside !== level[i + 1]! > 0.5) found.push(crossing(plane, i, x, y, true));
      if (isInside !== level[i + width]! > 0.5) found.push(crossing(plane, i, x, y, false));
    }
  }
  return found;
}

/** Width in px of an edge: measured, as far as the colours tell. */
function widthOf(slope: number, told: number): number {
  const measured = Math.sqrt(Math.max(NARROWEST ** 2, slope ** -2 - SAMPLING));
  return Math.min(WIDEST, USUAL + (measured - USUAL) * told);
}

/** Writes the ramp of one crossing to the pixels that no other is nearer to. */
function draw(
  { x, y, nx, ny }: Crossing,
  wide: number,
  { width, height }: Level,
  near: Float32Array,
  alpha: Float32Array
) {
  const reach = Math.ceil(wide / 2) + 1;
  const [left, right] = [Math.max(0, Math.ceil(x - reach)), Math.min(width - 1, Math.floor(x + reach))];
  for (let v = Math.max(0, Math.ceil(y - reach)); v <= Math.min(height - 1, y + reach); v++) {
    for (let u = left, i = v * width + left; u <= right; u++, i++) {
      const far = (u - x) ** 2 + (v - y) ** 2;
      if (far >= near[i]!) continue;
      near[i] = far;
      alpha[i] = clampUnit(0.5 + ((u - x) * nx + (v - y) * ny) / wide);
    }
  }
}

/**
 * The 0.5 contour drawn anew: each pixel's α by its distance from it, as wide a ramp as the edge is around there. What
 * else the level does away from its contour counts for nothing.
 *
 * @param origin of the plane in the photo, px: that parts of it that overlap agree
 * @returns α in 0–1
 */
export function drawOutline(plane: Level, origin: { readonly x: number; readonly y: number }): Float32Array {
  const alpha = plane.level.map((value) => (value > 0.5 ? 1 : 0));
  const crossings = crossingsOf(plane);
  const steepness = new Steepness(plane, origin);
  // A little trust at the least, so that there is a mean everywhere.
  for (const { x, y, slope, told } of crossings) steepness.add(x, y, slope, told + 0.01);
  const near = new Float32Array(alpha.length).fill(Infinity);
  for (const one of crossings) draw(one, widthOf(steepness.at(one.x, one.y), one.told), plane, near, alpha);
  return alpha;
}
