import type { View } from './header.ts';

const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * EXIF orientation, 1–8, from a TIFF block ("II" or "MM" first); 1 where there is none or it makes no sense.
 * Source: CIPA DC-008 (Exif 2.32), 4.5 and 4.6.4 A.
 */
export function exifOrientation(tiff: View): number {
  try {
    const little = tiff.getUint16(0) === 0x4949;
    const ifd = tiff.getUint32(4, little);
    const entries = tiff.getUint16(ifd, little);
    for (let i = 0; i < entries; i++) {
      const entry = ifd + 2 + i * 12;
      if (tiff.getUint16(entry, little) !== ORIENTATION) continue;
      if (tiff.getUint16(entry + 2, little) !== SHORT) return 1;
      const value = tiff.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}
