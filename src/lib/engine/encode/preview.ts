import { PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { alphaOf } from '../pixels.ts';
import type { SmallOptions } from './api.ts';

const QUALITY = 0.85;

/**
 * A file to look at, by the browser's own encoder: JPEG, or PNG where any pixel is translucent.
 * @param pixels straight sRGB, at most 16.7 MP (a canvas's limit on iOS)
 * @throws `out-of-memory`
 */
export async function encodePreview(pixels: Pixels): Promise<Blob> {
  const { data, width, height } = pixels;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (!context) throw new PackshotError('out-of-memory', 'No canvas could be made', { width, height });
  context.putImageData(new ImageData(data, width, height, { colorSpace: 'srgb' }), 0, 0);
  const isOpaque = alphaOf(pixels) === null;
  return canvas.convertToBlob(isOpaque ? { type: 'image/jpeg', quality: QUALITY } : { type: 'image/png' });
}

/**
 * A picture as a small file, by the browser's own encoder; a JPEG stands on white. Here and not on a page: there the
 * encoder waits for an idle frame, which a frame without a screen of its own is given once a second.
 * @param bitmap closed
 * @throws `out-of-memory`
 */
export async function encodeSmall(
  bitmap: ImageBitmap,
  { type, quality, maxSide }: SmallOptions
): Promise<Blob> {
  const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  try {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new PackshotError('out-of-memory', 'No canvas could be made', { width, height });
    if (type === 'image/jpeg') {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return await canvas.convertToBlob({ type, quality });
  } finally {
    bitmap.close();
  }
}
