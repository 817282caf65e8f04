import { exifOrientation } from './exif.ts';
import { part, tagAt, type HeaderReader, type View } from './header.ts';

/** A chunk; `at` is where its data begin. */
export interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

/** The chunks of a PNG up to IEND, which comes last. @throws RangeError where the file ends before */
export function* chunksOf(view: View): Generator<Chunk> {
  for (let at = 8; ;) {
    const length = view.getUint32(at);
    const type = tagAt(view, at + 4);
    yield { type, at: at + 8, length };
    if (type === 'IEND') return;
    at += length + 12;
  }
}

/** PNG (W3C, third edition, 5 and 11): IHDR, acTL (more than one frame), eXIf, IEND. */
export const readPng: HeaderReader = (view, header) => {
  for (const { type, at, length } of chunksOf(view)) {
    if (type === 'IHDR') {
      header.width = view.getUint32(at);
      header.height = view.getUint32(at + 4);
    }
    if (header.width === 0) return;
    if (type === 'acTL' && view.getUint32(at) > 1) header.animated = true;
    if (type === 'eXIf') header.orientation = exifOrientation(part(view, at, length));
    if (type === 'IEND') header.complete = true;
  }
};
