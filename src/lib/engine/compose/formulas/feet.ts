/** A foot that stands farther back than its neighbours. */
export interface Foot {
  /** Its first column, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Where it meets the floor, px from the top. */
  readonly line: number;
}

/** Slope, rise ÷ run, from which on a contour is a wall. */
const WALL = 4;
/** Widest foot, as a share of the columns between which it is looked for. */
const WIDEST = 0.35;
/** What is higher over the line than this share of those columns is farther back than a foot can be. */
const HIGHEST = 0.3;
/** How high its walls are at least, in times its height over the line: an arch or a hanging thing has no such walls. */
const WALLS = 1.5;
/** Less than this over the line, px, is on it. */
const LEAST = 2;

/**
 * Feet that a line bridges: a narrow piece of the contour with high walls on both sides, such as a table's back legs.
 * @param line what bridges them, in every column
 * @param left first column that the product lies on
 * @param right last such column
 */
export function feetBetween(contour: Float32Array, line: Float32Array, left: number, right: number): Foot[] {
  const feet: Foot[] = [];
  const width = right - left;
  for (let from = left + 1, to = from + 1; from < right; from = to, to++) {
    while (to < right && Math.abs(contour[to]! - contour[to - 1]!) <= WALL) to++;
    const lowest = contour.subarray(from, to).reduce((most, y) => Math.max(most, y), -1);
    const gap = line[from]! - lowest;
    if (lowest < 0 || gap < LEAST || gap > HIGHEST * width || to - from > WIDEST * width) continue;
    const walls = Math.min(wallAt(contour, from, -1), wallAt(contour, to - 1, 1));
    if (walls > WALLS * gap) feet.push({ from: from - 1, to: to + 1, line: lowest });
  }
  return feet;
}

/** How far the contour goes straight up beside a column, px; all the way where nothing is there. */
function wallAt(contour: Float32Array, column: number, step: 1 | -1): number {
  let x = column;
  while (contour[x]! >= 0 && contour[x]! - (contour[x + step] ?? -1) > WALL) x += step;
  return contour[column]! - Math.max(0, contour[x] ?? 0);
}
