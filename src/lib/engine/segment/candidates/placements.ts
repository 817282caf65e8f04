import type { Rect, Size } from '../../../domain/pixels.ts';
import type { InferenceSide } from '../api.ts';
import type { View } from '../tensor.ts';

/*
 * Ways of showing a photo to the network. Each finds some products that the others miss: a product cut by the frame
 * is found when it is seen with room around it, thin structures when it fills the network's picture.
 */

/** How the network is shown a photo; the same name means the same way in every photo. */
export type Manner = 'whole' | 'mirror' | 'square' | 'wide' | 'close';

export interface Placement extends View {
  /** `<manner>-<side>` */
  readonly id: string;
  /** Side of the network's picture, px. */
  readonly side: InferenceSide;
}

/** Room added on each side of the region, as a share of it. */
const WIDE_MARGIN = 0.25;
/** The same for a product that was found. */
const CLOSE_MARGIN = 0.12;
/** Share of the region's area from which a close look shows little that is new. */
const CLOSE_ENOUGH = 0.8;

/** A rectangle with a share of its size added on each side, in whole px. */
export function grownBy({ x, y, width, height }: Rect, share: number): Rect {
  const [across, down] = [Math.round(width * share), Math.round(height * share)];
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}

/** The part of a rectangle that lies inside the picture; at least 1 × 1 px. */
export function within({ x, y, width, height }: Rect, picture: Size): Rect {
  const left = Math.min(picture.width - 1, Math.max(0, x));
  const top = Math.min(picture.height - 1, Math.max(0, y));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(picture.width, x + width) - left),
    height: Math.max(1, Math.min(picture.height, y + height) - top)
  };
}

/** The smallest square around the middle of a rectangle that holds it. */
function squareAround({ x, y, width, height }: Rect): Rect {
  const side = Math.max(width, height);
  return { x: x - ((side - width) >> 1), y: y - ((side - height) >> 1), width: side, height: side };
}

/**
 * Where the network looks, for each manner; null where that way shows nothing new.
 *
 * @param region the part of the photo that is asked about, source px
 * @param found the box of what was found so far, source px; null where nothing was
 */
export function placement(
  manner: Manner,
  side: InferenceSide,
  region: Rect,
  photo: Size,
  found: Rect | null
): Placement | null {
  const rect = rectOf(manner, region, photo, found);
  return rect && { id: `${manner}-${side}`, side, rect, flip: manner === 'mirror' };
}

function rectOf(manner: Manner, region: Rect, photo: Size, found: Rect | null): Rect | null {
  switch (manner) {
    case 'whole':
    case 'mirror':
      return region;
    case 'wide':
      return grownBy(region, WIDE_MARGIN);
    case 'square':
      // A region that is nearly square, or so long that the square is mostly mirror images, is no other picture.
      return isBetween(aspectOf(region), 1.08, 4) ? squareAround(region) : null;
    case 'close': {
      const rect = found && within(grownBy(found, CLOSE_MARGIN), photo);
      const isClose = rect && rect.width * rect.height < CLOSE_ENOUGH * region.width * region.height;
      return isClose ? rect : null;
    }
  }
}

const aspectOf = ({ width, height }: Rect): number => Math.max(width / height, height / width);
const isBetween = (value: number, low: number, high: number): boolean => value > low && value < high;
