import type { Level } from './motion.ts';
import { Steepness } from './steepness.ts';

/** Width in px of an edge that the colours say nothing about: what lens and demosaicing leave of a step. */
const USUAL = 1.6;
/** The narrowest there is, and the widest that is looked for, px. */
const NARROWEST = 1;
const WIDEST = 16;
/** px² by which the steepest slope between pixels overstates an edge's width. */
const SAMPLING = 6;

/** px beyond which a pixel has no say. */
export const OUTLINE_REACH = 20;

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

/** The crossing between sample `i` = (x, y) and the next along a row or a column; null where there is none. */
function crossing(
  { level, told, width }: Level,
  i: number,
  x: number,
  y: number,
  isRow: boolean
): Crossing | null {
  const [next, beside] = isRow ? [1, width] : [width, 1];
  const from = level[i]! - 0.5;
  const to = level[i + next]! - 0.5;
  if (from > 0 === to > 0) return null;
  const share = from / (from - to);
  const slopeAt = (at: number) => (level[at + beside]! - level[at - beside]!) / 2;
  const along = to - from;
  const across = slopeAt(i) + (slopeAt(i + next) - slopeAt(i)) * share;
  const slope = Math.hypot(along, across);
  const [dx, dy] = isRow ? [along, across] : [across, along];
  const place = isRow ? { x: x + share, y } : { x, y: y + share };
  return { ...place, nx: dx / slope, ny: dy / slope, slope, told: told[i]! };
}

function crossingsOf(plane: Level): Crossing[] {
  const { width, height } = plane;
  const found: Crossing[] = [];
  for (let y = 1; y < height - 2; y++) {
    for (let x = 1, i = y * width + 1; x < width - 2; x++, i++) {
      for (const isRow of [true, false]) {
        const one = crossing(plane, i, x, y, isRow);
        if (one) found.push(one);
      }
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
