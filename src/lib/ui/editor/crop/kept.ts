import type { Point, Rect } from '../../../domain/pixels.ts';
import { handlePoint, handleShare, type Handle } from '../pick/box.ts';
import { broughtInside, lastInside, type Area } from './area.ts';

/** What holds a crop's rectangle, px of the cropped plane. */
export interface Limits {
  readonly area: Area;
  /** Width ÷ height that is kept; null = free. */
  readonly ratio: number | null;
  /** Smallest side. */
  readonly least: number;
}

/** `rect` moved as far as the picture goes; along its border where it cannot go on. */
export function shifted(rect: Rect, dx: number, dy: number, area: Area): Rect {
  const across = lastInside(area, rect, { ...rect, x: rect.x + dx });
  return lastInside(area, across, { ...across, y: across.y + dy });
}

/** `rect` after its handle was dragged to `to`, inside the area; a locked ratio is kept, the far side stays. */
export function dragged(rect: Rect, handle: Handle, to: Point, limits: Limits): Rect {
  return limits.ratio === null
    ? freely(rect, handle, to, limits)
    : locked(rect, handle, to, { ...limits, ratio: limits.ratio });
}

function freely(rect: Rect, handle: Handle, to: Point, { area, least }: Limits): Rect {
  const share = handleShare(handle);
  const [left, width] = span(rect.x, rect.width, share.x, to.x, least);
  const across = lastInside(area, rect, { ...rect, x: left, width });
  const [top, height] = span(rect.y, rect.height, share.y, to.y, least);
  return lastInside(area, across, { ...across, y: top, height });
}

/** A side's start and length after one of its ends (`share` 0 or 1; else none) went to `to`. */
function span(
  start: number,
  length: number,
  share: number,
  to: number,
  least: number
): readonly [number, number] {
  if (share === 0) return [Math.min(to, start + length - least), Math.max(start + length - to, least)];
  return share === 1 ? [start, Math.max(to - start, least)] : [start, length];
}

function locked(
  rect: Rect,
  handle: Handle,
  to: Point,
  { area, ratio, least }: Limits & { readonly ratio: number }
): Rect {
  const share = handleShare(handle);
  const anchor = handlePoint(rect, OPPOSITE[handle]);
  const dx = (to.x - anchor.x) * Math.sign(share.x - 0.5);
  const dy = (to.y - anchor.y) * Math.sign(share.y - 0.5);
  // A corner goes to the nearest place on its diagonal.
  const wanted = share.x === 0.5 ? dy : share.y === 0.5 ? dx / ratio : (dx * ratio + dy) / (ratio ** 2 + 1);
  const height = Math.max(wanted, least, least / ratio);
  const of = (h: number): Rect => ({
    x: anchor.x - (1 - share.x) * h * ratio,
    y: anchor.y - (1 - share.y) * h,
    width: h * ratio,
    height: h
  });
  return lastInside(area, of(0), of(height));
}

const OPPOSITE: Record<Handle, Handle> = {
  nw: 'se',
  n: 's',
  ne: 'sw',
  e: 'w',
  se: 'nw',
  s: 'n',
  sw: 'ne',
  w: 'e'
};

/** `rect` in another ratio: as large an area about the same middle, as far as there is room. */
export function inRatio({ x, y, width, height }: Rect, ratio: number, area: Area): Rect {
  const next = { width: Math.sqrt(width * height * ratio), height: Math.sqrt((width * height) / ratio) };
  return broughtInside(area, {
    x: x + (width - next.width) / 2,
    y: y + (height - next.height) / 2,
    ...next
  });
}
