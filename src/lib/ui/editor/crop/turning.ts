import type { CropEdit } from '../../../domain/document/edits/crop.ts';
import { keptRect, turnedSize } from '../../../domain/render/crop.ts';
import type { Rect, Size } from '../../../domain/pixels.ts';
import { broughtInside, pictureArea } from './area.ts';

/** Shares that differ less are the same. */
const HAIR = 1e-6;

export const wholePlane = (crop: CropEdit, size: Size): Rect => ({ x: 0, y: 0, ...turnedSize(crop, size) });

/** What is kept, px of the cropped plane; everything where nothing is cut off. */
export const keptOf = (crop: CropEdit, size: Size): Rect => keptRect(crop, size) ?? wholePlane(crop, size);

/** `crop` that keeps `rect` (px of the cropped plane); null where that is everything. */
export function keeping(crop: CropEdit, rect: Rect, size: Size): CropEdit {
  const plane = turnedSize(crop, size);
  const share = (value: number, side: number) => Math.min(1, Math.max(0, value / side));
  const [x, y] = [share(rect.x, plane.width), share(rect.y, plane.height)];
  const width = Math.min(rect.width / plane.width, 1 - x);
  const height = Math.min(rect.height / plane.height, 1 - y);
  const isAll = x < HAIR && y < HAIR && width > 1 - HAIR && height > 1 - HAIR;
  return { ...crop, rect: isAll ? null : { x, y, width, height } };
}

/**
 * `crop` straightened or tilted anew, its rectangle brought inside the picture.
 * @param wanted what a person would keep, px of the cropped plane: given room again, the rectangle grows back to it
 */
export function reshaped(
  crop: CropEdit,
  change: Partial<Pick<CropEdit, 'straighten' | 'keystone'>>,
  wanted: Rect,
  size: Size
): CropEdit {
  const next = { ...crop, ...change };
  return keeping(next, broughtInside(pictureArea(next, size), wanted), size);
}

/** The cropped picture turned by a quarter, clockwise or back. */
export function quarterTurned(crop: CropEdit, direction: 1 | -1): CropEdit {
  const { turns, flip, keystone, rect } = crop;
  // Seen in a mirror, clockwise is counterclockwise.
  const by = flip ? -direction : direction;
  return {
    ...crop,
    turns: ((turns + by + 4) % 4) as CropEdit['turns'],
    keystone:
      direction === 1 ? { x: negated(keystone.y), y: keystone.x } : { x: keystone.y, y: negated(keystone.x) },
    rect: rect && turnedRect(rect, direction)
  };
}

const turnedRect = ({ x, y, width, height }: Rect, direction: 1 | -1): Rect =>
  direction === 1
    ? { x: 1 - y - height, y: x, width: height, height: width }
    : { x: y, y: 1 - x - width, width: height, height: width };

/** The cropped picture mirrored left to right. */
export const mirrored = (crop: CropEdit): CropEdit => ({
  ...crop,
  flip: !crop.flip,
  straighten: negated(crop.straighten),
  keystone: { ...crop.keystone, x: negated(crop.keystone.x) },
  rect: crop.rect && { ...crop.rect, x: Math.max(0, 1 - crop.rect.x - crop.rect.width) }
});

/** Never −0, which would be another document. */
const negated = (value: number): number => (value === 0 ? 0 : -value);
