import type { Photo } from '../domain/document/document.ts';
import { matteOf } from './layers.ts';
import { decodeSource } from './source.ts';
import type { Studio } from './studio.ts';

/** The photo, upright, its long side at most `maxSide` px. The caller closes the bitmap. */
export async function sourcePreview(studio: Studio, photo: Photo, maxSide: number): Promise<ImageBitmap> {
  const bitmap = await decodeSource(studio, photo);
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

/** The corrected matte as a grey picture at source size. The caller closes the bitmap. @throws `no-cutout` */
export async function mattePreview(studio: Studio, photo: Photo): Promise<ImageBitmap> {
  return createImageBitmap(await matteOf(studio, photo));
}
