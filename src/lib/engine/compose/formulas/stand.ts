import type { Matte } from '../../../domain/pixels.ts';
import { smoothstep } from './adjust.ts';
import { feetBetween } from './feet.ts';

/**
 * Where each column's lowest part of the product ends, px from the top, the last two pixels by their shares, so that a
 * slanted edge has no steps; −1 in a column without any (α ≥ 128).
 */
export function lowerContour({ alpha, width, height }: Matte): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: width }, (_, x) => {
    for (let y = height - 1; y >= 0; y--) {
      const own = alpha[y * width + x]!;
      if (own < 128) continue;
      const below = y + 1 < height ? alpha[(y + 1) * width + x]! : 0;
      return y + (own + below) / 255;
    }
    return -1;
  });
}

/** Steepest line on the floor, as rise ÷ run, that a product lies along; what bends up more has left the floor. */
const STEEPEST_LYING = 1.1;
/** The same between two feet: what hangs in the air at its side, as a handle does, is no foot. */
const STEEPEST_BETWEEN = 0.6;
/** How much steeper a round outline becomes while it still lies on the floor: a ball has left it then. */
const MOST_BEND = 0.4;
/** But what bends up within this share of the product's width is the end of a round foot. */
const ROUND_FOOT = 0.1;
/** Radius under which a bend is a corner, as a share of the product's width and px: a box's edges may go up from it. */
const CORNER = 0.03;
const LEAST_CORNER = 6;
/** Edges longer than this share of the product's width are straight: between two there is a corner. */
const STRAIGHT = 0.15;
/** Where a line leaves a round outline it becomes level over this share of the product's width. */
const LEVELLING = 0.2;
/** Mean gap under a lying edge at most, as a share of its length, and besides it px: contours go in steps. */
const LYING = 0.03;
const STEP = 1;

/**
 * The line that the product stands on, px from the top for each column: the lower hull of its contour, so that each foot
 * is mirrored at itself and a turned box along both its edges. Where a round outline leaves the floor it becomes level
 * without a corner; beyond the product it goes on level. A foot farther back between two others stands on its own.
 * @param contour `lowerContour`
 */
export function standLine(contour: Float32Array): Float32Array<ArrayBuffer> {
  const line = new Float32Array(contour.length).fill(-1);
  const hull = lowerHull(contour);
  if (hull.length === 0) return line;
  const lowest = hull.reduce((best, x, i) => (contour[x]! > contour[hull[best]!]! ? i : best), 0);
  const right = drawOutwards(line, contour, hull.slice(lowest), 1);
  const left = drawOutwards(line, contour, hull.slice(0, lowest + 1).reverse(), -1);
  for (const foot of feetBetween(contour, line, left, right)) line.fill(foot.line, foot.from, foot.to);
  return line;
}

/**
 * Draws the line along corners that lead up and away from the lowest one, then level to the end of the row. Tells where
 * it has become level.
 */
function drawOutwards(
  line: Float32Array,
  contour: Float32Array,
  corners: readonly number[],
  step: 1 | -1
): number {
  const { count, isRound } = lyingEdges(contour, corners);
  let last = corners[0]!;
  line[last] = contour[last]!;
  for (const next of corners.slice(1, 1 + count)) {
    for (let x = last + step; x !== next + step; x += step) line[x] = chordAt(contour, last, next, x);
    last = next;
  }
  if (isRound) levelOff(line, corners[0]!, last, LEVELLING * widthOf(contour));
  if (step > 0) line.fill(line[last]!, last);
  else line.fill(line[last]!, 0, last);
  return last;
}

/** Takes the slope out of the line's last part, at most `most` px of it, so that it ends level and has no corner. */
function levelOff(line: Float32Array, lowest: number, end: number, most: number): void {
  const length = Math.min(most, Math.abs(end - lowest));
  const step = Math.sign(end - lowest);
  let drawn = line[end - step * Math.floor(length)]!;
  let before = drawn;
  for (let left = Math.floor(length) - 1; left >= 0; left--) {
    const x = end - step * left;
    drawn += (line[x]! - before) * smoothstep(0, length, left + 0.5);
    before = line[x]!;
    line[x] = drawn;
  }
}

const widthOf = (contour: Float32Array): number =>
  contour.reduce((columns, y) => (y < 0 ? columns : columns + 1), 0);

/** How many of a hull's edges, from the lowest corner outwards, lie on the floor; and whether a round outline leaves it there. */
function lyingEdges(
  contour: Float32Array,
  corners: readonly number[]
): { readonly count: number; readonly isRound: boolean } {
  const width = widthOf(contour);
  const edges = corners.slice(1).map((to, i) => {
    const run = Math.abs(to - corners[i]!);
    return { run, slope: (contour[corners[i]!]! - contour[to]!) / run };
  });
  const radius = Math.max(LEAST_CORNER, CORNER * width);
  let bend = 0;
  let isRound = false;
  const end = edges.findIndex(({ run, slope }, i) => {
    const before = edges[i - 1] ?? { run, slope };
    const turn = slope - before.slope;
    const shorter = Math.min(run, before.run);
    const isCorner = turn * radius > shorter || shorter > STRAIGHT * width;
    if (!isCorner) bend += turn;
    isRound = bend > MOST_BEND && lyingRun(edges.slice(i)) > ROUND_FOOT * width;
    return isRound || !isOnFloor(contour, corners[i]!, corners[i + 1]!);
  });
  return { count: end < 0 ? edges.length : end, isRound };
}

/** How far edges go before they are too steep to lie on anything, px. */
function lyingRun(edges: readonly { readonly run: number; readonly slope: number }[]): number {
  const end = edges.findIndex(({ slope }) => slope > STEEPEST_LYING);
  return edges.slice(0, end < 0 ? edges.length : end).reduce((sum, { run }) => sum + run, 0);
}

const chordAt = (contour: Float32Array, from: number, to: number, x: number): number =>
  contour[from]! + ((contour[to]! - contour[from]!) * (x - from)) / (to - from);

function isOnFloor(contour: Float32Array, from: number, to: number): boolean {
  const run = Math.abs(to - from);
  const slope = (contour[from]! - contour[to]!) / run;
  if (slope <= STEEPEST_BETWEEN || slope > STEEPEST_LYING) return slope <= STEEPEST_BETWEEN;
  let gaps = 0;
  for (let x = Math.min(from, to); x < Math.max(from, to); x++) {
    gaps += chordAt(contour, from, to, x) - Math.max(0, contour[x]!);
  }
  return gaps <= (LYING * run + STEP) * run;
}

/** Columns of the corners of the contour's hull, as seen from below, from left to right (Andrew 1979). */
function lowerHull(contour: Float32Array): number[] {
  const hull: number[] = [];
  const isAbove = (a: number, b: number, c: number) =>
    (b - a) * (contour[c]! - contour[a]!) - (contour[b]! - contour[a]!) * (c - a) >= 0;
  for (let x = 0; x < contour.length; x++) {
    if (contour[x]! < 0) continue;
    while (hull.length > 1 && isAbove(hull.at(-2)!, hull.at(-1)!, x)) hull.pop();
    hull.push(x);
  }
  return hull;
}
