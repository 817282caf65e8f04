import type { HeaderReader, View } from './header.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** GIF 89a: the logical screen, whether there is a second frame, and the trailer. */
export const readGif: HeaderReader = (view, header) => {
  header.width = view.getUint16(6, true);
  header.height = view.getUint16(8, true);
  let at = 13 + tableBytes(view.getUint8(10));
  for (let frames = 0; ;) {
    const block = view.getUint8(at);
    if (block === EXTENSION) {
      at = afterBlocks(view, at + 2);
    } else if (block === IMAGE) {
      header.animated = ++frames > 1;
      if (header.animated) return;
      at = afterBlocks(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    } else {
      // Decoders take anything else for the end, as long as there was a frame.
      header.complete = block === TRAILER || frames > 0;
      return;
    }
  }
};

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function afterBlocks(view: View, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
  return at + 1;
}
