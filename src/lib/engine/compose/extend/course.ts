import { LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Channel, Course } from './course-kinds.ts';
import { borderDepth, departureOf } from './departure.ts';
import { pixelAt, type Known, type Side } from './known.ts';
import { bridged, evened, middled, smoothed } from './smooth.ts';

/*
 * How light runs on beyond a side of the photo. For every place t along the side, in linear light: where it starts, and
 * how it rises outwards. The start is followed closely along the side, so that a horizon goes on as a horizon; the rise
 * is the side's own, pooled over a long stretch, because it is carried far.
 */

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

const meanOf = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

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

/** Whether what lies at the side is another thing than what lies deeper, rather than a part of one texture. */
function isOther(fine: Float32Array, deep: Float32Array, wide: number): boolean {
  const middle = middled(fine, wide);
  const texture = meanOf(fine.map((value, t) => Math.abs(value - middle[t]!)));
  const gap = meanOf(middle.map((value, t) => Math.abs(value - deep[t]!)));
  return gap > 2 * texture + LEAST_GAP;
}

/** Linear light. */
const LEAST_GAP = 0.01;

/** How far inwards light is read where it starts, px. */
const startDepth = ({ length, depth }: Side): number =>
  Math.min(depth, Math.max(6, Math.round(START_SHARE * Math.max(length, depth))));

/** What light does along a side, and whether the side is another thing than what lies deeper. */
interface Read {
  readonly channel: Channel;
  readonly isBent: boolean;
  readonly isStrip: boolean;
}

function channelOf(known: Known, side: Side, c: number): Read {
  const { rise, isBent } = riseOf(known, side, c);
  const long = Math.max(side.length, side.depth);
  const wide = Math.round(WIDE * long);
  const deepest = Math.min(side.depth, Math.max(6, Math.round(DEEP_SHARE * long)));
  const deep = startOf(known, side, c, rise, deepest);
  const isStrip = isOther(fineOf(known, side, c, rise), deep, wide);
  if (!isStrip) return { channel: channelFrom(known, side, c, rise, deep), isBent, isStrip };
  // What it rises by over its own edge says nothing of itself.
  const level = rise.map(() => 0);
  const basis = fineOf(known, side, c, level);
  return { channel: channelFrom(known, side, c, level, basis), isBent: false, isStrip };
}

/** Where light starts, read close to the side. */
const fineOf = (known: Known, side: Side, c: number, rise: Float32Array): Float32Array =>
  evened(
    startOf(known, side, c, rise, startDepth(side)),
    Math.max(2, Math.max(side.length, side.depth) / 160)
  );

/** @param basis where light starts that goes on far outwards */
function channelFrom(known: Known, side: Side, c: number, rise: Float32Array, basis: Float32Array): Channel {
  const long = Math.max(side.length, side.depth);
  const fine = fineOf(known, side, c, rise);
  const start = smoothed(middled(basis, Math.round(WIDE * long)), Math.max(2, long / 400));
  const first = smoothed(startOf(known, side, c, rise, Math.min(side.depth, 5)), 1.5);
  return {
    start,
    near: fine.map((value, t) => value - start[t]!),
    seam: first.map((value, t) => value - fine[t]!),
    rise
  };
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

/** Share of the photo's depth over which a rise wears off that cannot go on for ever. */
const WEARING = 0.35;
/** Departure from which a rise may be the texture's, sRGB levels. */
const TEXTURED = 5;

export function courseOf(known: Known, side: Side): Course {
  const made = [0, 1, 2].map((c) => channelOf(known, side, c));
  const channels = made.map(({ channel }) => channel) as unknown as Course['channels'];
  const wearing = WEARING * Math.max(side.depth, side.length / 2);
  const wears = made.some(({ isBent }) => isBent) ? wearing : Infinity;
  const isStrip = made.some((one) => one.isStrip);
  const border = isStrip ? startDepth(side) : borderDepth(side);
  const course = { side, channels, wears, border, departure: 0, grain: 0 };
  const departs = departureOf(known, course);
  return { ...course, ...departs, wears: departs.departure > TEXTURED ? Math.min(wears, wearing) : wears };
}
