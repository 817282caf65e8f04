import { after, boxesIn } from '../headers/avif.ts';
import { tagAt, type View } from '../headers/header.ts';

export interface MetadataItem {
  readonly id: number;
  readonly kind: 'exif' | 'xmp';
}

/** Items of an `iinf` box (ISO/IEC 14496-12, 8.11.6) that hold EXIF or XMP; entries of version 2 and 3. */
export function metadataItemsIn(iinf: View): MetadataItem[] {
  const items: MetadataItem[] = [];
  for (const { type, body } of boxesIn(after(iinf, iinf.getUint8(0) === 0 ? 6 : 8))) {
    const version = body.getUint8(0);
    if (type !== 'infe' || version < 2) continue;
    const isWide = version === 3;
    const id = isWide ? body.getUint32(4) : body.getUint16(4);
    const kind = tagAt(body, isWide ? 10 : 8);
    if (kind === 'Exif') items.push({ id, kind: 'exif' });
    if (kind === 'mime') items.push({ id, kind: 'xmp' });
  }
  return items;
}

export interface Location {
  readonly at: number;
  readonly length: number;
}

/** A number of 0, 4 or 8 bytes. */
function sized(view: View, at: number, bytes: number): number {
  if (bytes === 8) return Number(view.getBigUint64(at));
  return bytes === 4 ? view.getUint32(at) : 0;
}

/** Where in the file items lie, by an `iloc` box (8.11.3): those of one extent, and not inside of another box. */
export function locationsIn(iloc: View): ReadonlyMap<number, Location> {
  const found = new Map<number, Location>();
  const version = iloc.getUint8(0);
  const sizes = iloc.getUint16(4);
  const [offset, length, base] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const index = version > 0 ? sizes & 15 : 0;
  const idBytes = version < 2 ? 2 : 4;
  const count = idBytes === 2 ? iloc.getUint16(6) : iloc.getUint32(6);
  let at = 6 + idBytes;
  for (let item = 0; item < count; item++) {
    const id = idBytes === 2 ? iloc.getUint16(at) : iloc.getUint32(at);
    at += idBytes;
    const method = version > 0 ? iloc.getUint16(at) & 15 : 0;
    at += version > 0 ? 4 : 2;
    const from = sized(iloc, at, base);
    at += base;
    const extents = iloc.getUint16(at);
    at += 2;
    const place = {
      at: from + sized(iloc, at + index, offset),
      length: sized(iloc, at + index + offset, length)
    };
    if (extents === 1 && method === 0) found.set(id, place);
    at += extents * (index + offset + length);
  }
  return found;
}
