/** Steepest line on the floor, as rise ÷ run, that a product lies along; what bends up more has left the floor. */
const STEEPEST_LYING = 1.1;
/** The same between two feet: what hangs in the air at its side, as a handle does, is no foot. */
const STEEPEST_BETWEEN = 0.6;
/** Up to this slope any outline lies on the floor. */
const GENTLE = 0.25;
/**
 * What bends up from there over no more than this share of the product's width is the end of a round foot: an ellipse a
 * third as high as wide, which is a circle seen from 20° above. A ball takes longer.
 */
const ROUND_FOOT = 0.18;
/** The same for a flat base: its corners may be a little round, what bends up more hangs over the floor. */
const ROUND_CORNER = 0.05;
/** A base is flat that rises less than this over more than that share of the way to its end. */
const FLAT = 0.06;
const FLAT_SHARE = 0.6;
/** Edges longer than this share of the product's width, whose slope changes by less than that, are straight: they do not bend up. */
const STRAIGHT = 0.15;
const STRAIGHT_TURN = 0.1;
/** Mean gap under a lying edge at most, as a share of its length, and besides it px: contours go in steps. */
const LYING = 0.03;
const STEP = 1;

/** Height of the straight line between two columns of a contour, px from the top. */
export const chordAt = (contour: Float32Array, from: number, to: number, x: number): number =>
  contour[from]! + ((contour[to]! - contour[from]!) * (x - from)) / (to - from);

/** Columns with a product in them. */
export const widthOf = (contour: Float32Array): number =>
  contour.reduce((columns, y) => (y < 0 ? columns : columns + 1), 0);

/** A part of a hull, from the lowest corner outwards. */
interface Edge {
  readonly run: number;
  /** Rise ÷ run. */
  readonly slope: number;
}

/** @param corners of a hull, from the lowest outwards */
export const edgesOf = (contour: Float32Array, corners: readonly number[]): Edge[] =>
  corners.slice(1).map((to, i) => {
    const run = Math.abs(to - corners[i]!);
    return { run, slope: (contour[corners[i]!]! - contour[to]!) / run };
  });

/** How many of a hull's edges, from the lowest corner outwards, lie on the floor; and whether a round outline leaves it there. */
export function lyingEdges(
  contour: Float32Array,
  corners: readonly number[],
  isFlat: boolean
): { readonly count: number; readonly isRound: boolean } {
  const width = widthOf(contour);
  const edges = edgesOf(contour, corners);
  const most = width * (isFlat ? ROUND_CORNER : ROUND_FOOT);
  const bends = bending(edges, width);
  let isRound = false;
  const end = edges.findIndex(({ slope }, i) => {
    isRound = slope > GENTLE && lyingRun(bends.slice(i)) > most;
    return isRound || !isOnFloor(contour, corners[i]!, corners[i + 1]!);
  });
  return { count: end < 0 ? edges.length : end, isRound };
}

/** Whether most of what lies on the floor, to both sides, is level. */
export function isFlatBase(edges: readonly (readonly Edge[])[]): boolean {
  const flat = edges.flat().filter(({ slope }) => slope < FLAT);
  const all = edges.reduce((sum, side) => sum + lyingRun(side), 0);
  return flat.reduce((sum, { run }) => sum + run, 0) > FLAT_SHARE * all;
}

/** The edges, those of straight parts without length: a box's edge ends at a wall, the side of a ball does not. */
function bending(edges: readonly Edge[], width: number): Edge[] {
  const bends: Edge[] = [];
  for (let from = 0, to = 0; from < edges.length; from = to) {
    while (to < edges.length && edges[to]!.slope - edges[from]!.slope <= STRAIGHT_TURN) to++;
    const part = edges.slice(from, to);
    const run = part.reduce((sum, edge) => sum + edge.run, 0);
    const isStraight = run >= STRAIGHT * width && lyingRun(edges.slice(to)) <= ROUND_CORNER * width;
    bends.push(...(isStraight ? part.map((edge) => ({ ...edge, run: 0 })) : part));
  }
  return bends;
}

/** How far edges go before they are too steep to lie on anything, px. */
function lyingRun(edges: readonly Edge[]): number {
  const end = edges.findIndex(({ slope }) => slope > STEEPEST_LYING);
  return edges.slice(0, end < 0 ? edges.length : end).reduce((sum, { run }) => sum + run, 0);
}

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
