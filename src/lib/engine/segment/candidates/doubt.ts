import type { Matte, Rect, Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { frameOf } from '../tensor.ts';
import { CUE_SIDE, rangeOf } from './cues.ts';
import { fitted, onPhoto, resample } from './planes.ts';
import type { Ranked } from './search.ts';

/** Longest side of the map, px. */
const MAX_SIDE = 1024;
/** α by which refinement may differ from all that the network said nearby before that counts. */
const MOVED = 0.25;
/** Differences of α between candidates that every edge has. */
const ALIKE = 0.15;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Mean α of each block of a matte that becomes one sample. */
function shrunk({ alpha, width, height }: Matte, to: Size): Coarse {
  const out = new Float32Array(to.width * to.height);
  for (let y = 0, i = 0; y < to.height; y++) {
    const [top, bottom] = [Math.floor((y * height) / to.height), Math.floor(((y + 1) * height) / to.height)];
    for (let x = 0; x < to.width; x++, i++) {
      const [left, right] = [Math.floor((x * width) / to.width), Math.floor(((x + 1) * width) / to.width)];
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        for (let at = row * width + left; at < row * width + right; at++) sum += alpha[at]!;
      }
      out[i] = sum / (255 * (right - left) * (bottom - top));
    }
  }
  return { ...to, alpha: out };
}

/** Where the candidates disagree with the chosen one and where that one is undecided, on the cue plane, 0–1. */
function contestedBy(chosen: Ranked, others: readonly Ranked[]): Float32Array {
  const { plane } = chosen.contender;
  const range = rangeOf(plane, CUE_SIDE);
  const counted = others.filter(({ score }) => score > 0.5 * chosen.score);
  return plane.map((a, i) => {
    let differs = 0;
    for (const { contender, score } of counted) {
      differs = Math.max(
        differs,
        (Math.abs(contender.plane[i]! - a) - ALIKE) * Math.min(1, score / chosen.score)
      );
    }
    // Soft over a whole window: no edge, but a part about which the network could not decide.
    const undecided = 4 * a * (1 - a) * clampUnit((0.8 - range[i]!) / 0.4);
    return clampUnit(Math.max(1.5 * differs, undecided));
  });
}

/**
 * Where the matte may be wrong: where candidates disagree, where the network was undecided without an edge being
 * there, where refinement went against it. 0 inside, outside and along edges that are sure.
 *
 * @param matte as it will be used, at the photo's size
 * @param coarse what it was refined from
 * @param region what the candidates were compared in, source px
 * @returns in the photo's aspect, long side ≤ 1024 px, 255 = most in doubt
 */
export function doubtOf(
  matte: Matte,
  coarse: Coarse,
  region: Rect,
  [chosen, ...others]: readonly [Ranked, ...Ranked[]]
): Matte {
  const size = fitted(matte, MAX_SIDE);
  const contested = onPhoto(contestedBy(chosen, others), region, matte, size).alpha;
  const refined = shrunk(matte, size).alpha;
  const before = resample(coarse, frameOf(coarse), size).alpha;
  const alpha = new Uint8Array(size.width * size.height);
  for (let i = 0; i < alpha.length; i++) {
    const moved = Math.abs(refined[i]! - before[i]!) - MOVED - 4 * before[i]! * (1 - before[i]!);
    alpha[i] = Math.round(255 * Math.max(contested[i]!, clampUnit(2 * moved)));
  }
  return { ...size, alpha };
}
