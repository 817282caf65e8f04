import type { Matte, Pixels, Rect } from '../../../../src/lib/domain/pixels.ts';

export type Rgba = readonly [number, number, number, number];

/** A picture whose pixel at (x, y) is `paint(x, y)`. */
export function picture(width: number, height: number, paint: (x: number, y: number) => Rgba): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let p = 0; p < width * height; p++) data.set(paint(p % width, Math.floor(p / width)), p * 4);
  return { data, width, height };
}

/** A matte whose α at (x, y) is `paint(x, y)`. */
export function matteOf(width: number, height: number, paint: (x: number, y: number) => number): Matte {
  const alpha = new Uint8Array(width * height);
  for (let p = 0; p < alpha.length; p++) alpha[p] = paint(p % width, Math.floor(p / width));
  return { alpha, width, height };
}

export const pixelAt = ({ data, width }: Pixels, x: number, y: number): number[] =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));

export const inside = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;

/** Same pseudo-random bytes on every run (mulberry32). */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) & 255;
  };
}
