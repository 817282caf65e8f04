import type { Pixels } from '../../domain/pixels.ts';

/** Long side of the copy of a photo that a layer keeps, px. */
const AROUND_SIDE = 512;
/** Pixels that are looked at for one of the copy, along each side. */
const SAMPLES = 4;

const made = new WeakMap<Pixels, Pixels>();

/**
 * A small copy of a photo (long side ≤ 512 px, straight sRGB): a layer keeps the product alone, and what surrounded it is
 * still asked for when its shadow is to be kept. Made once for each photo.
 */
export function aroundOf(photo: Pixels): Pixels {
  const known = made.get(photo);
  if (known) return known;
  const scale = Math.min(1, AROUND_SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const data = new Uint8ClampedArray(width * height * 4);
  for (let p = 0; p < width * height; p++)
    sample(photo, p % width, Math.floor(p / width), width, height, data, p * 4);
  const copy = { data, width, height };
  made.set(photo, copy);
  return copy;
}

/** The mean of some pixels spread evenly over the cell (x, y) of a grid. */
function sample(
  photo: Pixels,
  x: number,
  y: number,
  columns: number,
  rows: number,
  into: Uint8ClampedArray,
  to: number
): void {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const column = Math.floor(((x + ((i % SAMPLES) + 0.5) / SAMPLES) / columns) * photo.width);
    const row = Math.floor(((y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / rows) * photo.height);
    const at = (row * photo.width + column) * 4;
    for (let c = 0; c < 4; c++) sum[c]! += photo.data[at + c]!;
  }
  for (let c = 0; c < 4; c++) into[to + c] = sum[c]! / SAMPLES ** 2;
}
