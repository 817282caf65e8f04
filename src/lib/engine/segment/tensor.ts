import type { Pixels } from '../../domain/pixels.ts';

/** Network input = 8-bit sRGB value × scale + offset. */
export interface Normalisation {
  readonly scale: number;
  readonly offset: number;
}

/** The source samples one output sample is made of. */
interface Taps {
  readonly first: number;
  readonly weights: Float32Array;
}

/**
 * Triangle filter, as wide as the reduction asks for: linear interpolation when enlarging, an anti-aliasing low-pass
 * when reducing. Pixel centres lie at half-integers.
 */
function triangleTaps(from: number, to: number): Taps[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(from, Math.ceil(centre + reach));
    const weights = Float32Array.from({ length: last - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach)
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** One row of RGBA shrunk to RGB; translucent pixels are seen on white. */
function shrinkRow(data: Uint8ClampedArray, start: number, taps: Taps[], row: Float32Array): void {
  taps.forEach(({ first, weights }, x) => {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = 0, at = start + first * 4; k < weights.length; k++, at += 4) {
      const weight = weights[k]!;
      const cover = (weight * data[at + 3]!) / 255;
      const white = (weight - cover) * 255;
      r += cover * data[at]! + white;
      g += cover * data[at + 1]! + white;
      b += cover * data[at + 2]! + white;
    }
    row[3 * x] = r;
    row[3 * x + 1] = g;
    row[3 * x + 2] = b;
  });
}

/** Adds `weight` × an RGB row to a row of the three planes. */
function addRow(planes: Float32Array, plane: number, at: number, row: Float32Array, weight: number): void {
  for (let x = 0, c = 0; c < row.length; x++, c += 3) {
    planes[at + x]! += weight * row[c]!;
    planes[plane + at + x]! += weight * row[c + 1]!;
    planes[2 * plane + at + x]! += weight * row[c + 2]!;
  }
}

/**
 * A photo squashed to `side` × `side` (its aspect is not kept, as in ISNet's training), as NCHW float32 of shape
 * [1, 3, side, side], R G B.
 */
export function squash(
  photo: Pixels,
  side: number,
  { scale, offset }: Normalisation
): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(3 * side * side);
  const columns = triangleTaps(photo.width, side);
  const rows = triangleTaps(photo.height, side);
  // Each source row is shrunk once, and added to the output rows it reaches.
  const shrunk = new Float32Array(3 * side);
  let from = 0;
  for (let y = 0; y < photo.height; y++) {
    shrinkRow(photo.data, y * photo.width * 4, columns, shrunk);
    while (from < side && rows[from]!.first + rows[from]!.weights.length <= y) from++;
    for (let out = from; out < side && rows[out]!.first <= y; out++) {
      const weight = rows[out]!.weights[y - rows[out]!.first];
      if (weight) addRow(planes, side * side, out * side, shrunk, weight);
    }
  }
  for (let i = 0; i < planes.length; i++) planes[i] = planes[i]! * scale + offset;
  return planes;
}
