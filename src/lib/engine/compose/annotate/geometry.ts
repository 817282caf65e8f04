import type { Point, Rect, Size } from '../../../domain/pixels.ts';

/** What stays free between a note and the frame, as a share of the frame's shorter side. */
const MARGIN = 0.015;

export const marginOf = ({ width, height }: Size): number => MARGIN * Math.min(width, height);

/** A box of some size around a point, moved until it lies in the frame; one that is too large lies in its middle. */
export function boxInFrame(centre: Point, { width, height }: Size, frame: Size): Rect {
  const margin = marginOf(frame);
  return {
    x: startInside(centre.x - width / 2, width, frame.width, margin),
    y: startInside(centre.y - height / 2, height, frame.height, margin),
    width,
    height
  };
}

function startInside(start: number, length: number, room: number, margin: number): number {
  if (length + 2 * margin >= room) return (room - length) / 2;
  return Math.min(room - margin - length, Math.max(margin, start));
}

export const centreOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The point of a box that is nearest to another point. */
export const nearestOn = ({ x, y, width, height }: Rect, to: Point): Point => ({
  x: Math.min(x + width, Math.max(x, to.x)),
  y: Math.min(y + height, Math.max(y, to.y))
});

export const isWithin = ({ x, y, width, height }: Rect, point: Point): boolean =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;

/** From one point to another: length, direction, and the direction at right angles (clockwise). */
export interface Course {
  readonly length: number;
  readonly along: Point;
  readonly aside: Point;
}

export function courseOf(from: Point, to: Point): Course {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y);
  const along = length > 0 ? { x: x / length, y: y / length } : { x: 1, y: 0 };
  return { length, along, aside: { x: -along.y, y: along.x } };
}

export const offsetBy = ({ x, y }: Point, along: Point, by: number): Point => ({
  x: x + along.x * by,
  y: y + along.y * by
});

/** Head of an arrow in widths of its line: length, and half its breadth. */
const HEAD_LENGTH = 4.2;
const HEAD_HALF = 1.9;

/** An arrow of `width` px: where its line ends, and the corners of its head. A short arrow has a smaller head. */
export function arrowShape(
  from: Point,
  to: Point,
  width: number
): { readonly neck: Point; readonly head: readonly Point[] } {
  const { length, along, aside } = courseOf(from, to);
  const headLength = Math.min(HEAD_LENGTH * width, 0.8 * length);
  const half = headLength * (HEAD_HALF / HEAD_LENGTH);
  const base = offsetBy(to, along, -headLength);
  return {
    neck: offsetBy(to, along, -0.8 * headLength),
    head: [
      to,
      offsetBy(base, aside, half),
      offsetBy(to, along, -0.8 * headLength),
      offsetBy(base, aside, -half)
    ]
  };
}

/** The ticks at both ends of a dimension line, `length` px long in all. */
export function ticks(from: Point, to: Point, length: number): readonly (readonly [Point, Point])[] {
  const { aside } = courseOf(from, to);
  return [from, to].map(
    (end) => [offsetBy(end, aside, -length / 2), offsetBy(end, aside, length / 2)] as const
  );
}

/**
 * Place of a dimension's value beside the middle of its line, clear of it by `gap` px: on the side away from the frame's
 * middle, where the product is, unless there is no room.
 */
export function valueBox(from: Point, to: Point, { width, height }: Size, gap: number, frame: Size): Rect {
  const { aside } = courseOf(from, to);
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const clear = (Math.abs(aside.x) * width + Math.abs(aside.y) * height) / 2 + gap;
  const outwards =
    (middle.x - frame.width / 2) * aside.x + (middle.y - frame.height / 2) * aside.y >= 0 ? 1 : -1;
  const sides = [outwards, -outwards].map((side) => offsetBy(middle, aside, side * clear));
  const fitting = sides.find((centre) => {
    const kept = boxInFrame(centre, { width, height }, frame);
    return Math.hypot(centreOf(kept).x - centre.x, centreOf(kept).y - centre.y) < 1;
  });
  return boxInFrame(fitting ?? sides[0]!, { width, height }, frame);
}

/** Least diameter of a circle that holds lines of these widths, `lineHeight` px apart. */
export function circleAround(widths: readonly number[], lineHeight: number): number {
  const half = (widths.length * lineHeight) / 2;
  const radii = widths.map((width, i) => {
    const farther = Math.max(Math.abs(i * lineHeight - half), Math.abs((i + 1) * lineHeight - half));
    // Letters do not fill the corners of their line.
    return Math.hypot(width / 2, 0.82 * farther);
  });
  return 2 * Math.max(0, ...radii);
}
