import type { Pixels } from '../../../domain/pixels.ts';

/** Luma 0–255 of every pixel (ITU-R BT.601 weights, in sRGB values): what edges are looked for in. */
export function lumaOf({ data, width, height }: Pixels): Uint8Array {
  const luma = new Uint8Array(width * height);
  for (let p = 0, at = 0; p < luma.length; p++, at += 4) {
    luma[p] = (77 * data[at]! + 150 * data[at + 1]! + 29 * data[at + 2]! + 128) >> 8;
  }
  return luma;
}

/** The value that `share` (0–1) of `values` lie under; NaN where there are none. Sorts a copy. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float32Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
