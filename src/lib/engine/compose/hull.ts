import type { Matte, Point } from '../../domain/pixels.ts';

/** Above 0 where the way from `a` over `b` to `c` turns clockwise (y runs down). */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** One side of the hull, of points sorted from its start to its end. */
function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 1 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop();
    kept.push(point);
  }
  return kept;
}

/**
 * Corners of the convex hull of all pixels with α ≥ `least` (their squares, not their centres), px, clockwise; empty
 * where there are none. By monotone chains (Andrew 1979) over each row's first and last pixel.
 */
export function hullOf({ alpha, width, height }: Matte, least: number): readonly Point[] {
  const [left, right]: [Point[], Point[]] = [[], []];
  for (let y = 0; y < height; y++) {
    const row = alpha.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((a) => a >= least);
    if (first < 0) continue;
    const last = row.findLastIndex((a) => a >= least) + 1;
    left.push({ x: first, y }, { x: first, y: y + 1 });
    right.push({ x: last, y }, { x: last, y: y + 1 });
  }
  return [...chain(right), ...chain(left.reverse())];
}
