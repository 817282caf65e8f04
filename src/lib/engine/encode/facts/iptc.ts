import { part, tagAt, type View } from '../headers/header.ts';
import { addKeyword, type Told } from './told.ts';

const MARK = 0x1c;
const APPLICATION_RECORD = 2;
const KEYWORD = 25;
const COPYRIGHT = 116;
const EXTENDED = 0x8000;

/** IPTC IIM 4.2, record 2: keywords and the copyright notice. */
export function readIptc(view: View, told: Told): void {
  let at = 0;
  while (at + 5 <= view.byteLength && view.getUint8(at) === MARK) {
    const length = view.getUint16(at + 3);
    if (length >= EXTENDED || at + 5 + length > view.byteLength) return;
    if (view.getUint8(at + 1) === APPLICATION_RECORD) {
      const text = new TextDecoder().decode(part(view, at + 5, length));
      if (view.getUint8(at + 2) === KEYWORD) addKeyword(told, text);
      if (view.getUint8(at + 2) === COPYRIGHT) told.copyright ??= text.trim() || null;
    }
    at += 5 + length;
  }
}

/** Photoshop's image resources (Adobe, "Photoshop file formats", image resource blocks): number and data. */
export function* resourcesIn(view: View): Generator<{ readonly id: number; readonly data: View }> {
  let at = 0;
  while (at + 12 <= view.byteLength && tagAt(view, at) === '8BIM') {
    const name = view.getUint8(at + 6) + 1;
    const sizeAt = at + 6 + name + (name & 1);
    const size = view.getUint32(sizeAt);
    yield { id: view.getUint16(at + 4), data: part(view, sizeAt + 4, size) };
    at = sizeAt + 4 + size + (size & 1);
  }
}
