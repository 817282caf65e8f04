import { CUE_SIDE, cuesOf, type Cues } from './candidates/cues.ts';
import { resample } from './candidates/planes.ts';
import { frameOf } from './tensor.ts';

/*
 * How far a cutout can be trusted: the probability that its IoU with the right one is at least 0.9. Logistic fits over
 * 30 photos with known mattes. Of the photos left out of the fit one at a time, those below 0.9 are told from the
 * others as the README says; `FLAG_BELOW` (0.5) is where the fits draw the line. The second was then moved by 0.4
 * towards doubt: a needless look costs less than a bad picture.
 *
 * What none of the cues can see is a crisp matte of the wrong thing on which all candidates agree.
 */

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** 0 up to `from`, 1 from `to` on, straight between. */
const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/**
 * A product has some size: rises from 0 to 1 as it grows from 0.1 % to 1 % of what was looked at, and falls to 0 as it
 * grows from 95 % to 99.9 %.
 */
const presence = ({ coverage }: Cues): number =>
  ramp(coverage, 0.001, 0.01) * (1 - ramp(coverage, 0.95, 0.999));

/**
 * @param dissent how far the chosen matte differs from the other candidates, 0–1; null where there are none, or where
 * it is sure (`isSure`) and so needs none
 * @returns 0–1, 0 where nothing was found
 */
export function confidenceIn(cues: Cues, dissent: number | null): number {
  const { mush, fuzz, scatter } = cues;
  const known =
    dissent === null
      ? 2.84 - 2.02 * Math.sqrt(mush) - 3.94 * Math.min(1, fuzz) - 6.56 * scatter
      : 3 - 3.3 * Math.sqrt(mush) - 6 * Math.sqrt(dissent) - 7.23 * scatter;
  return presence(cues) * logistic(known);
}

/**
 * The same for a matte that nothing is known about but itself.
 * @param matte α in 0–1, `side` × `side`
 */
export function confidenceOf(matte: Float32Array, side: number): number {
  const plane = { alpha: matte, width: side, height: side };
  const { alpha } = resample(plane, frameOf(plane), { width: CUE_SIDE, height: CUE_SIDE });
  return confidenceIn(cuesOf(alpha, CUE_SIDE, new Float32Array(alpha.length)), null);
}
