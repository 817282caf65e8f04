import { part, type View } from './header.ts';

const ORIENTATION = 0x0112;
const ASCII = 2;
const SHORT = 3;

/** Where the entry of `tag` lies in the first directory of a TIFF block; null where it is not. @throws RangeError */
function entryOf(tiff: View, tag: number): { at: number; little: boolean } | null {
  const little = tiff.getUint16(0) === 0x4949;
  const ifd = tiff.getUint32(4, little);
  const entries = tiff.getUint16(ifd, little);
  for (let i = 0; i < entries; i++) {
    const at = ifd + 2 + i * 12;
    if (tiff.getUint16(at, little) === tag) return { at, little };
  }
  return null;
}

/** What `read` finds, or `fallback` where the block ends before it should. */
function within<T>(fallback: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fallback;
  }
}

/**
 * EXIF orientation, 1–8, from a TIFF block ("II" or "MM" first); 1 where there is none or it makes no sense.
 * Source: CIPA DC-008 (Exif 2.32), 4.5 and 4.6.4 A.
 */
export const exifOrientation = (tiff: View): number =>
  within(1, () => {
    const entry = entryOf(tiff, ORIENTATION);
    if (!entry || tiff.getUint16(entry.at + 2, entry.little) !== SHORT) return 1;
    const value = tiff.getUint16(entry.at + 8, entry.little);
    return value >= 1 && value <= 8 ? value : 1;
  });

/** Text of one tag of a TIFF block's first directory, up to its first NUL; null where there is none. */
export function exifText(tiff: Uint8Array, tag: number): string | null {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  return within(null, () => {
    const entry = entryOf(view, tag);
    if (!entry || view.getUint16(entry.at + 2, entry.little) !== ASCII) return null;
    const length = view.getUint32(entry.at + 4, entry.little);
    const at = length > 4 ? view.getUint32(entry.at + 8, entry.little) : entry.at + 8;
    return new TextDecoder().decode(part(view, at, length)).split('\0')[0] ?? null;
  });
}
