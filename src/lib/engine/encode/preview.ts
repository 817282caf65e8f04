import { PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { alphaOf } from '../pixels.ts';

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
