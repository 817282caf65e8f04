import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { readBitmap } from '../pixels.ts';
import type { ImageInfo, SniffOptions } from './api.ts';
import { tiff } from './codecs/tiff.ts';
import { decoderTurns, turnUpright } from './orientation.ts';
import { checkBytes, sniff } from './sniff.ts';

/** All bytes of a file within the gate. @throws `decode-failed` (`reason: 'empty'`, `'unreadable'`), `file-too-large` */
export async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  checkBytes(file.size);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PackshotError('decode-failed', message, { reason: 'unreadable' });
  }
}

/** Reads the header. @throws as `sniff`, and `decode-failed` (`reason: 'unreadable'`) */
export const probe = async (file: Blob): Promise<ImageInfo> => sniff(await readBytes(file));

async function decodeBlob(blob: Blob, format: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { colorSpaceConversion: 'default', premultiplyAlpha: 'none' });
  } catch (error) {
    const failure = asPackshotError(error, 'decode-failed');
    if (failure.code !== 'decode-failed') throw failure;
    throw new PackshotError('decode-failed', failure.message, { reason: 'corrupt', format });
  }
}

/** By a decoder of its own, which knows nothing of colour profiles: the numbers count as sRGB. */
async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  { width, height }: ImageInfo
): Promise<ImageBitmap> {
  const corrupt = { reason: 'corrupt', format: 'tiff' };
  const pixels = await tiff.decode!(bytes).catch((error: unknown) => {
    throw new PackshotError('decode-failed', String(error), corrupt);
  });
  const isWhole = pixels.data.length === 4 * pixels.width * pixels.height;
  // The gate has let this size pass, and no other.
  if (!isWhole || pixels.width * pixels.height !== width * height)
    throw new PackshotError(
      'decode-failed',
      'The TIFF is damaged, or packed in a way that cannot be read',
      corrupt
    );
  const picture = new ImageData(pixels.data as Uint8ClampedArray<ArrayBuffer>, pixels.width, pixels.height);
  return createImageBitmap(picture, { premultiplyAlpha: 'none' });
}

/**
 * Decodes with the browser's decoder, which converts wide-gamut and CMYK pictures to sRGB.
 *
 * @returns the picture upright (turned exactly once), and its header with the decoder's own size
 * @throws as `probe`, and `decode-failed` (`reason: 'corrupt'`), `out-of-memory`
 */
export async function decode(
  file: Blob,
  options: SniffOptions = {}
): Promise<{ info: ImageInfo; bitmap: ImageBitmap }> {
  const bytes = await readBytes(file);
  const header = sniff(bytes, options);
  const decoded =
    header.format === 'tiff'
      ? await decodeTiff(bytes, header)
      : await decodeBlob(file.type === header.type ? file : new Blob([file], header), header.format);
  const upright = await decoderTurns(header.format);
  const bitmap = upright ? decoded : turnUpright(decoded, header.orientation);
  return { info: { ...header, width: bitmap.width, height: bitmap.height }, bitmap };
}

/** As `decode` of what is only looked at, scaled down where its long side is more than `maxSide` px. */
export async function decodeWithin(file: Blob, maxSide: number): Promise<ImageBitmap> {
  const { bitmap } = await decode(file, { isOnlySeen: true });
  const scale = maxSide / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  try {
    return await createImageBitmap(bitmap, {
      resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
      resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
      resizeQuality: 'medium'
    });
  } finally {
    bitmap.close();
  }
}

/** As `decode`; RGBA, straight alpha. */
export async function decodePixels(
  file: Blob,
  options: SniffOptions = {}
): Promise<{ info: ImageInfo; pixels: Pixels }> {
  const { info, bitmap } = await decode(file, options);
  return { info, pixels: readBitmap(bitmap) };
}
