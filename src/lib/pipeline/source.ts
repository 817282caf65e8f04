import type { Photo } from '../domain/document/document.ts';
import type { Studio } from './studio.ts';

/** The photo's pixels, upright. The caller closes the bitmap (or hands it over). @throws `decode-failed`, `aborted` */
async function decodeSource(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<ImageBitmap> {
  const source = await studio.store.getBlob(photo.source);
  const { bitmap } = await studio.encode.call((api) => api.decode(source), {
    signal,
    discard: (late) => late.bitmap.close()
  });
  return bitmap;
}

/**
 * Decodes the photo for one piece of work that takes its bitmap over. Closed here again: that does nothing to a bitmap
 * that was handed over, and frees one that was not, because its worker died or nobody waits any more.
 */
export async function withSource<R>(
  studio: Studio,
  photo: Photo,
  signal: AbortSignal | undefined,
  work: (bitmap: ImageBitmap) => Promise<R>
): Promise<R> {
  const bitmap = await decodeSource(studio, photo, signal);
  try {
    return await work(bitmap);
  } finally {
    bitmap.close();
  }
}
