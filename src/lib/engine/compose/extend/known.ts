import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';

/** A photo in its frame, to be continued beyond its edges. */
export interface Known {
  /** Straight sRGB; α = 255 where the photo is, less where it is not. */
  readonly photo: Pixels;
  /** A rectangle that the photo covers wholly, px of the frame. */
  readonly rect: Rect;
  /** 1 where something is that must not be seen twice: the product, and what lies around it. */
  readonly banned: Uint8Array;
}

/** One side of the known rectangle beyond which there is something to fill. (t, d): along the side, and inwards from it. */
export interface Side {
  readonly name: 'left' | 'right' | 'top' | 'bottom';
  /** Along the side, px. */
  readonly length: number;
  /** Known px behind it, inwards. */
  readonly depth: number;
  /** Px to fill, outwards. */
  readonly reach: number;
  /** Index of the pixel (0, 0) and steps of index along t and d. */
  readonly origin: number;
  readonly along: number;
  readonly inward: number;
}

export const pixelAt = ({ origin, along, inward }: Side, t: number, d: number): number =>
  origin + t * along + d * inward;

const alphaAt = ({ data, width }: Pixels, x: number, y: number): number => data[(y * width + x) * 4 + 3]!;

/** Tight box of what is opaque; null where nothing is. */
function opaqueBox(photo: Pixels): Rect | null {
  const { width, height } = photo;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (alphaAt(photo, x, y) < 255) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Pixels of a line that are not opaque. */
function missing(photo: Pixels, rect: Rect, edge: Side['name']): number {
  const isUpright = edge === 'left' || edge === 'right';
  const count = isUpright ? rect.height : rect.width;
  const x = edge === 'right' ? rect.x + rect.width - 1 : rect.x;
  const y = edge === 'bottom' ? rect.y + rect.height - 1 : rect.y;
  let found = 0;
  for (let i = 0; i < count; i++) {
    if (alphaAt(photo, isUpright ? x : x + i, isUpright ? y + i : y) < 255) found++;
  }
  return found / count;
}

const EDGES = ['left', 'right', 'top', 'bottom'] as const;

function without(rect: Rect, edge: Side['name']): Rect {
  const { x, y, width, height } = rect;
  if (edge === 'left') return { ...rect, x: x + 1, width: width - 1 };
  if (edge === 'top') return { ...rect, y: y + 1, height: height - 1 };
  return edge === 'right' ? { ...rect, width: width - 1 } : { ...rect, height: height - 1 };
}

/**
 * An upright rectangle of opaque pixels: the box of all of them, from which the line with the most gaps is taken as long
 * as there is one. Exact where the photo lies straight; large, if not the largest, where it is turned.
 * Null where hardly anything is opaque.
 */
export function knownRect(photo: Pixels): Rect | null {
  let rect = opaqueBox(photo);
  while (rect && rect.width > LEAST_SIDE && rect.height > LEAST_SIDE) {
    const within: Rect = rect;
    const gaps = EDGES.map((edge) => missing(photo, within, edge));
    const most = Math.max(...gaps);
    if (most === 0) return rect;
    rect = without(rect, EDGES[gaps.indexOf(most)]!);
  }
  return null;
}

/** A photo that is seen smaller than this has no surroundings to continue, px. */
const LEAST_SIDE = 8;

/** The sides of a rectangle that do not lie on the frame's. */
export function sidesOf({ x, y, width, height }: Rect, frame: Size): readonly Side[] {
  const corner = y * frame.width + x;
  const far = corner + (height - 1) * frame.width + width - 1;
  const upright = { length: height, depth: width };
  const level = { length: width, depth: height };
  const sides: readonly Side[] = [
    { name: 'left', ...upright, reach: x, origin: corner, along: frame.width, inward: 1 },
    {
      name: 'right',
      ...upright,
      reach: frame.width - x - width,
      origin: corner + width - 1,
      along: frame.width,
      inward: -1
    },
    { name: 'top', ...level, reach: y, origin: corner, along: 1, inward: frame.width },
    {
      name: 'bottom',
      ...level,
      reach: frame.height - y - height,
      origin: far - width + 1,
      along: 1,
      inward: -frame.width
    }
  ];
  return sides.filter(({ reach }) => reach > 0);
}
