import { byteOfLinear } from '../../../domain/color/srgb.ts';
import { NOISE_ALPHA } from '../cutout.ts';
import { clamped } from '../formulas/adjust.ts';

/**
 * Writes one filtered pixel as straight sRGB at byte `at`. α is kept within what was seen around it; what is hardly there stays 0.
 *
 * @param r premultiplied linear light, as are `g` and `b`
 * @param alpha 0–1, perhaps overshot
 * @param least least and greatest α around, 0–255
 */
export function writeStraight(
  into: Uint8ClampedArray,
  at: number,
  r: number,
  g: number,
  b: number,
  alpha: number,
  least: number,
  greatest: number
): void {
  const byte = Math.round(Math.min(greatest, Math.max(least, alpha * 255)));
  if (byte <= NOISE_ALPHA) return;
  // What the kernel overshoots in α it overshoots in colour as well, and the quotient does not.
  const straight = alpha > 1e-3 ? 1 / alpha : 0;
  into[at] = byteOfLinear(clamped(r * straight));
  into[at + 1] = byteOfLinear(clamped(g * straight));
  into[at + 2] = byteOfLinear(clamped(b * straight));
  into[at + 3] = byte;
}
