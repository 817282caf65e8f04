import { part, tagAt, type View } from '../headers/header.ts';
import { riffChunksOf, riffEnd } from '../headers/webp.ts';
import { keepBlock, type Draft, type FactReader } from './draft.ts';

const ALPHA = 0x10;
/** VP8L's "alpha is used", after the signature byte, 14 bits of width and 14 of height. */
const LOSSLESS_ALPHA = 1 << 28;

/** WebP (RFC 9649, 2.7): alpha, frames, ICC, EXIF and XMP. */
export const readWebpFacts: FactReader = (view, draft) => {
  draft.trailingBytes = Math.max(0, view.byteLength - riffEnd(view));
  let frames = 0;
  for (const { type, at, length } of riffChunksOf(view)) {
    if (type === 'ANMF') draft.frames = Math.max(1, ++frames);
    else readChunk(type, part(view, at, length), draft);
  }
};

function readChunk(type: string, data: View, draft: Draft): void {
  switch (type) {
    case 'VP8X':
      draft.hasAlpha = (data.getUint8(0) & ALPHA) !== 0;
      break;
    case 'VP8L':
      draft.hasAlpha ||= (data.getUint32(1, true) & LOSSLESS_ALPHA) !== 0;
      break;
    case 'ICCP':
      keepBlock(draft, 'icc', data);
      break;
    case 'XMP ':
      keepBlock(draft, 'xmp', data);
      break;
    case 'EXIF': {
      // Some writers keep the JPEG preamble.
      const preamble = data.byteLength > 6 && tagAt(data, 0) === 'Exif' ? 6 : 0;
      keepBlock(draft, 'exif', part(data, preamble, data.byteLength - preamble));
    }
  }
}
