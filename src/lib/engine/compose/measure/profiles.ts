import type { Pixels } from '../../../domain/pixels.ts';
import type { Contour } from './contour.ts';

/** How far a profile reaches into the product and out of it, px. */
export const INWARDS = 12;
export const OUTWARDS = 9;
/** Samples of a profile: 1 px apart, the contour's pixel at `INWARDS`. */
export const SAMPLES = INWARDS + 1 + OUTWARDS;

/** Colours square across the contour of point `i`, inside first: r, g, b for each sample (0–255, between pixels bilinear). */
export function profileAt(
  { data, width }: Pixels,
  { x, y, nx, ny }: Contour,
  i: number,
  into: Float32Array
): void {
  for (let k = 0; k < SAMPLES; k++) {
    const t = k - INWARDS;
    const px = x[i]! + t * nx[i]!;
    const py = y[i]! + t * ny[i]!;
    const left = Math.floor(px);
    const top = Math.floor(py);
    const [fx, fy] = [px - left, py - top];
    const at = (top * width + left) * 4;
    const below = at + width * 4;
    for (let c = 0; c < 3; c++) {
      const above = data[at + c]! * (1 - fx) + data[at + 4 + c]! * fx;
      const under = data[below + c]! * (1 - fx) + data[below + 4 + c]! * fx;
      into[k * 3 + c] = above * (1 - fy) + under * fy;
    }
  }
}

/** Share of the product's colour (`inner`, sample index) in the way from it to the background's, at sample `k`. */
export function coverage(profile: Float32Array, inner: number, k: number): number {
  const last = (SAMPLES - 1) * 3;
  let [dot, square] = [0, 0];
  for (let c = 0; c < 3; c++) {
    const whole = profile[inner * 3 + c]! - profile[last + c]!;
    dot += (profile[k * 3 + c]! - profile[last + c]!) * whole;
    square += whole * whole;
  }
  return square === 0 ? 0 : dot / square;
}

/** Distance of the colours of two samples, 0–441. */
export function contrast(profile: Float32Array, a: number, b: number): number {
  const [r, g, blue] = [0, 1, 2].map((c) => profile[a * 3 + c]! - profile[b * 3 + c]!) as [
    number,
    number,
    number
  ];
  return Math.hypot(r, g, blue);
}
