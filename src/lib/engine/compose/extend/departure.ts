import { encoded } from '../cpu/light.ts';
import type { Course } from './course-kinds.ts';
import { pixelAt, type Known, type Side } from './known.ts';

/** Px of a small mean's side. */
const cellOf = ({ length, depth }: Side): number => Math.max(3, Math.round(Math.max(length, depth) / 250));

/** How far inwards a border is looked at, px: farther where more is to be filled. */
export const borderDepth = (side: Side): number =>
  Math.min(
    side.depth,
    Math.max(3 * cellOf(side), Math.round(0.12 * side.depth), Math.min(side.reach, 0.25 * side.depth))
  );

/** What the border itself shows against its course led inwards. */
export function departureOf({ photo, banned }: Known, course: Course): Pick<Course, 'departure' | 'grain'> {
  const { side, border: depth } = course;
  const cell = cellOf(side);
  const apart: number[] = [];
  let [squares, count] = [0, 0];
  for (let t = 0; t + cell <= side.length; t += cell) {
    for (let d = 1; d + cell <= depth; d += cell) {
      for (let c = 0; c < 3; c++) {
        const seen = cellAt(photo.data, banned, side, t, d, cell, c);
        if (!seen) continue;
        const middle = t + (cell >> 1);
        const inward = d + cell / 2;
        const { start, near, rise } = course.channels[c]!;
        const expected = 255 * encoded(start[middle]! + near[middle]! - rise[middle]! * inward);
        apart.push(Math.abs(seen.mean - expected));
        squares += seen.variance;
        count++;
      }
    }
  }
  if (count === 0) return { departure: 255, grain: 0 };
  apart.sort((a, b) => a - b);
  return { departure: apart[Math.floor(0.95 * (apart.length - 1))]!, grain: Math.sqrt(squares / count) };
}

/** Mean and variance of a channel's bytes in a small square; null where something banned is in it. */
function cellAt(
  data: Uint8ClampedArray,
  banned: Uint8Array,
  side: Side,
  t: number,
  d: number,
  cell: number,
  c: number
): { mean: number; variance: number } | null {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < cell; i++) {
    for (let j = 0; j < cell; j++) {
      const p = pixelAt(side, t + i, d + j);
      if (banned[p]) return null;
      const value = data[p * 4 + c]!;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / (cell * cell);
  return { mean, variance: Math.max(0, squares / (cell * cell) - mean * mean) };
}
