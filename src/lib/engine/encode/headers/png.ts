import { exifOrientation } from './exif.ts';
import { part, tagAt, type HeaderReader } from './header.ts';

/** PNG (W3C, third edition, 5 and 11): IHDR, acTL (more than one frame), eXIf, IEND. */
export const readPng: HeaderReader = (view, header) => {
  let at = 8;
  for (;;) {
    const length = view.getUint32(at);
    const type = tagAt(view, at + 4);
    const data = at + 8;
    if (type === 'IHDR') {
      header.width = view.getUint32(data);
      header.height = view.getUint32(data + 4);
    }
    if (header.width === 0) return;
    if (type === 'acTL' && view.getUint32(data) > 1) header.animated = true;
    if (type === 'eXIf') header.orientation = exifOrientation(part(view, data, length));
    if (type === 'IEND') {
      header.complete = true;
      return;
    }
    at = data + length + 4;
  }
};
