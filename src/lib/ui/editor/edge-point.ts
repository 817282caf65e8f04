import type { Point, Rect } from '../../domain/pixels.ts';

/** Darker than this in any channel is product, not the compression's shimmer beside it. */
const PRODUCT_BELOW = 240;

/**
 * A place where the product meets the white, in px of the result: on one row, from the right. Reads one row only.
 * Null where that row is white.
 */
export function edgePoint(result: ImageBitmap, box: Rect): Point | null {
  const y = Math.round(box.y + box.height * 0.62);
  const row = new OffscreenCanvas(result.width, 1);
  const context = row.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) return null;
  context.drawImage(result, 0, -y);
  const { data } = context.getImageData(0, 0, result.width, 1, { colorSpace: 'srgb' });
  for (let x = result.width - 1; x >= 0; x--) {
    const [r = 255, g = 255, b = 255] = data.subarray(x * 4, x * 4 + 3);
    if (Math.min(r, g, b) < PRODUCT_BELOW) return { x, y };
  }
  return null;
}
