import type { HeaderReader, View } from './header.ts';

export const EXTENSION = 0x21;
export const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** A block of a GIF; `at` is where it begins. `end` is the trailer, or whatever decoders take for it. */
export interface GifBlock {
  readonly kind: 'extension' | 'image' | 'end';
  readonly at: number;
}

/** The blocks of a GIF 89a up to its end. @throws RangeError where the file ends before */
export function* gifBlocksOf(view: View): Generator<GifBlock> {
  let at = 13 + tableBytes(view.getUint8(10));
  for (;;) {
    const block = view.getUint8(at);
    if (block === EXTENSION) {
      yield { kind: 'extension', at };
      at = afterBlocks(view, at + 2);
    } else if (block === IMAGE) {
      yield { kind: 'image', at };
      at = afterBlocks(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    } else {
      yield { kind: 'end', at };
      return;
    }
  }
}

/** GIF 89a: the logical screen, whether there is a second frame, and the trailer. */
export const readGif: HeaderReader = (view, header) => {
  header.width = view.getUint16(6, true);
  header.height = view.getUint16(8, true);
  let frames = 0;
  for (const { kind, at } of gifBlocksOf(view)) {
    if (kind === 'image') header.animated = ++frames > 1;
    // Decoders take anything else for the end, as long as there was a frame.
    if (kind === 'end') header.complete = view.getUint8(at) === TRAILER || frames > 0;
  }
};

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function afterBlocks(view: View, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
  return at + 1;
}
