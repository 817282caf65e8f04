import { after, associated, boxesIn, brandsOf, type Box } from '../headers/avif.ts';
import { part, tagAt, type View } from '../headers/header.ts';
import { spaceOfCicp } from './cicp.ts';
import { keepBlock, type Draft, type FactReader } from './draft.ts';
import { locationsIn, metadataItemsIn } from './iso-items.ts';

/** Boxes that lead to the sizes of a track's pictures. */
const TRACK = ['trak', 'mdia', 'minf', 'stbl'];

/** AVIF and HEIC (ISO/IEC 23008-12): properties of the primary item, auxiliary alpha, sequences, metadata items. */
export const readIsoFacts: FactReader = (view, draft) => {
  let isSequence = false;
  for (const { type, body } of boxesIn(view)) {
    draft.trailingBytes = view.byteOffset + view.byteLength - body.byteOffset - body.byteLength;
    if (type === 'ftyp') isSequence = brandsOf(body).some((brand) => brand === 'avis' || brand === 'msf1');
    if (type === 'meta') readMeta(view, after(body, 4), draft);
    if (type === 'moov' && isSequence) draft.frames = Math.max(draft.frames, framesIn(body));
  }
};

function readMeta(file: View, meta: View, draft: Draft): void {
  const boxes = [...boxesIn(meta)];
  const bodyOf = (wanted: string) => boxes.find(({ type }) => type === wanted)?.body;
  const [pitm, iprp, iinf, iloc] = ['pitm', 'iprp', 'iinf', 'iloc'].map(bodyOf);
  const primary = pitm ? (pitm.getUint8(0) === 0 ? pitm.getUint16(4) : pitm.getUint32(4)) : 1;
  if (iprp) readProperties(iprp, primary, draft);
  if (!iinf || !iloc) return;
  const locations = locationsIn(iloc);
  for (const { id, kind } of metadataItemsIn(iinf)) {
    const place = locations.get(id);
    if (!place || place.at + place.length > file.byteLength) continue;
    const data = part(file, place.at, place.length);
    // An Exif item begins with the offset of its TIFF header (23008-12, annex A.2.1).
    if (kind === 'xmp') keepBlock(draft, 'xmp', data);
    else keepBlock(draft, 'exif', after(data, 4 + data.getUint32(0)));
  }
}

function readProperties(iprp: View, primary: number, draft: Draft): void {
  const boxes = [...boxesIn(iprp)];
  const properties = boxes.filter(({ type }) => type === 'ipco').flatMap(({ body }) => [...boxesIn(body)]);
  draft.hasAlpha = properties.some(({ type, body }) => type === 'auxC' && isAlpha(body));
  const own = boxes.filter(({ type }) => type === 'ipma').flatMap(({ body }) => associated(body, primary));
  for (const index of own) readProperty(properties[index - 1], draft);
}

const isAlpha = (auxC: View): boolean => {
  const name = new TextDecoder('latin1').decode(after(auxC, 4));
  return name.includes(':alpha') || name.includes(':auxid:1');
};

function readProperty(property: Box | undefined, draft: Draft): void {
  if (!property) return;
  const { type, body } = property;
  if (type === 'pixi') {
    draft.bitDepth = body.getUint8(5);
    if (body.getUint8(4) === 1) draft.colorMode = 'grey';
  }
  if (type === 'av1C') readAv1(body.getUint8(2), draft);
  if (type === 'colr') readColor(body, draft);
}

/** AV1 in ISO base media (AOM, 2.3): high bit depth, twelve bit, monochrome are bits 6, 5 and 4. */
function readAv1(flags: number, draft: Draft): void {
  draft.bitDepth = flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8;
  if (flags & 0x10) draft.colorMode = 'grey';
}

function readColor(colr: View, draft: Draft): void {
  if (tagAt(colr, 0) === 'nclx') draft.colorSpace = spaceOfCicp(colr.getUint16(4), colr.getUint16(6));
  else keepBlock(draft, 'icc', after(colr, 4));
}

/** Pictures in the longest track, from its table of sizes (14496-12, 8.7.3). */
function framesIn(moov: View): number {
  let level: readonly View[] = [moov];
  for (const name of TRACK) {
    level = level.flatMap((box) =>
      [...boxesIn(box)].filter(({ type }) => type === name).map(({ body }) => body)
    );
  }
  const tables = level.flatMap((box) => [...boxesIn(box)].filter(({ type }) => type === 'stsz'));
  return tables.reduce((most, { body }) => Math.max(most, body.getUint32(8)), 1);
}
