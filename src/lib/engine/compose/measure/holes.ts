import type { HolesMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { patchesOf } from '../patches.ts';

/** Long side of the small picture in which holes are looked for, px. */
const GRID = 500;
/** Least part of the product that a hole takes. */
const LEAST = 0.002;
/** What a hole is to the product at most: more is a product of that colour. */
const MOST = 0.35;
/** Not white and yet nearly: least channel of an old light background, greatest difference of its channels. */
const NEARLY_WHITE = { least: 205, most: 253, colour: 16 } as const;
/** Standard deviation of luma in a hole: it has nothing on it. */
const EVEN = 5;
/** Step of luma from a hole to the product around it, and the share of its rim that has one. */
const RIM = { step: 40, share: 0.9 } as const;

const Class = { rest: 0, light: 1, done: 2 } as const;

/**
 * Background that was left inside the product of a finished picture on white: enclosed, of one light colour that is not
 * white, with an edge all around. White areas are white background or white product; either is right.
 */
export function measureHoles(pixels: Pixels, luma: Uint8Array, matte: Matte): HolesMeasure {
  const step = Math.max(1, Math.ceil(Math.max(matte.width, matte.height) / GRID));
  const small = { width: Math.ceil(matte.width / step), height: Math.ceil(matte.height / step) };
  const place = (p: number) => Math.floor(p / small.width) * step * matte.width + (p % small.width) * step;
  const { classes, product } = sorted(pixels, matte, small, place);
  let [count, region]: [number, Rect | null] = [0, null];
  let largest = 0;
  for (const patch of patchesOf(classes, small, Class.light, Class.rest, Class.done)) {
    if (patch.pixels < LEAST * product || patch.pixels > MOST * product) continue;
    if (!isHole(patch.members, { luma, matte, small, place })) continue;
    count += patch.pixels * step * step;
    if (patch.pixels <= largest) continue;
    largest = patch.pixels;
    const { x, y, width, height } = patch.box;
    region = { x: x * step, y: y * step, width: width * step, height: height * step };
  }
  return { pixels: count, region };
}

function sorted({ data }: Pixels, { alpha }: Matte, small: Size, place: (p: number) => number) {
  const classes = new Uint8Array(small.width * small.height);
  let product = 0;
  for (let p = 0; p < classes.length; p++) {
    const at = place(p);
    if (alpha[at]! < 128) continue;
    product++;
    const [r, g, b] = [data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!];
    const [least, most] = [Math.min(r, g, b), Math.max(r, g, b)];
    const { least: from, most: to, colour } = NEARLY_WHITE;
    if (least >= from && least <= to && most - least <= colour) classes[p] = Class.light;
  }
  return { classes, product };
}

interface Around {
  readonly luma: Uint8Array;
  readonly matte: Matte;
  readonly small: Size;
  readonly place: (p: number) => number;
}

function isHole(members: Int32Array, { luma, matte, small, place }: Around): boolean {
  let [sum, square] = [0, 0];
  for (const p of members) {
    const value = luma[place(p)]!;
    sum += value;
    square += value * value;
  }
  const mean = sum / members.length;
  if (Math.sqrt(Math.max(0, square / members.length - mean * mean)) > EVEN) return false;
  const inside = new Set(members);
  let [rim, steep] = [0, 0];
  for (const p of members) {
    const isRim = [p - 1, p + 1, p - small.width, p + small.width].some((q) => !inside.has(q));
    if (!isRim) continue;
    rim++;
    const beyond = [-2, 2, -2 * small.width, 2 * small.width]
      .map((by) => p + by)
      .filter((q) => !inside.has(q));
    if (beyond.some((q) => q < 0 || matte.alpha[place(q)]! < 128)) return false;
    if (beyond.some((q) => Math.abs(luma[place(q)]! - mean) >= RIM.step)) steep++;
  }
  return steep >= RIM.share * rim;
}
