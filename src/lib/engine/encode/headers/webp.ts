import { exifOrientation } from './exif.ts';
import { part, tagAt, type Header, type HeaderReader, type View } from './header.ts';

export const ANIMATION = 0x02;

/** A chunk; `at` is where its data begin. */
export interface RiffChunk {
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

/** Where the RIFF says that it ends. */
export const riffEnd = (view: View): number => view.getUint32(4, true) + 8;

/** The chunks of a WebP. */
export function* riffChunksOf(view: View): Generator<RiffChunk> {
  const end = Math.min(riffEnd(view), view.byteLength);
  for (let at = 12; at + 8 <= end;) {
    const length = view.getUint32(at + 4, true);
    yield { type: tagAt(view, at), at: at + 8, length };
    at += 8 + length + (length & 1);
  }
}

/** WebP (RFC 9649, 2): size from VP8X, VP8 or VP8L, animation flag, EXIF, and the RIFF's own length. */
export const readWebp: HeaderReader = (view, header) => {
  for (const { type, at, length } of riffChunksOf(view)) readChunk(type, view, at, length, header);
  header.complete = riffEnd(view) <= view.byteLength;
};

function readChunk(type: string, view: View, data: number, length: number, header: Header): void {
  switch (type) {
    case 'VP8X':
      header.animated = (view.getUint8(data) & ANIMATION) !== 0;
      setSize(header, 1 + uint24(view, data + 4), 1 + uint24(view, data + 7));
      break;
    case 'VP8 ':
      header.blockPx = 16;
      setSize(header, view.getUint16(data + 6, true) & 0x3fff, view.getUint16(data + 8, true) & 0x3fff);
      break;
    case 'VP8L': {
      const bits = view.getUint32(data + 1, true);
      setSize(header, 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
      break;
    }
    case 'EXIF': {
      // Some writers keep the JPEG preamble.
      const preamble = length > 6 && tagAt(view, data) === 'Exif' ? 6 : 0;
      header.orientation = exifOrientation(part(view, data + preamble, length - preamble));
    }
  }
}

/** VP8X comes first and is the canvas; a frame inside it has nothing to add. */
function setSize(header: Header, width: number, height: number): void {
  if (header.width > 0) return;
  header.width = width;
  header.height = height;
}

export const uint24 = (view: View, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
