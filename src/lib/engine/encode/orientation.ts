import { PackshotError } from '../../domain/errors.ts';

/** 2 × 1 px with EXIF orientation 6: a browser that turns such files makes it 1 × 2. */
const PROBES: Readonly<Record<string, string>> = {
  webp: 'UklGRlIAAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TBEAAAAvAQAAAAfQ//73v/+BiOh/AABFWElGGgAAAElJKgAIAAAAAQASAQMAAQAAAAYAAAAAAAAA',
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAGmVYSWZJSSoACAAAAAEAEgEDAAEAAAAGAAAAAAAAALdIESkAAAALSURBVHicY/j/HwADAAH//CXcUQAAAABJRU5ErkJggg=='
};

const answers = new Map<string, Promise<boolean>>();

async function probe(base64: string, type: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  const turned = bitmap.height === 2;
  bitmap.close();
  return turned;
}

/**
 * Whether the browser's decoder turns files of `format` upright by itself. All do for JPEG; Chromium 156 does for
 * PNG (eXIf) and AVIF (irot, imir) and leaves WebP as it lies, so these are asked once with a tiny file. TIFF
 * is none of the browser's.
 */
export function decoderTurns(format: string): Promise<boolean> {
  if (format === 'tiff') return Promise.resolve(false);
  const file = PROBES[format];
  if (!file) return Promise.resolve(true);
  const answer = answers.get(format) ?? probe(file, `image/${format}`);
  answers.set(format, answer);
  return answer;
}

/** Canvas transform of each EXIF orientation for a stored picture of w × h px (CIPA DC-008, 4.6.4 A, orientation). */
const transforms = (w: number, h: number): Readonly<Record<number, DOMMatrix2DInit>> => ({
  2: { a: -1, b: 0, c: 0, d: 1, e: w, f: 0 },
  3: { a: -1, b: 0, c: 0, d: -1, e: w, f: h },
  4: { a: 1, b: 0, c: 0, d: -1, e: 0, f: h },
  5: { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 },
  6: { a: 0, b: 1, c: -1, d: 0, e: h, f: 0 },
  7: { a: 0, b: -1, c: -1, d: 0, e: h, f: w },
  8: { a: 0, b: -1, c: 1, d: 0, e: 0, f: w }
});

/** Turns a bitmap by its EXIF orientation (1–8) and closes the one it was given. @throws `out-of-memory` */
export function turnUpright(bitmap: ImageBitmap, orientation: number): ImageBitmap {
  const { width, height } = bitmap;
  const transform = transforms(width, height)[orientation];
  if (!transform) return bitmap;
  const turned = orientation > 4;
  const canvas = new OffscreenCanvas(turned ? height : width, turned ? width : height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (!context) throw new PackshotError('out-of-memory', 'No canvas could be made', { width, height });
  context.setTransform(transform);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}
