import type { FileMetadata } from '../../../domain/document/metadata.ts';
import { PackshotError } from '../../../domain/errors.ts';
import { big, joined, latin, viewOf } from './bytes.ts';
import { xmpPacket } from './xmp.ts';

/** ITU-T H.273: BT.709 primaries, and sRGB's transfer. The encoder leaves both unspecified. */
const PRIMARIES = 1;
const TRANSFER = 13;
const PRIMARY_ITEM = 1;
/** Box header, and the version and flags of a full box. */
const HEAD = 8;
const FULL_HEAD = 12;

interface Box {
  readonly type: string;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The boxes from `at` to the end, as our encoder writes them: each with a 32-bit size. */
function boxesFrom(bytes: Uint8Array, at: number): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  while (at + HEAD <= bytes.length) {
    const size = view.getUint32(at);
    if (size < HEAD || at + size > bytes.length) throw foreign();
    boxes.push({
      type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
      at,
      bytes: bytes.subarray(at, at + size)
    });
    at += size;
  }
  return boxes;
}

const foreign = (): PackshotError =>
  new PackshotError('encode-failed', 'The AVIF is not of the form that is known', { reason: 'encoder' });

function required(boxes: readonly Box[], type: string): Box {
  const box = boxes.find((one) => one.type === type);
  if (!box) throw foreign();
  return box;
}

const box = (type: string, ...data: readonly Uint8Array[]): Uint8Array => {
  const body = joined([latin(type), ...data]);
  return joined([big(body.length + 4, 4), body]);
};

/** Says in `colr` that the numbers are sRGB, where they lie. */
function setColour(meta: Box): void {
  const properties = required(boxesFrom(meta.bytes, FULL_HEAD), 'iprp');
  const colr = required(boxesFrom(required(boxesFrom(properties.bytes, HEAD), 'ipco').bytes, HEAD), 'colr');
  const afterKind = HEAD + 4;
  viewOf(colr.bytes).setUint16(afterKind, PRIMARIES);
  viewOf(colr.bytes).setUint16(afterKind + 2, TRANSFER);
}

/** `iinf` with one item more, a packet of XMP. */
function withInfo({ bytes }: Box, id: number): Uint8Array {
  const infe = box(
    'infe',
    new Uint8Array([2, 0, 0, 0]),
    big(id, 2),
    big(0, 2),
    latin('mimeXMP\0application/rdf+xml\0')
  );
  return box('iinf', new Uint8Array(4), big(id, 2), bytes.subarray(FULL_HEAD + 2), infe);
}

/** `iref` in which that item describes the picture. */
function withReference(iref: Box | undefined, id: number): Uint8Array {
  const known = iref ? iref.bytes.subarray(FULL_HEAD) : new Uint8Array(0);
  return box('iref', new Uint8Array(4), known, box('cdsc', big(id, 2), big(1, 2), big(PRIMARY_ITEM, 2)));
}

/** `iloc` (version 0, 32-bit offsets and lengths, one extent an item) with all offsets moved, and the item's own. */
function withPlace(
  { bytes }: Box,
  id: number,
  moved: number,
  place: readonly [offset: number, length: number]
): Uint8Array {
  const known = bytes.slice(FULL_HEAD + 4);
  const view = viewOf(known);
  for (let at = 6; at + 8 <= known.length; at += 14) view.setUint32(at, view.getUint32(at) + moved);
  const [offset, length] = place;
  const own = joined([big(id, 2), big(0, 2), big(1, 2), big(offset, 4), big(length, 4)]);
  return box('iloc', bytes.subarray(HEAD, FULL_HEAD + 2), big(id, 2), known, own);
}

/** `meta` with the packet in it; `place` and `moved` are known once its length is. */
function metaWith(children: readonly Box[], moved: number, place: readonly [number, number]): Uint8Array {
  const id = viewOf(required(children, 'iinf').bytes).getUint16(FULL_HEAD) + 1;
  const iref = children.find(({ type }) => type === 'iref');
  const parts = children.flatMap((child) => {
    if (child.type === 'iloc') return [withPlace(child, id, moved, place)];
    if (child.type === 'iinf') return [withInfo(child, id), withReference(iref, id)];
    return child.type === 'iref' ? [] : [child.bytes];
  });
  return box('meta', new Uint8Array(4), ...parts);
}

/**
 * Says in an AVIF that its numbers are sRGB (`nclx`, which every decoder reads: no profile is needed), and puts into it
 * what there is to say (XMP). For files as libavif writes them.
 * Sources: ISO/IEC 14496-12, 8.11 (meta boxes), 12.1.5 (colr); ISO/IEC 23008-12, A.3 (XMP items).
 * @throws `encode-failed` (`reason: 'encoder'`) for any other form
 */
export function avifWith(made: Uint8Array, metadata: FileMetadata): Uint8Array<ArrayBuffer> {
  const avif = made.slice();
  const boxes = boxesFrom(avif, 0);
  const meta = required(boxes, 'meta');
  setColour(meta);
  const xmp = xmpPacket(metadata);
  if (!xmp) return avif;
  const children = boxesFrom(meta.bytes, FULL_HEAD);
  const iloc = viewOf(required(children, 'iloc').bytes);
  const isKnown = iloc.getUint32(HEAD) === 0 && iloc.getUint16(FULL_HEAD) === 0x4400;
  if (!isKnown || meta.at > required(boxes, 'mdat').at) throw foreign();
  const moved = metaWith(children, 0, [0, 0]).length - meta.bytes.length;
  const place = [avif.length + moved + HEAD, xmp.length] as const;
  return joined([
    avif.subarray(0, meta.at),
    metaWith(children, moved, place),
    avif.subarray(meta.at + meta.bytes.length),
    box('mdat', xmp)
  ]);
}
