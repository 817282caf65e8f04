import type { Point, Rect } from '../pixels.ts';

/** A homography, row by row: (x, y) ↦ (m0 x + m1 y + m2, m3 x + m4 y + m5) ÷ (m6 x + m7 y + m8). */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY_MATRIX: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const translation = (x: number, y: number): Matrix3 => [1, 0, x, 0, 1, y, 0, 0, 1];

export const scaling = (x: number, y = x): Matrix3 => [x, 0, 0, 0, y, 0, 0, 0, 1];

/** Clockwise (y runs down), degrees. */
export function rotation(degrees: number): Matrix3 {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
}

function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (row: number, column: number) =>
    a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[column + 3]! + a[row * 3 + 2]! * b[column + 6]!;
  return [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(1, 0),
    cell(1, 1),
    cell(1, 2),
    cell(2, 0),
    cell(2, 1),
    cell(2, 2)
  ];
}

/** One after the other: the first is applied first. */
export const inOrder = (...steps: readonly Matrix3[]): Matrix3 =>
  steps.reduce((done, next) => multiply(next, done), IDENTITY_MATRIX);

/** The way back, by the adjugate. @throws RangeError for a matrix that has none, which is a mistake of the caller */
export function inverse([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * A + b * B + c * C;
  if (Math.abs(determinant) < 1e-12) throw new RangeError('The matrix has no inverse');
  const parts = [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h];
  const [m0, m1, m2, m3, m4, m5, m6, m7] = parts.map((part) => part / determinant);
  return [m0!, m1!, m2!, m3!, m4!, m5!, m6!, m7!, (a * e - b * d) / determinant];
}

/** Where a point goes. */
export function moved([a, b, c, d, e, f, g, h, i]: Matrix3, { x, y }: Point): Point {
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

/** Whether it only scales evenly and moves: rows stay rows. */
export const isPlain = ([a, b, , d, e, , g, h, i]: Matrix3): boolean =>
  b === 0 && d === 0 && g === 0 && h === 0 && i === 1 && a === e && a > 0;

export const cornersOf = ({ x, y, width, height }: Rect): readonly Point[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height }
];

/** Tight box of some points; null for none. */
export function boundsOf(points: readonly Point[]): Rect | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The part of a convex polygon that lies in `rect` (Sutherland and Hodgman 1974). */
export function clipped(polygon: readonly Point[], { x, y, width, height }: Rect): readonly Point[] {
  const sides: readonly ((point: Point) => number)[] = [
    (point) => point.x - x,
    (point) => x + width - point.x,
    (point) => point.y - y,
    (point) => y + height - point.y
  ];
  return sides.reduce(clippedBySide, polygon);
}

function clippedBySide(polygon: readonly Point[], inside: (point: Point) => number): readonly Point[] {
  return polygon.flatMap((point, index) => {
    const before = polygon.at(index - 1)!;
    const [from, to] = [inside(before), inside(point)];
    const isCrossing = from < 0 !== to < 0;
    const share = from / (from - to);
    const crossing = {
      x: before.x + share * (point.x - before.x),
      y: before.y + share * (point.y - before.y)
    };
    return [...(isCrossing ? [crossing] : []), ...(to >= 0 ? [point] : [])];
  });
}
