import type { Placement } from '../../domain/render/geometry.ts';
import type { Point, Rect, Size } from '../../domain/pixels.ts';

/** Where the photo lies in the stage. */
export interface PhotoMap {
  /** The photo's top left corner in the stage, CSS px. */
  readonly origin: Point;
  /** CSS px per source px. */
  readonly scale: number;
}

/**
 * Where the photo lies when `picture` is shown at `rect` (CSS px in the stage).
 * @param picture size of what is shown, px: the photo itself, or the frame it is placed in
 * @param placement of the photo in that frame; null where the photo itself is shown
 */
export function photoMap(rect: Rect, picture: Size, placement: Placement | null): PhotoMap {
  const perPixel = rect.width / picture.width;
  const { offsetX = 0, offsetY = 0, scale = 1 } = placement ?? {};
  return {
    origin: { x: rect.x + offsetX * perPixel, y: rect.y + offsetY * perPixel },
    scale: perPixel * scale
  };
}

/** Stage (CSS px) → photo (source px). */
export const toSource = ({ origin, scale }: PhotoMap, { x, y }: Point): Point => ({
  x: (x - origin.x) / scale,
  y: (y - origin.y) / scale
});

/** Photo (source px) → stage (CSS px). */
export const toStage = ({ origin, scale }: PhotoMap, { x, y }: Point): Point => ({
  x: origin.x + x * scale,
  y: origin.y + y * scale
});

/** The nearest point inside a picture of this size; a click must hit a pixel, so the far edges are left out. */
export const inside = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: Math.min(Math.max(x, 0), width - 0.01),
  y: Math.min(Math.max(y, 0), height - 0.01)
});
