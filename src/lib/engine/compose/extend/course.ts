import { LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import { encoded } from '../cpu/light.ts';
import { pixelAt, type Known, type Side } from './known.ts';
import { bridged, evened, middled, smoothed } from './smooth.ts';

/*
 * How light runs on beyond a side of the photo. For every place t along the side, in linear light: where it starts, and
 * how it rises outwards. The start is followed closely along the side, so that a horizon goes on as a horizon; the rise
 * is the side's own, pooled over a long stretch, because it is carried far.
 */

/** One channel's course. */
interface Channel {
  /** Linear light at the side: wide steps, a horizon's, and what lies between them. */
  readonly start: Float32Array;
  /** What is narrower than that; fades outwards. */
  readonly near: Float32Array;
  /** What the side's first pixels differ from both; fades soon. */
  readonly seam: Float32Array;
  /** Linear light per px outwards. */
  readonly rise: Float32Array;
}

export interface Course {
  readonly side: Side;
  readonly channels: readonly [Channel, Channel, Channel];
  /** Px over which the rise wears off; Infinity where light runs straight. */
  readonly wears: number;
  /** How far the photo's own border departs from this course, sRGB levels: the 95th percentile of small means. */
  readonly departure: number;
  /** Standard deviation of what is finer than those means, sRGB levels. */
  readonly grain: number;
}

/** Share of the photo's depth, and px, that the rise is read from. */
const RISE_DEPTH = 0.22;
/** Share of the side's length over which starts are read inwards. */
const START_SHARE = 0.012;
/** Half of what is wide along a side, as a share of the photo's longer side. */
const WIDE = 0.02;
/** Share of the photo's longer side over which what is narrow wears off. */
const NEAR_WEARS = 0.03;
/** The same for what goes on far outwards: a texture's mean, not what happens to lie at the side. */
const DEEP_SHARE = 0.05;
/** Px over which the seam's own unevenness wears off. */
const SEAM_WEARS = 18;

/** Sums of one channel over the rows of a side: value and its moment with depth. */
interface Rows {
  readonly mean: Float32Array;
  readonly slope: Float32Array;
  /** Sum of squares of depth; 0 where the row tells nothing. */
  readonly weight: Float32Array;
}

/** A straight line through each row's values from depth `from` to `to`; what is banned is left out. */
function rowsOf({ photo, banned }: Known, side: Side, c: number, from: number, to: number): Rows {
  const rows = {
    mean: new Float32Array(side.length),
    slope: new Float32Array(side.length),
    weight: new Float32Array(side.length)
  };
  for (let t = 0; t < side.length; t++) {
    let [n, d1, d2, v1, vd] = [0, 0, 0, 0, 0];
    for (let d = from; d < to; d++) {
      const p = pixelAt(side, t, d);
      if (banned[p]) continue;
      const value = LINEAR_OF_BYTE[photo.data[p * 4 + c]!]!;
      n++;
      d1 += d;
      d2 += d * d;
      v1 += value;
      vd += value * d;
    }
    if (n < (to - from) / 3) continue;
    rows.mean[t] = v1 / n;
    rows.weight[t] = d2 - (d1 * d1) / n;
    rows.slope[t] = vd - (d1 * v1) / n;
  }
  return rows;
}

/** The rise inwards at each place, pooled along the side. */
function pooledRise({ slope, weight }: Rows, reach: number): Float32Array {
  const [above, below] = [smoothed(slope, reach), smoothed(weight, reach)];
  return above.map((value, t) => (below[t]! > 0 ? value / below[t]! : 0));
}

const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Whether light bends towards the side: the rise of its near half is another than that of its far one. Then the rise at
 * the side itself is used, and wears off: a bend that went on would soon leave all light behind.
 */
function bendOf(known: Known, side: Side, c: number, depth: number) {
  const half = depth >> 1;
  const reach = side.length / 4;
  const near = pooledRise(rowsOf(known, side, c, 1, half), reach);
  const far = pooledRise(rowsOf(known, side, c, half, depth), reach);
  return { near, far };
}

/** Rises smaller than this over the whole depth are none, linear light. */
const LEAST_RISE = 0.0015;
/** Rises that differ by less than this share of the larger are one. */
const STRAIGHT = 0.3;

function riseOf(known: Known, side: Side, c: number): { rise: Float32Array; isBent: boolean } {
  const depth = Math.max(8, Math.min(side.depth, Math.round(RISE_DEPTH * side.depth)));
  const whole = pooledRise(rowsOf(known, side, c, 1, depth), side.length / 8);
  const { near, far } = bendOf(known, side, c, depth);
  const isBent = near.map((value, t) => Math.abs(value - far[t]!) * depth);
  const largest = Math.max(Math.abs(meanOf(near)), Math.abs(meanOf(far))) * depth;
  const bends = meanOf(isBent) > Math.max(2 * LEAST_RISE, STRAIGHT * largest);
  const quiet = (value: number) => {
    const size = Math.abs(value) * depth;
    return size < LEAST_RISE ? 0 : value * Math.min(1, (size - LEAST_RISE) / LEAST_RISE);
  };
  const rise = bends ? near.map((value, t) => value + (value - far[t]!) / 2) : whole;
  return { rise: rise.map((value) => -quiet(value)), isBent: bends };
}

/** Where light starts at each place: the mean of the first rows, led back to the side along the rise. */
function startOf(known: Known, side: Side, c: number, rise: Float32Array, depth: number): Float32Array {
  const { mean, weight } = rowsOf(known, side, c, 1, depth);
  const start = mean.map((value, t) => value + rise[t]! * (depth / 2));
  return bridged(start, weight);
}

function channelOf(known: Known, side: Side, c: number): { channel: Channel; isBent: boolean } {
  const { rise, isBent } = riseOf(known, side, c);
  const long = Math.max(side.length, side.depth);
  const depth = Math.min(side.depth, Math.max(6, Math.round(START_SHARE * long)));
  const read = startOf(known, side, c, rise, depth);
  const deep = startOf(known, side, c, rise, Math.min(side.depth, Math.max(6, Math.round(DEEP_SHARE * long))));
  const fine = evened(read, Math.max(2, long / 160));
  const start = smoothed(middled(deep, Math.round(WIDE * long)), Math.max(2, long / 400));
  const near = fine.map((value, t) => value - start[t]!);
  const first = smoothed(startOf(known, side, c, rise, Math.min(side.depth, 5)), 1.5);
  const seam = first.map((value, t) => value - fine[t]!);
  return { channel: { start, near, seam, rise }, isBent };
}

/** Linear light of a channel at place t, `out` px beyond the side (from 0.5). */
export function lightAt({ side, channels, wears }: Course, c: number, t: number, out: number): number {
  const { start, near, seam, rise } = channels[c]!;
  const at = start[t]! + near[t]! * Math.exp(-out / (NEAR_WEARS * Math.max(side.length, side.depth)));
  const far = wears === Infinity ? out : wears * (1 - Math.exp(-out / wears));
  const own = seam[t]! * Math.exp(-out / SEAM_WEARS);
  const light = at + rise[t]! * far;
  return Math.min(1, Math.max(light, 0.3 * at)) + own;
}

export function courseOf(known: Known, side: Side): Course {
  const made = [0, 1, 2].map((c) => channelOf(known, side, c));
  const channels = made.map(({ channel }) => channel) as unknown as Course['channels'];
  const wears = made.some(({ isBent }) => isBent) ? 0.35 * Math.max(side.depth, side.length / 2) : Infinity;
  const course = { side, channels, wears, departure: 0, grain: 0 };
  return { ...course, ...departureOf(known, course) };
}

/** Px of a small mean's side. */
const cellOf = ({ length, depth }: Side): number => Math.max(3, Math.round(Math.max(length, depth) / 250));

/** What the border itself shows against its course led inwards. */
function departureOf({ photo, banned }: Known, course: Course): Pick<Course, 'departure' | 'grain'> {
  const { side } = course;
  const cell = cellOf(side);
  const depth = Math.min(side.depth, Math.max(3 * cell, Math.round(0.12 * side.depth), Math.min(side.reach, 0.25 * side.depth)));
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
