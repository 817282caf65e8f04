import type { CropEdit } from '../../../domain/document/edits/crop.ts';
import { cropMatrix, turnedSize } from '../../../domain/render/crop.ts';
import { cornersOf, moved } from '../../../domain/render/matrix.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';

/** One straight side of a convex area: inside is where x · nx + y · ny ≤ limit. */
interface Side {
  readonly nx: number;
  readonly ny: number;
  readonly limit: number;
}

/** Where a crop's rectangle may lie, px of the cropped plane: a convex area. */
export type Area = readonly Side[];

/** Of computed px. */
const SLACK = 1e-6;

/** The part of the cropped plane that the turned, straightened and tilted picture covers. */
export function pictureArea(crop: CropEdit, size: Size): Area {
  const matrix = cropMatrix(crop, size);
  const picture = cornersOf({ x: 0, y: 0, ...size }).map((corner) => moved(matrix, corner));
  const plane = cornersOf({ x: 0, y: 0, ...turnedSize(crop, size) });
  return [...sidesOf(plane), ...sidesOf(picture)];
}

/** Sides of a convex outline, whichever way round it runs. */
function sidesOf(outline: readonly Point[]): Side[] {
  const count = outline.length;
  const sum = outline.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  const middle = { x: sum.x / count, y: sum.y / count };
  return outline.map((from, index) => {
    const to = outline[(index + 1) % count]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const [nx, ny] = [(to.y - from.y) / length, (from.x - to.x) / length];
    const limit = nx * from.x + ny * from.y;
    const isOutwards = nx * middle.x + ny * middle.y <= limit;
    return isOutwards ? { nx, ny, limit } : { nx: -nx, ny: -ny, limit: -limit };
  });
}

/** How far a rectangle reaches over a side, px; negative = so far inside. Linear in the rectangle. */
const overhang = ({ nx, ny, limit }: Side, { x, y, width, height }: Rect): number =>
  nx * (x + width / 2) + ny * (y + height / 2) + (Math.abs(nx) * width + Math.abs(ny) * height) / 2 - limit;

export const isInside = (area: Area, rect: Rect): boolean =>
  area.every((side) => overhang(side, rect) <= SLACK);

const between = (from: Rect, to: Rect, share: number): Rect => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  width: from.width + (to.width - from.width) * share,
  height: from.height + (to.height - from.height) * share
});

/** The last rectangle inside on the straight way from one that is inside to another. */
export function lastInside(area: Area, from: Rect, to: Rect): Rect {
  const share = area.reduce((least, side) => {
    const [start, end] = [overhang(side, from), overhang(side, to)];
    return end <= SLACK ? least : Math.min(least, Math.max(0, -start / (end - start)));
  }, 1);
  return share === 1 ? to : between(from, to, share);
}

/**
 * The largest upright rectangle of a ratio (width ÷ height) inside. A linear programme in its middle and height, whose
 * optimum is where three sides are touched at once: all threes are tried. Where several are as large, their mean.
 */
export function largestInside(area: Area, ratio: number): Rect {
  const threes = area.flatMap((a, i) =>
    area.slice(i + 1).flatMap((b, j) => area.slice(i + j + 2).map((c) => [a, b, c] as const))
  );
  const rects = threes
    .map((sides) => touching(sides, ratio))
    .filter((rect): rect is Rect => rect !== null && rect.height > 0 && isInside(area, rect));
  const height = Math.max(...rects.map((rect) => rect.height));
  const best = rects.filter((rect) => rect.height > height - SLACK);
  const mean = (of: (rect: Rect) => number) => best.reduce((sum, rect) => sum + of(rect), 0) / best.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y), width: height * ratio, height };
}

/** The rectangle that touches three sides (Cramer's rule); null where they leave it free. */
function touching([a, b, c]: readonly [Side, Side, Side], ratio: number): Rect | null {
  const depth = ({ nx, ny }: Side) => (Math.abs(nx) * ratio + Math.abs(ny)) / 2;
  const rows = [a, b, c].map((side) => [side.nx, side.ny, depth(side), side.limit] as const);
  const solve = (p: 0 | 1 | 2 | 3, q: 0 | 1 | 2 | 3, r: 0 | 1 | 2 | 3) => {
    const [u, v, w] = [rows[0]!, rows[1]!, rows[2]!];
    return (
      u[p] * (v[q] * w[r] - v[r] * w[q]) -
      u[q] * (v[p] * w[r] - v[r] * w[p]) +
      u[r] * (v[p] * w[q] - v[q] * w[p])
    );
  };
  const whole = solve(0, 1, 2);
  if (Math.abs(whole) < 1e-9) return null;
  const [x, y, height] = [solve(3, 1, 2) / whole, solve(0, 3, 2) / whole, solve(0, 1, 3) / whole];
  return { x: x - (height * ratio) / 2, y: y - height / 2, width: height * ratio, height };
}

/** `rect` brought inside: moved and made smaller in its own shape, no more than it must be. */
export function broughtInside(area: Area, rect: Rect): Rect {
  if (isInside(area, rect)) return rect;
  const largest = largestInside(area, rect.width / rect.height);
  const share = Math.min(1, rect.width / largest.width);
  const [width, height] = [largest.width * share, largest.height * share];
  const x = largest.x + (largest.width - width) / 2;
  const y = largest.y + (largest.height - height) / 2;
  return lastInside(area, { x, y, width, height }, rect);
}
