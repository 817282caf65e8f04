import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import type { Coarse } from '../../../../src/lib/engine/segment/coarse.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** An opaque photo, one colour for each pixel. */
export function photoOf(width: number, height: number, colour: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) data.set(colour(x, y), at);
  }
  return { data, width, height };
}

/** A network's matte, one α (0–1) for each sample. */
export const networkOf = (side: number, alpha: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: side * side }, (_, i) => alpha(i % side, Math.floor(i / side)));

/** A coarse matte of `side` × `side`. */
export const coarseOf = (side: number, alpha: (x: number, y: number) => number): Coarse => ({
  width: side,
  height: side,
  alpha: networkOf(side, alpha)
});
