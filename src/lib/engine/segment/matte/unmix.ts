import type { Colours } from './samples.ts';

/** Noise of a colour that is taken for the same, 0–255: texture within a side more than the sensor's. */
const NOISE = 10;
/** How much a pair of colours costs for being alike. */
const ALIKE = 0.3;
/** How much the expected α counts, at 0.5 as 11 times that. */
const SHAPE = 0.054;
/** How fast disagreement between the pairs takes away trust. */
const DISAGREEMENT = 20;
const FLOOR = 0.05;
const NOISE_2 = NOISE * NOISE;

/** What the colours of both sides say about one pixel. */
export interface Mixture {
  /** 0–1 */
  alpha: number;
  /** 0–1: low where no pair explains the colour, or pairs of different α explain it equally well. */
  trust: number;
}

/**
 * α of a colour as a mixture of one of the colours inside and one of those outside: every pair is tried, as in sampling
 * methods (Wang, Cohen: "Optimized Color Sampling for Robust Matting", CVPR 2007; Gastal, Oliveira: "Shared Sampling",
 * 2010), and the pairs' α averaged by how well they explain the colour and how near they come to what is expected.
 *
 * @param r, g, b 0–255
 * @param expected α by the shape alone, 0–1; the nearer it is to 0 or 1, the more a pair has to say against it
 */
export function unmix(
  inside: Colours,
  outside: Colours,
  r: number,
  g: number,
  b: number,
  expected: number,
  to: Mixture
): void {
  to.alpha = expected;
  to.trust = 0;
  if (inside.count === 0 || outside.count === 0) return;
  const [F, B] = [inside.rgb, outside.rgb];
  const shape = SHAPE / (expected * (1 - expected) + 0.05) ** 2;
  let weights = 0;
  let sum = 0;
  let squares = 0;
  let best = Infinity;
  let apart = 1;
  for (let j = 3 * outside.count - 3; j >= 0; j -= 3) {
    const br = B[j]!;
    const bg = B[j + 1]!;
    const bb = B[j + 2]!;
    const ir = r - br;
    const ig = g - bg;
    const ib = b - bb;
    for (let i = 3 * inside.count - 3; i >= 0; i -= 3) {
      const vr = F[i]! - br;
      const vg = F[i + 1]! - bg;
      const vb = F[i + 2]! - bb;
      const length = vr * vr + vg * vg + vb * vb + 4;
      const dot = (vr * ir + vg * ig + vb * ib) / length;
      const a = dot < 0 ? 0 : dot > 1 ? 1 : dot;
      const er = ir - a * vr;
      const eg = ig - a * vg;
      const eb = ib - a * vb;
      const away = a - expected;
      const cost =
        FLOOR + (er * er + eg * eg + eb * eb) / NOISE_2 + shape * away * away + (ALIKE * NOISE_2) / length;
      const share = 1 / (cost * cost);
      weights += share;
      sum += share * a;
      squares += share * a * a;
      if (cost < best) {
        best = cost;
        apart = length;
      }
    }
  }
  const alpha = sum / weights;
  const spread = Math.max(0, squares / weights - alpha * alpha);
  to.alpha = alpha;
  to.trust = 1 / (1 + best + (2 * NOISE_2) / apart + DISAGREEMENT * spread);
}
