import type { Reflection } from '../../../domain/document/edits/shadow.ts';
import type { Rect } from '../../../domain/pixels.ts';
import { smoothstep } from './adjust.ts';

/*
 * A reflection at (x, y), d = y − line(x) px under the line that the product stands on, shows the product at
 * (x, mirroredRow(d)), blurred by `reflectionSigma(d)`; its α is multiplied by `reflectionStrength(d)` (and by `frameFade`
 * where it must not reach the frame), and it is laid over the shaded backdrop, under the product:
 *   linear: out = R α k + (1 − α k) × backdrop × light.
 * Blurred copies have σ = 1, 2, 4 … px (level 1, 2, 3 …; level 0 is sharp); between two it is mixed by `reflectionLevel`.
 */

/** How far down it is seen, px. */
export const reflectionLength = ({ length }: Reflection, product: Rect): number =>
  Math.max(1, length * product.height);

/** How far a reflection goes on under the product's edge, px: edges are soft. */
const UNDER = 3;

/** Factor on the reflection's α at distance `d` px; 0 from its length on. */
export function reflectionStrength(d: number, { strength }: Reflection, length: number): number {
  const left = 1 - Math.max(0, d) / length;
  return d < -UNDER || left <= 0 ? 0 : strength * left * left;
}

/** How deep the soft lower edge of a product is, px: what is mirrored at it is the whole product above. */
const SOFT = 2;
/** How far that is drawn out towards the line at most, px, so that no light shines through between; and gaps between
 * which that becomes nothing: over them the product hovers, and its soft edge is seen. */
const DRAWN_OUT = 5;
const CLOSE = 2;
const APART = 8;

/** Row of the product that is seen at distance `d`, px from the top. */
export function mirroredRow(d: number, line: number, contour: number): number {
  const row = line - d;
  const drawnOut = DRAWN_OUT * (1 - smoothstep(CLOSE, APART, line - contour));
  return Math.min(row, Math.max(contour - SOFT, row - drawnOut));
}

/** Standard deviation at full blur, as a share of the distance from the line. */
const SPREADING = 0.2;

/** px. */
export const reflectionSigma = (d: number, { blur }: Reflection): number => SPREADING * blur * d;

/** Which blurred copies to mix, e.g. 2.25 = ¾ of level 2 and ¼ of level 3. */
export const reflectionLevel = (sigma: number): number => (sigma <= 1 ? sigma : 1 + Math.log2(sigma));
