import { part, tagAt, type Header, type HeaderReader, type View } from './header.ts';

/** A box of an ISO base media file. */
export interface Box {
  readonly type: string;
  readonly body: View;
}

/**
 * The boxes in `view` (ISO/IEC 14496-12, 4.2).
 * @throws RangeError when one ends beyond the file
 */
export function* boxesIn(view: View): Generator<Box> {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 0 ? view.byteLength - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < head) throw new RangeError('A box is smaller than its own header');
    yield { type: tagAt(view, at + 4), body: part(view, at + head, size - head) };
    at += size;
  }
}

export const after = (view: View, bytes: number): View => part(view, bytes, view.byteLength - bytes);

/** AVIF and HEIC (AOM, 1.1; ISO/IEC 23008-12): the primary item's `ispe`, turned by its `irot`; EXIF orientation is void. */
export const readAvif: HeaderReader = (view, header) => {
  header.blockPx = 64;
  for (const { type, body } of boxesIn(view)) {
    if (type === 'ftyp') header.animated = brandsOf(body).includes('avis');
    if (type === 'meta') readMeta(after(body, 4), header);
  }
  header.complete = true;
};

/** Major and compatible brands of an `ftyp` box's body. */
export function brandsOf(ftyp: View): string[] {
  const brands: string[] = [];
  for (let at = 0; at + 4 <= ftyp.byteLength; at += 4) if (at !== 4) brands.push(tagAt(ftyp, at));
  return brands;
}

function readMeta(meta: View, header: Header): void {
  let primary = 1;
  for (const { type, body } of boxesIn(meta)) {
    if (type === 'pitm') primary = body.getUint8(0) === 0 ? body.getUint16(4) : body.getUint32(4);
    if (type === 'iprp') readProperties(body, primary, header);
  }
}

function readProperties(iprp: View, primary: number, header: Header): void {
  const boxes = [...boxesIn(iprp)];
  const properties = boxes.filter(({ type }) => type === 'ipco').flatMap(({ body }) => [...boxesIn(body)]);
  for (const { type, body } of boxes) {
    if (type !== 'ipma') continue;
    for (const index of associated(body, primary)) apply(properties[index - 1], header);
  }
}

function apply(property: Box | undefined, header: Header): void {
  if (property?.type === 'ispe') {
    header.width = property.body.getUint32(4);
    header.height = property.body.getUint32(8);
  }
  // The decoder turns the picture; only its size has to be told.
  if (property?.type === 'irot' && property.body.getUint8(0) & 1) {
    [header.width, header.height] = [header.height, header.width];
  }
}

/** Property numbers (from 1) of one item, from an `ipma` box's body. */
export function associated(ipma: View, item: number): number[] {
  const wideItems = ipma.getUint8(0) > 0;
  const wideIndex = (ipma.getUint8(3) & 1) === 1;
  let at = 8;
  for (let entry = ipma.getUint32(4); entry > 0; entry--) {
    const id = wideItems ? ipma.getUint32(at) : ipma.getUint16(at);
    at += wideItems ? 4 : 2;
    const count = ipma.getUint8(at++);
    const bytes = wideIndex ? 2 : 1;
    const own = Array.from({ length: id === item ? count : 0 }, (_, i) =>
      wideIndex ? ipma.getUint16(at + i * 2) & 0x7fff : ipma.getUint8(at + i) & 0x7f
    );
    if (id === item) return own;
    at += count * bytes;
  }
  return [];
}
