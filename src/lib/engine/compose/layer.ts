import type { Matte, Pixels, Rect, Size } from '../../domain/pixels.ts';
import { checkFit } from '../pixels.ts';
import type { LayerInfo } from './api.ts';
import { aroundOf } from './around.ts';
import { borderOf, boxOf } from './bounds.ts';
import { NOISE_ALPHA, type PlacedCutout } from './cutout.ts';
import { Halves } from './halves.ts';
import { hullOf } from './hull.ts';
import { ownColours } from './own-colours.ts';

/** A photo cut out: its visible part in the product's own colours, and what is known of it. */
export interface Layer extends PlacedCutout {
  readonly info: LayerInfo;
  /** Reduced copies, for previews. */
  readonly halves: Halves;
  /** The photo, product and all, long side ≤ 512 px. */
  readonly around: Pixels;
  /** Pixels that are product alone (α = 255), and how many of them are not the photo's own. */
  readonly solid: { readonly pixels: number; readonly changed: number };
}

/** What a layer holds. */
const bytesOf = ({ pixels, halves, around }: Layer): number =>
  pixels.data.byteLength + halves.bytes + around.data.byteLength;

function edgePixels(matte: Matte): number {
  let count = 0;
  for (const p of borderOf(matte)) if (matte.alpha[p]! > 127) count++;
  return count;
}

/** Number and middle of the product's pixels. */
function massOf({ alpha, width }: Matte): LayerInfo['mass'] {
  let [area, x, y] = [0, 0, 0];
  for (let p = 0; p < alpha.length; p++) {
    if (alpha[p]! < 128) continue;
    area++;
    x += p % width;
    y += Math.floor(p / width);
  }
  return area === 0 ? null : { area, centroid: { x: x / area + 0.5, y: y / area + 0.5 } };
}

/** What a matte says of its photo. */
export const infoOf = (matte: Matte): LayerInfo => ({
  width: matte.width,
  height: matte.height,
  box: boxOf(matte, 128),
  hull: hullOf(matte, 128),
  mass: massOf(matte),
  edgePixels: edgePixels(matte)
});

/** How far around the product its old background is looked at to tell the colours of soft edges, px. */
const CONTEXT = 64;

function grow(rect: Rect, by: number, within: Size): Rect {
  const x = Math.max(0, rect.x - by);
  const y = Math.max(0, rect.y - by);
  return {
    x,
    y,
    width: Math.min(within.width, rect.x + rect.width + by) - x,
    height: Math.min(within.height, rect.y + rect.height + by) - y
  };
}

/** A photo may come with transparency of its own (a cutout made elsewhere): what is clear there stays clear, once. */
function throughPhoto({ data }: Pixels, matte: Matte): Matte {
  const alpha = matte.alpha.slice();
  let isOpaque = true;
  for (let p = 0; p < alpha.length; p++) {
    const own = data[p * 4 + 3]!;
    if (own === 255) continue;
    isOpaque = false;
    alpha[p] = Math.min(alpha[p]!, own);
  }
  return isOpaque ? matte : { ...matte, alpha };
}

/** A cutout without a product. */
const NOTHING: PlacedCutout = {
  pixels: { data: new Uint8ClampedArray(), width: 0, height: 0 },
  rect: { x: 0, y: 0, width: 0, height: 0 }
};

/**
 * Cuts a photo out.
 *
 * @param photo straight sRGB; its own α limits the matte's
 * @param given matte of the same size
 * @param previous a layer of the same photo with another matte: what both share is not estimated again
 * @throws `bad-request` when the sizes differ
 */
export function makeLayer(photo: Pixels, given: Matte, previous?: Layer): Layer {
  checkFit(photo, given);
  const matte = throughPhoto(photo, given);
  const info = infoOf(matte);
  const cutout = cutoutOf(photo, matte, previous);
  return {
    info,
    ...cutout,
    halves: new Halves(cutout, previous?.halves),
    around: aroundOf(photo),
    solid: solidOf(photo, cutout)
  };
}

function solidOf(photo: Pixels, { pixels, rect }: PlacedCutout): Layer['solid'] {
  const [own, all] = [new Uint32Array(pixels.data.buffer), new Uint32Array(photo.data.buffer)];
  let [count, changed] = [0, 0];
  for (let y = 0, p = 0; y < rect.height; y++) {
    const from = (rect.y + y) * photo.width + rect.x;
    for (let x = 0; x < rect.width; x++, p++) {
      if (pixels.data[4 * p + 3] !== 255) continue;
      count++;
      if (own[p] !== all[from + x]) changed++;
    }
  }
  return { pixels: count, changed };
}

/** The whole photo, surroundings and all; nobody knows where in it the product is. */
export function wholeLayer(photo: Pixels): Layer {
  const { width, height } = photo;
  const cutout = { pixels: photo, rect: { x: 0, y: 0, width, height } };
  const info = { width, height, box: null, hull: [], mass: null, edgePixels: 0 };
  return {
    info,
    ...cutout,
    halves: new Halves(cutout),
    around: aroundOf(photo),
    solid: { pixels: 0, changed: 0 }
  };
}

function cutoutOf(photo: Pixels, matte: Matte, previous?: Layer): PlacedCutout {
  const visible = boxOf(matte, NOISE_ALPHA + 1);
  if (!visible) return NOTHING;
  const rect = grow(visible, CONTEXT, photo);
  return { rect, pixels: ownColours(photo, matte, rect, previous) };
}

/** The cutout at the photo's size: straight sRGB, RGB 0 where α = 0. */
export function wholeCutout({ info, rect, pixels }: Layer): Pixels {
  const data = new Uint8ClampedArray(info.width * info.height * 4);
  for (let y = 0; y < rect.height; y++) {
    const row = pixels.data.subarray(y * rect.width * 4, (y + 1) * rect.width * 4);
    data.set(row, ((rect.y + y) * info.width + rect.x) * 4);
  }
  return { data, width: info.width, height: info.height };
}

/** The cutout's α at the photo's size. */
export function wholeMatte({ info: { width, height }, rect, pixels }: Layer): Matte {
  const alpha = new Uint8Array(width * height);
  for (let y = 0, from = 3; y < rect.height; y++) {
    const row = (rect.y + y) * width + rect.x;
    for (let p = row; p < row + rect.width; p++, from += 4) alpha[p] = pixels.data[from]!;
  }
  return { alpha, width, height };
}

/** Layers by key. The least recently used go when all together hold more than `maxBytes`; the newest always stays. */
export class LayerStore {
  readonly #layers = new Map<string, Layer>();

  constructor(readonly maxBytes = 512 * 2 ** 20) {}

  get(key: string): Layer | undefined {
    const layer = this.#layers.get(key);
    if (layer) {
      this.#layers.delete(key);
      this.#layers.set(key, layer);
    }
    return layer;
  }

  put(key: string, layer: Layer): void {
    this.#layers.delete(key);
    this.#layers.set(key, layer);
    this.trim();
  }

  /** Lets go of what was used longest ago; the newest stays. */
  trim(maxBytes = this.maxBytes): void {
    let bytes = this.bytes;
    for (const [oldest, held] of this.#layers) {
      if (bytes <= maxBytes || this.#layers.size === 1) return;
      this.#layers.delete(oldest);
      bytes -= bytesOf(held);
    }
  }

  get bytes(): number {
    return [...this.#layers.values()].reduce((sum, layer) => sum + bytesOf(layer), 0);
  }
}
