import type { Matte, Pixels, Size } from '../../domain/pixels.ts';
import { borderOf } from './bounds.ts';
import type { Rgb as Colour } from '../../domain/document/edits/backdrop.ts';
import { medianColour } from './median-colour.ts';
import { patchesOf } from './patches.ts';
import { withinReach } from './reach.ts';

/** Greatest difference to the background's colour, in any channel, that still counts as background. */
const TOLERANCE = 16;
/** The frame's outermost pixels that must have the background's colour; the rest may be a product that is cut off. */
const RING_SHARE = 0.7;
/** Share of the frame that a background takes, at least and at most. */
const SHARE = [0.05, 0.995] as const;
/** A patch smaller than this share of the largest one is dirt on the background, not product. */
const SPECK_SHARE = 0.005;

/** Rim of a product's own soft edge that a hard matte leaves outside (compliance.md 3.7: 2–4 px), and its α. */
const RIM_PX = 3;
const RIM_ALPHA = 8;

const Class = { product: 0, ground: 1, done: 2 } as const;

const isClose = (data: Uint8ClampedArray, p: number, [r, g, b]: Colour): boolean =>
  Math.abs(data[p * 4]! - r) <= TOLERANCE &&
  Math.abs(data[p * 4 + 1]! - g) <= TOLERANCE &&
  Math.abs(data[p * 4 + 2]! - b) <= TOLERANCE;

/** Marks what can be reached from `seeds` (4 neighbours) without leaving the colour. Returns the number of pixels. */
function flood(
  { data, width, height }: Pixels,
  seeds: Iterable<number>,
  colour: Colour,
  classes: Uint8Array
): number {
  const stack = new Int32Array(width * height);
  let [size, reached] = [0, 0];
  const visit = (p: number) => {
    if (classes[p] !== Class.product || !isClose(data, p, colour)) return;
    classes[p] = Class.ground;
    stack[size++] = p;
    reached++;
  };
  for (const seed of seeds) visit(seed);
  while (size > 0) {
    const p = stack[--size]!;
    const x = p % width;
    if (x > 0) visit(p - 1);
    if (x < width - 1) visit(p + 1);
    if (p >= width) visit(p - width);
    if (p < width * (height - 1)) visit(p + width);
  }
  return reached;
}

/** α of all patches that are large enough to be product. */
function productAlpha(classes: Uint8Array, size: Size): Uint8Array<ArrayBuffer> {
  const patches: { pixels: number; members: Int32Array }[] = [];
  for (const { pixels, members } of patchesOf(classes, size, Class.product, Class.ground, Class.done)) {
    patches.push({ pixels, members: members.slice() });
  }
  const largest = patches.reduce((most, patch) => Math.max(most, patch.pixels), 0);
  const alpha = new Uint8Array(size.width * size.height);
  for (const { pixels, members } of patches) {
    if (pixels < largest * SPECK_SHARE) continue;
    for (const p of members) alpha[p] = 255;
  }
  return alpha;
}

/** The soft edge is neither product nor background: too faint for a box, and no pixel to be white. */
function withRim(matte: Matte): Matte {
  const rim = withinReach(matte, RIM_PX);
  const alpha = matte.alpha.map((a, p) => (a === 0 && rim[p] === 1 ? RIM_ALPHA : a));
  return { ...matte, alpha };
}

/**
 * Matte of a foreign packshot: everything that a flood from the frame, in the frame's median colour, does not reach.
 * Hard (255), with a rim of α 8 for the soft edge. Background enclosed by the product counts as product; dirt on the background does not.
 *
 * @returns null where that is ambiguous: the frame is not of one colour, or the flood takes next to nothing or all
 */
export function floodMatte(pixels: Pixels): Matte | null {
  const { width, height } = pixels;
  const seeds = [...borderOf(pixels)];
  const colour = medianColour(pixels, seeds);
  if (!colour) return null;
  const fitting = seeds.filter((p) => isClose(pixels.data, p, colour));
  if (fitting.length < seeds.length * RING_SHARE) return null;
  const classes = new Uint8Array(width * height);
  const share = flood(pixels, fitting, colour, classes) / (width * height);
  if (share < SHARE[0] || share > SHARE[1]) return null;
  return withRim({ alpha: productAlpha(classes, pixels), width, height });
}
