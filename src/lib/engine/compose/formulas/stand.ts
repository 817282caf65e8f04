import type { Matte } from '../../../domain/pixels.ts';
import { feetBetween } from './feet.ts';
import { chordAt, edgesOf, isFlatBase, lyingEdges, widthOf } from './lying.ts';

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

/** From where a line leaves a round outline on, its slope goes to 0 over this share of the product's width. */
const LEVELLING = 0.2;

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
  const sides = [hull.slice(0, lowest + 1).reverse(), hull.slice(lowest)] as const;
  const isFlat = isFlatBase(sides.map((corners) => edgesOf(contour, corners)));
  const left = drawOutwards(line, contour, sides[0], -1, isFlat);
  const right = drawOutwards(line, contour, sides[1], 1, isFlat);
  for (const foot of feetBetween(contour, line, left, right)) line.fill(foot.line, foot.from, foot.to);
  return line;
}

/**
 * Draws the line along corners that lead up and away from the lowest one, then ever more level to the end of the row.
 * Tells in which column it leaves them.
 */
function drawOutwards(
  line: Float32Array,
  contour: Float32Array,
  corners: readonly number[],
  step: 1 | -1,
  isFlat: boolean
): number {
  const { count, isRound } = lyingEdges(contour, corners, isFlat);
  let last = corners[0]!;
  line[last] = contour[last]!;
  for (const next of corners.slice(1, 1 + count)) {
    for (let x = last + step; x !== next + step; x += step) line[x] = chordAt(contour, last, next, x);
    last = next;
  }
  const before = corners[count - 1];
  const slope =
    isRound && before !== undefined ? (contour[before]! - contour[last]!) / Math.abs(last - before) : 0;
  const length = LEVELLING * widthOf(contour);
  for (let x = last; x >= 0 && x < line.length; x += step) {
    const left = Math.max(0, 1 - Math.abs(x - last) / length);
    line[x] = contour[last]! - (slope * length * (1 - left ** 3)) / 3;
  }
  return last;
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
