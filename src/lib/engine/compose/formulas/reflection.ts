import type { Reflection } from '../../../domain/document/edits/shadow.ts';
import type { Rect } from '../../../domain/pixels.ts';

/*
 * A reflection at (x, y), d = y − line(x) ≥ 0 px under the line that the product stands on, shows the product at
 * (x, line(x) − d), blurred by `reflectionSigma(d)`; its α is multiplied by `reflectionStrength(d)` (and by `frameFade`
 * where it must not reach the frame), and it is laid over the shaded backdrop, under the product:
 *   linear: out = R α k + (1 − α k) × backdrop × light.
 * Blurred copies have σ = 1, 2, 4 … px (level 1, 2, 3 …; level 0 is sharp); between two it is mixed by `reflectionLevel`.
 */

/** Steepest line on the floor that a product still stands along, as rise ÷ run: what bends up more has left the floor. */
const STEEPEST = 0.45;

/**
 * The line that the product stands on, px from the top for each column: the lower hull of its contour, so that each foot
 * is mirrored at itself and a turned box along both its edges. Beyond the product it goes on level.
 * @param contour `lowerContour`
 */
export function standLine(contour: Float32Array): Float32Array<ArrayBuffer> {
  const line = new Float32Array(contour.length).fill(-1);
  const hull = lowerHull(contour);
  if (hull.length === 0) return line;
  for (const [i, from] of hull.entries()) {
    const to = hull[i + 1] ?? from;
    for (let x = from; x <= to; x++) {
      const share = to === from ? 0 : (x - from) / (to - from);
      line[x] = contour[from]! + share * (contour[to]! - contour[from]!);
    }
  }
  const lowest = hull.reduce((most, x) => (contour[x]! > contour[most]! ? x : most));
  for (let x = lowest + 1; x < line.length; x++) line[x] = onFloor(line[x]!, line[x - 1]!);
  for (let x = lowest - 1; x >= 0; x--) line[x] = onFloor(line[x]!, line[x + 1]!);
  return line;
}

const onFloor = (own: number, before: number): number =>
  own < 0 ? before : Math.max(own, before - STEEPEST);

/** Columns of the corners of the contour's hull, as seen from below, from left to right (Andrew 1979). */
function lowerHull(contour: Float32Array): number[] {
  const hull: number[] = [];
  const isAbove = (a: number, b: number, c: number) =>
    (b - a) * (contour[c]! - contour[a]!) - (contour[b]! - contour[a]!) * (c - a) >= 0;
  for (let x = 0; x < contour.length; x++) {
    if (contour[x]! < 0) continue;
    while (hull.length > 1 && isAbove(hull.at(-2)!, hull.at(-1)!, x)) hull.pop();
    hull.push(x);
  }
  return hull;
}

/** How far down it is seen, px. */
export const reflectionLength = ({ length }: Reflection, product: Rect): number =>
  Math.max(1, length * product.height);

/** Factor on the reflection's α at distance `d` px; 0 from its length on. */
export function reflectionStrength(d: number, { strength }: Reflection, length: number): number {
  const left = 1 - d / length;
  return d < 0 || left <= 0 ? 0 : strength * left * left;
}

/** Standard deviation at full blur, as a share of the distance from the line. */
const SPREADING = 0.2;

/** px. */
export const reflectionSigma = (d: number, { blur }: Reflection): number => SPREADING * blur * d;

/** Which blurred copies to mix, e.g. 2.25 = ¾ of level 2 and ¼ of level 3. */
export const reflectionLevel = (sigma: number): number => (sigma <= 1 ? sigma : 1 + Math.log2(sigma));
