import type { Rgb } from '../../../domain/document/edits/backdrop.ts';
import { linearFromSrgb, srgbFromLinear } from '../../../domain/color/srgb.ts';
import type { Point, Size } from '../../../domain/pixels.ts';

/** Pixels either way that are averaged: noise and a coarse finger must not decide. */
const REACH = 3;

/**
 * The colour of a photo around a place, averaged in linear light.
 * @param size of the photo, whose px `at` counts in; `bitmap` may be smaller
 */
export function colorAt(bitmap: ImageBitmap, size: Size, at: Point): Rgb | null {
  const side = 2 * REACH + 1;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) return null;
  const [x, y] = [(at.x * bitmap.width) / size.width, (at.y * bitmap.height) / size.height];
  context.drawImage(bitmap, Math.round(REACH - x), Math.round(REACH - y));
  const { data } = context.getImageData(0, 0, side, side, { colorSpace: 'srgb' });
  return averageOf(data);
}

/** Of what is not clear: beyond the photo there is nothing. */
function averageOf(data: Uint8ClampedArray): Rgb | null {
  const sums = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0) continue;
    count += 1;
    for (const c of [0, 1, 2]) sums[c]! += linearFromSrgb(data[i + c]! / 255);
  }
  if (count === 0) return null;
  const byte = (sum: number) => Math.round(255 * srgbFromLinear(sum / count));
  return [byte(sums[0]!), byte(sums[1]!), byte(sums[2]!)];
}
