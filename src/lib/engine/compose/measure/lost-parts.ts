import { deltaE00OfLab, labOfRgb } from '../../../domain/color/ciede2000.ts';
import { linearFromSrgb, srgbFromLinear } from '../../../domain/color/srgb.ts';
import type { LostMeasure } from '../../../domain/compliance/measurements.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { Layer } from '../layer.ts';
import { hiddenIn } from '../original-shade.ts';
import { patchesOf } from '../patches.ts';
import { colourShares, HIDDEN } from './colour-shares.ts';

/** Least share of the product that a colour has to be one of its own. */
const OFTEN = 0.01;
/** How much commoner a colour is on the product than beside it for it to be the product's. */
const COMMONER = 2.5;
/** Least part of the product that was lost, and how thick it is at least, px of the small picture. */
const LEAST = 0.006;
const THICK = 3;
/** CIEDE2000 between a lost part and what lies around it; less is the surroundings, or their shade. */
const UNLIKE = 10;
/** How far around a part its surroundings are looked at, as a share of the picture's long side. */
const AROUND = 0.1;

const Class = { rest: 0, suspect: 1, product: 2, done: 3 } as const;

type Colour = readonly [number, number, number];

/**
 * What the cutout left behind beside the product: of colours that are common on the product and rare elsewhere, hanging
 * together with its edge, and unlike the surroundings there, in whatever light. From the photo itself (long side 512 px).
 * What has the background's colours, or lies apart from the product, is not seen.
 *
 * @returns px and box of the photo
 */
export function measureLostParts(layer: Layer): LostMeasure {
  const { around, info } = layer;
  const hidden = hiddenIn(layer, around).data;
  const scale = info.width / around.width;
  const { classes, product } = suspects(around, hidden);
  const isSuspect = classes.map((kind) => (kind === Class.suspect ? 1 : 0));
  let [count, largest]: [number, number] = [0, 0];
  let region: Rect | null = null;
  for (const patch of patchesOf(classes, around, Class.suspect, Class.product, Class.done)) {
    const { pixels, members, box } = patch;
    if (!patch.touches || pixels < LEAST * product || thickness(members, isSuspect, around.width) < THICK)
      continue;
    if (!isUnlike(around, members, groundNear(around, hidden, isSuspect, box))) continue;
    count += pixels;
    if (pixels <= largest) continue;
    largest = pixels;
    region = { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale };
  }
  return { pixels: Math.round(count * scale * scale), region };
}

function suspects(around: Pixels, hidden: Float32Array) {
  const { at, product } = colourShares(around, hidden);
  const classes = new Uint8Array(hidden.length);
  hidden.forEach((share, p) => {
    if (share >= HIDDEN.none) {
      classes[p] = Class.product;
      return;
    }
    const { common, own } = at(p);
    if (own > OFTEN && own > COMMONER * common) classes[p] = Class.suspect;
  });
  return { classes, product };
}

/** Mean of a patch: its pixels to half of those on its rim. */
function thickness(members: Int32Array, isSuspect: Uint8Array, width: number): number {
  let rim = 0;
  for (const p of members) {
    if ([p - 1, p + 1, p - width, p + width].some((q) => !isSuspect[q])) rim++;
  }
  return (2 * members.length) / Math.max(1, rim);
}

/** What is seen around a box, but for the product and what may be of it. */
function groundNear(
  { width, height }: Pixels,
  hidden: Float32Array,
  isSuspect: Uint8Array,
  box: Rect
): number[] {
  const reach = Math.ceil(AROUND * Math.max(width, height));
  const near: number[] = [];
  for (let y = Math.max(0, box.y - reach); y < Math.min(height, box.y + box.height + reach); y++) {
    for (let x = Math.max(0, box.x - reach); x < Math.min(width, box.x + box.width + reach); x++) {
      const p = y * width + x;
      if (hidden[p]! < HIDDEN.none && !isSuspect[p]) near.push(p);
    }
  }
  return near;
}

/** Whether a patch has another colour than the ground, as that is and in the patch's own light. */
function isUnlike(around: Pixels, members: Int32Array, ground: readonly number[]): boolean {
  if (ground.length === 0) return false;
  const [part, seen] = [meanLinear(around, members), meanLinear(around, ground)];
  const light = sum(part) / Math.max(1e-6, sum(seen));
  const shaded = seen.map((value) => value * Math.min(1, light)) as unknown as Colour;
  return (
    Math.min(deltaE00OfLab(labOf(part), labOf(seen)), deltaE00OfLab(labOf(part), labOf(shaded))) > UNLIKE
  );
}

const sum = ([r, g, b]: Colour): number => r + g + b;
const labOf = ([r, g, b]: Colour) => labOfRgb(byteOf(r), byteOf(g), byteOf(b));
const byteOf = (linear: number): number => srgbFromLinear(linear) * 255;

function meanLinear({ data }: Pixels, members: Iterable<number>): Colour {
  let [r, g, b, n] = [0, 0, 0, 0];
  for (const p of members) {
    r += linearFromSrgb(data[4 * p]! / 255);
    g += linearFromSrgb(data[4 * p + 1]! / 255);
    b += linearFromSrgb(data[4 * p + 2]! / 255);
    n++;
  }
  return [r / n, g / n, b / n];
}
