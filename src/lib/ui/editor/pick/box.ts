import type { Point, Rect, Size } from '../../../domain/pixels.ts';

/** Corners and sides of a box, by the compass. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** Where the handle stands on the box, as a share of it. */
export const handleShare = (handle: Handle): Point => ({
  x: handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5,
  y: handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5
});

export const handlePoint = (box: Rect, handle: Handle): Point => {
  const share = handleShare(handle);
  return { x: box.x + share.x * box.width, y: box.y + share.y * box.height };
};

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
const span = (a: number, b: number, limit: number): [start: number, length: number] => {
  const start = Math.round(clamp(Math.min(a, b), 0, limit - 1));
  const end = Math.round(clamp(Math.max(a, b), start + 1, limit));
  return [start, end - start];
};

/** The box between two opposite corners, in whole px inside a picture of this size, at least 1 px a side. */
export function boxBetween(a: Point, b: Point, size: Size): Rect {
  const [x, width] = span(a.x, b.x, size.width);
  const [y, height] = span(a.y, b.y, size.height);
  return { x, y, width, height };
}

/** `box` after its handle was moved to `to`. A handle that passes the other side turns the box over. */
export function resized(box: Rect, handle: Handle, to: Point, size: Size): Rect {
  const near = { x: box.x, y: box.y };
  const far = { x: box.x + box.width, y: box.y + box.height };
  const moved = handleShare(handle);
  const a = { x: moved.x === 0 ? to.x : near.x, y: moved.y === 0 ? to.y : near.y };
  const b = { x: moved.x === 1 ? to.x : far.x, y: moved.y === 1 ? to.y : far.y };
  return boxBetween(a, b, size);
}

/** `box` widened by this share of its sides, inside the picture. */
export function widened({ x, y, width, height }: Rect, share: number, size: Size): Rect {
  const [dx, dy] = [width * share, height * share];
  return boxBetween({ x: x - dx, y: y - dy }, { x: x + width + dx, y: y + height + dy }, size);
}
