import { PackshotError } from '../domain/errors.ts';
import type { Matte, Pixels } from '../domain/pixels.ts';

/** Canvas pixels at a time: iOS has no canvas over 16.7 MP, and a strip needs less memory than a second picture. */
const STRIP_PIXELS = 2 ** 22;

/**
 * Reads a bitmap as straight sRGB and closes it. Opaque pixels are exact; a canvas holds premultiplied bytes, so the
 * colour of translucent ones is as exact as their α allows.
 *
 * @throws `out-of-memory`
 */
export function readBitmap(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  try {
    const data = new Uint8ClampedArray(width * height * 4);
    const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
    const canvas = new OffscreenCanvas(width, rows);
    const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
    if (!context) throw new PackshotError('out-of-memory', 'No canvas could be made', { width, height });
    for (let y = 0; y < height; y += rows) {
      const count = Math.min(rows, height - y);
      context.clearRect(0, 0, width, rows);
      context.drawImage(bitmap, 0, -y);
      data.set(context.getImageData(0, 0, width, count, { colorSpace: 'srgb' }).data, y * width * 4);
    }
    return { data, width, height };
  } catch (error) {
    if (error instanceof RangeError)
      throw new PackshotError('out-of-memory', error.message, { width, height });
    throw error;
  } finally {
    bitmap.close();
  }
}

/** The alpha of `pixels`; null where all of it is 255. */
export function alphaOf({ data, width, height }: Pixels): Matte | null {
  const alpha = new Uint8Array(width * height);
  let isOpaque = true;
  for (let p = 0; p < alpha.length; p++) {
    const value = data[4 * p + 3]!;
    alpha[p] = value;
    if (value !== 255) isOpaque = false;
  }
  return isOpaque ? null : { alpha, width, height };
}

/** Three bytes a pixel, alpha left out. */
export function rgbOf({ data, width, height }: Pixels): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(width * height * 3);
  for (let p = 0, at = 0; at < rgb.length; p += 4) {
    rgb[at++] = data[p]!;
    rgb[at++] = data[p + 1]!;
    rgb[at++] = data[p + 2]!;
  }
  return rgb;
}

/** @throws `bad-request` when a matte is not of its picture's size, or either has not as much data as its size says */
export function checkFit({ data, width, height }: Pixels, matte: Matte): void {
  const area = width * height;
  const fits = matte.width === width && matte.height === height;
  if (fits && data.length === area * 4 && matte.alpha.length === area) return;
  throw new PackshotError('bad-request', 'The matte is not of its picture’s size', { width, height });
}
