import { overlap, type Cues } from './cues.ts';

/** A matte that is compared with others of the same region. */
export interface Rated {
  /** α in 0–1, `CUE_SIDE` × `CUE_SIDE` */
  readonly plane: Float32Array;
  readonly cues: Cues;
}

/** A matte that is all mush still has this weight among those it is compared with. */
const LEAST_WEIGHT = 0.05;

/**
 * How far each matte differs from the others, 0–1: 1 − mean overlap, the decided ones counting more. 0 for one alone.
 */
export function dissentOf(mattes: readonly Rated[]): number[] {
  const weights = mattes.map(({ cues }) => Math.max(LEAST_WEIGHT, 1 - cues.mush));
  return mattes.map((matte, i) => {
    let [sum, total] = [0, 0];
    mattes.forEach((other, k) => {
      if (k === i) return;
      sum += weights[k]! * (1 - overlap(matte.plane, other.plane));
      total += weights[k]!;
    });
    return total > 0 ? sum / total : 0;
  });
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * How good a matte is expected to be, 0–1: a logistic fit of its IoU on three cues, over the candidates of 30 photos
 * with known mattes, each photo weighing the same. Leaving one photo out at a time, the choices by it are as good as
 * with all in; more cues made them no better.
 *
 * Of thin structures (strings, wire) the mattes differ in little but what they resolve, so there the closer look is
 * preferred; that term is not fitted.
 *
 * @param dissent how far it differs from the others, 0–1 (`dissentOf`)
 * @param detail samples that the network was shown of a length of the photo, 1 = all of it at 1024 px
 */
export function scoreOf({ mush, fuzz, complexity }: Cues, dissent: number, detail = 1): number {
  const thin = Math.min(1, Math.max(0, (complexity - 20) / 20)) * (1 - Math.min(1, mush / 0.1));
  return logistic(
    3.03 - 1.51 * mush - 2.08 * Math.min(1, fuzz) - 2.12 * dissent + 0.4 * thin * Math.log2(detail)
  );
}

/** Mush from which another matte's opinion does not count against a sure one. */
const NO_OPINION = 0.1;
/** Overlap that counts as agreement. */
const AGREES = 0.93;

/**
 * Whether a matte needs no other to be compared with: it is decided, in one piece, and none that is decided too
 * contradicts it.
 */
export function isSure(matte: Rated, others: readonly Rated[]): boolean {
  const { mush, fuzz, scatter, coverage } = matte.cues;
  const isClear = mush < 0.03 && fuzz < 0.2 && scatter < 0.1 && coverage > 0.005 && coverage < 0.95;
  if (!isClear) return false;
  return others.every((other) => other.cues.mush > NO_OPINION || overlap(matte.plane, other.plane) > AGREES);
}
