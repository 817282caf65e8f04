import type { ExtendedMeasure } from '../../../domain/compliance/measurements.ts';
import type { Course } from './course-kinds.ts';
import type { Known } from './known.ts';
import type { Synthesis } from './synthesised.ts';

/** A filled frame and what is thought of it. */
export interface Filled {
  /** sRGB levels, three a pixel of the frame; what lies under the photo counts for nothing. */
  readonly rgb: Float32Array;
  readonly method: Exclude<ExtendedMeasure['method'], 'none'>;
  /** 0–1. */
  readonly confidence: number;
}

/** From here on surroundings are continued rather than put together. */
export const GOOD_ENOUGH = 0.6;

/** Falls evenly from 1 at `good` to 0 at `bad`. */
const falling = (value: number, good: number, bad: number): number =>
  Math.min(1, Math.max(0, (bad - value) / (bad - good)));

/**
 * How well light alone tells what a photo's border shows, of the worst side: its small means depart by 1.5 levels where
 * it is plain, and from 9 on it shows things. What is finer must look like grain.
 */
export const evennessOf = (courses: readonly Course[]): number =>
  Math.min(...courses.map(({ departure, grain }) => falling(departure, 1.5, 9) * falling(grain, 9, 24)));

/**
 * How well patches fit together: beside the photo, and as pieces of some size. The limits are those between which eight
 * photos were judged good and bad by eye. What has to be invented over a long way is trusted less.
 */
export function fitnessOf(courses: readonly Course[], { misfit, coherence }: Synthesis): number {
  const farthest = Math.max(...courses.map(({ side }) => side.reach / side.depth));
  const fits = falling(misfit, 4, 26);
  const whole = falling(-coherence, -0.5, -0.15);
  return ((fits + whole) / 2) * falling(farthest, 0.5, 3);
}

/**
 * What is left of the trust in patches where lines break: sixteen frames of wood, tiles, bricks, stripes, fabric, walls and
 * grass were looked at at 200 %; what goes on had at most 1.06 times as many ends, what was broken 1.13 and more. A person
 * looks at such a one; it is not given up for a blur unless its patches do not fit either.
 */
export const wholenessOf = (broken: number): number => 0.4 + 0.6 * falling(broken, 1.05, 1.18);

/** A mirrored photo passes where what it repeats holds nothing that one would know again. */
export function doubtOfMirror({ photo, rect, banned }: Known): number {
  let [seen, twice] = [0, 0];
  for (let y = 0, p = 0; y < photo.height; y++) {
    for (let x = 0; x < photo.width; x++, p++) {
      const [column, row] = [mirror(x, rect.x, rect.width), mirror(y, rect.y, rect.height)];
      if (column === x && row === y) continue;
      seen++;
      if (column < 0 || row < 0 || banned[row * photo.width + column]) twice++;
    }
  }
  return seen === 0 ? 1 : 0.5 * falling(twice / seen, 0, 0.1);
}

/** Where a mirror at the near side sees `at`; -1 beyond the photo's far side. */
function mirror(at: number, start: number, length: number): number {
  const end = start + length;
  const seen = at < start ? 2 * start - 1 - at : at >= end ? 2 * end - 1 - at : at;
  return seen >= start && seen < end ? seen : -1;
}
