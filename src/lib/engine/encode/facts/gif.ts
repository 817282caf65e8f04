import { gifBlocksOf } from '../headers/gif.ts';
import { part, type View } from '../headers/header.ts';
import { keepBlock, type FactReader } from './draft.ts';

const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;
const TRANSPARENT = 1;

/** GIF 89a: frames, transparency, XMP (ISO 16684-3, 1.1.2), and what follows the trailer. */
export const readGifFacts: FactReader = (view, draft) => {
  draft.colorMode = 'indexed';
  let frames = 0;
  for (const { kind, at } of gifBlocksOf(view)) {
    if (kind === 'image') draft.frames = ++frames;
    if (kind === 'end') draft.trailingBytes = view.byteLength - at - 1;
    if (kind !== 'extension') continue;
    const label = view.getUint8(at + 1);
    if (label === GRAPHIC_CONTROL) draft.hasAlpha ||= (view.getUint8(at + 3) & TRANSPARENT) !== 0;
    if (label === APPLICATION && isXmp(view, at + 3)) keepBlock(draft, 'xmp', untilZero(view, at + 14));
  }
};

function isXmp(view: View, at: number): boolean {
  return at + 11 <= view.byteLength && new TextDecoder('latin1').decode(part(view, at, 11)) === 'XMP DataXMP';
}

/** The packet is text that stands where the lengths of sub-blocks should; it has no zero in it. */
function untilZero(view: View, from: number): View {
  let at = from;
  while (at < view.byteLength && view.getUint8(at) !== 0) at++;
  return part(view, from, at - from);
}
