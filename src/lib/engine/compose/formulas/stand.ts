import type { Matte } from '../../../domain/pixels.ts';

/**
 * Where each column's lowest part of the product ends, px from the top, with a share of a pixel for a soft edge; −1 in a
 * column without any (α ≥ 128).
 */
export function lowerContour({ alpha, width, height }: Matte): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: width }, (_, x) => {
    for (let y = height - 1; y >= 0; y--) {
      if (alpha[y * width + x]! < 128) continue;
      const below = y + 1 < height ? alpha[(y + 1) * width + x]! / 255 : 0;
      return y + 1 + below;
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
/** Mean gap under a lying edge at most, as a share of its length, and besides it px: contours go in steps. */
const LYING = 0.03;
const STEP = 1;

/**
 * The line that the product stands on, px from the top for each column: the lower hull of its contour, so that each foot
 * is mirrored at itself and a turned box along both its edges. From where the hull has left the floor, and beyond the
 * product, it goes on level.
 * @param contour `lowerContour`
 */
export function standLine(contour: Float32Array): Float32Array<ArrayBuffer> {
  const line = new Float32Array(contour.length).fill(-1);
  const hull = lowerHull(contour);
  if (hull.length === 0) return line;
  const lowest = hull.reduce((best, x, i) => (contour[x]! > contour[hull[best]!]! ? i : best), 0);
  drawOutwards(line, contour, hull.slice(lowest), 1);
  drawOutwards(line, contour, hull.slice(0, lowest + 1).reverse(), -1);
  return line;
}

/** Draws the line along corners that lead up and away from the lowest one, then level to the end of the row. */
function drawOutwards(
  line: Float32Array,
  contour: Float32Array,
  corners: readonly number[],
  step: 1 | -1
): void {
  let last = corners[0]!;
  line[last] = contour[last]!;
  for (const next of corners.slice(1, 1 + lyingEdges(contour, corners))) {
    for (let x = last + step; x !== next + step; x += step) line[x] = chordAt(contour, last, next, x);
    last = next;
  }
  if (step > 0) line.fill(line[last]!, last);
  else line.fill(line[last]!, 0, last);
}

/** How many of a hull's edges, from the lowest corner outwards, lie on the floor. */
function lyingEdges(contour: Float32Array, corners: readonly number[]): number {
  const width = contour.reduce((columns, y) => (y < 0 ? columns : columns + 1), 0);
  const edges = corners.slice(1).map((to, i) => {
    const run = Math.abs(to - corners[i]!);
    return { run, slope: (contour[corners[i]!]! - contour[to]!) / run };
  });
  const radius = Math.max(LEAST_CORNER, CORNER * width);
  let bend = 0;
  const end = edges.findIndex(({ run, slope }, i) => {
    const before = edges[i - 1] ?? { run, slope };
    const turn = slope - before.slope;
    const shorter = Math.min(run, before.run);
    const isCorner = turn * radius > shorter || shorter > STRAIGHT * width;
    if (!isCorner) bend += turn;
    const isRising = bend > MOST_BEND && lyingRun(edges.slice(i)) > ROUND_FOOT * width;
    return isRising || !isOnFloor(contour, corners[i]!, corners[i + 1]!);
  });
  return end < 0 ? edges.length : end;
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
