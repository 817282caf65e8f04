import type { CropEdit } from '../document/edits/crop.ts';
import type { Point, Rect, Size } from '../pixels.ts';
import { boundsOf, clipped, inOrder, moved, rotation, scaling, translation, type Matrix3 } from './matrix.ts';

/**
 * How much depth full keystone takes from the near side. A corner lies at most √2 × half the long side from the centre,
 * wherever it is turned to, and |x| + |y| at most √2 × that: depth stays ≥ 1 − 2 × 0.3 in the whole photo.
 */
const KEYSTONE = 0.3;

/** The photo's size once it has been turned. */
export const turnedSize = ({ turns }: CropEdit, { width, height }: Size): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };

/** Exact, where `rotation` leaves a hair. */
const QUARTERS: readonly Matrix3[] = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0, -1, 0, 1, 0, 0, 0, 0, 1],
  [-1, 0, 0, 0, -1, 0, 0, 0, 1],
  [0, 1, 0, -1, 0, 0, 0, 0, 1]
];

/** Perspective about the origin: the scale there stays 1. Depth falls towards the side that comes nearer. */
function keystone({ x, y }: CropEdit['keystone'], { width, height }: Size): Matrix3 {
  const perPx = -KEYSTONE / (Math.max(width, height) / 2);
  return [1, 0, 0, 0, 1, 0, perPx * x, perPx * y, 1];
}

/** From upright source px to px of the cropped plane, whose origin is the turned picture's corner. */
export function cropMatrix(crop: CropEdit, size: Size): Matrix3 {
  const turned = turnedSize(crop, size);
  return inOrder(
    translation(-size.width / 2, -size.height / 2),
    QUARTERS[crop.turns]!,
    scaling(crop.flip ? -1 : 1, 1),
    ...(crop.straighten === 0 ? [] : [rotation(crop.straighten)]),
    keystone(crop.keystone, turned),
    translation(turned.width / 2, turned.height / 2)
  );
}

/** What is kept, in px of the cropped plane; null = everything. */
export function keptRect(crop: CropEdit, size: Size): Rect | null {
  if (!crop.rect) return null;
  const { width, height } = turnedSize(crop, size);
  const { rect } = crop;
  return { x: rect.x * width, y: rect.y * height, width: rect.width * width, height: rect.height * height };
}

/**
 * Tight box, in px of the cropped plane, of what a convex outline becomes; null where nothing of it is kept. Of a
 * product that the crop cuts through, this is the box of its convex hull's rest: never too small.
 * @param outline upright source px
 */
export function croppedBox(outline: readonly Point[], crop: CropEdit, size: Size): Rect | null {
  const matrix = cropMatrix(crop, size);
  const plane = outline.map((point) => moved(matrix, point));
  const kept = keptRect(crop, size);
  const box = boundsOf(kept ? clipped(plane, kept) : plane);
  return box && box.width > 0 && box.height > 0 ? box : null;
}
