import { isUncropped, type CropEdit } from '../document/edits/crop.ts';
import type { Point, Rect, Size } from '../pixels.ts';
import { cropMatrix, croppedBox } from './crop.ts';
import type { Mass } from './geometry.ts';
import { moved } from './matrix.ts';

/** What planning must know of a photo's pixels: its upright size, and where the product is in it (α ≥ 128). */
export interface Subject extends Size {
  /** Tight box, px; null = no product was found. */
  readonly box: Rect | null;
  /** Corners of the product's convex hull, source px, in order; empty = no product was found. */
  readonly hull: readonly Point[];
  /** Number and middle of the product's pixels, source px; null = no product was found. */
  readonly mass: Mass | null;
}

/** Whether all of the product is in the photo: a close-up shows a part. */
export const isWhole = ({ box, width, height }: Subject): boolean =>
  box !== null && box.x > 0 && box.y > 0 && box.x + box.width < width && box.y + box.height < height;

/** The product's box in the cropped plane; null where nothing of it is there. */
export const productBox = (crop: CropEdit, { width, height, box, hull }: Subject): Rect | null =>
  isUncropped(crop) ? box : croppedBox(hull, crop, { width, height });

/** The product's mass in the cropped plane, where a crop leaves it whole: perspective is too little to change it. */
export function massIn(crop: CropEdit, { width, height, mass }: Subject): Mass | null {
  if (!mass || isUncropped(crop)) return mass;
  return { ...mass, centroid: moved(cropMatrix(crop, { width, height }), mass.centroid) };
}
