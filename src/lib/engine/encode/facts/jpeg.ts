import { APP1, EOI, isFrame, segmentsOf } from '../headers/jpeg.ts';
import { part, type View } from '../headers/header.ts';
import { densityOf, keepBlock, type Draft, type FactReader } from './draft.ts';
import { resourcesIn } from './iptc.ts';
import { qualityOf } from './jpeg-quality.ts';

const APP0 = 0xe0;
const APP2 = 0xe2;
const APP13 = 0xed;
const APP14 = 0xee;
const DQT = 0xdb;

const IPTC_RESOURCE = 0x0404;
const RESOLUTION_RESOURCE = 0x03ed;
const THUMBNAIL_RESOURCES = [0x0409, 0x040c];

/** What the walk gathers, to be put together at its end. */
interface Gathered {
  readonly tables: Map<number, readonly number[]>;
  /** Parts of the ICC profile by their number. */
  readonly icc: Map<number, View>;
  components: { readonly sampling: number; readonly table: number }[];
  /** Adobe's: 0 as stored, 1 YCbCr, 2 YCCK. */
  transform: number | null;
  isProgressive: boolean;
}

/** JPEG: frame, tables, JFIF (ECMA TR/98), Adobe (APP14), EXIF, XMP, ICC (ICC.1:2022, B.4) and Photoshop's resources. */
export const readJpegFacts: FactReader = (view, draft) => {
  const gathered: Gathered = {
    tables: new Map(),
    icc: new Map(),
    components: [],
    transform: null,
    isProgressive: false
  };
  try {
    for (const { marker, at, length } of segmentsOf(view)) {
      if (marker === EOI) draft.trailingBytes = view.byteLength - at;
      else if (length > 2) readSegment(marker, part(view, at + 2, length - 2), draft, gathered);
    }
  } finally {
    finish(draft, gathered);
  }
};

function readSegment(marker: number, body: View, draft: Draft, gathered: Gathered): void {
  if (isFrame(marker)) readFrame(marker, body, draft, gathered);
  if (marker === DQT) readTables(body, gathered);
  if (marker === APP0) readJfif(body, draft);
  if (marker === APP1) readApp1(body, draft);
  if (marker === APP2 && starts(body, 'ICC_PROFILE\0')) {
    gathered.icc.set(body.getUint8(12), part(body, 14, body.byteLength - 14));
  }
  if (marker === APP13 && starts(body, 'Photoshop 3.0\0')) readResources(afterText(body, 14), draft);
  if (marker === APP14 && starts(body, 'Adobe')) gathered.transform = body.getUint8(11);
}

function starts(body: View, text: string): boolean {
  if (body.byteLength < text.length) return false;
  return [...text].every((letter, i) => body.getUint8(i) === letter.charCodeAt(0));
}

const afterText = (body: View, length: number): View => part(body, length, body.byteLength - length);

function readFrame(marker: number, body: View, draft: Draft, gathered: Gathered): void {
  draft.bitDepth = body.getUint8(0);
  gathered.isProgressive = (marker & 3) === 2;
  gathered.components = Array.from({ length: Math.min(4, body.getUint8(5)) }, (_, i) => ({
    sampling: body.getUint8(7 + i * 3),
    table: body.getUint8(8 + i * 3)
  }));
}

function readTables(body: View, { tables }: Gathered): void {
  for (let at = 0; at < body.byteLength;) {
    const head = body.getUint8(at++);
    const isWide = head >> 4 > 0;
    const steps = Array.from({ length: 64 }, (_, i) =>
      isWide ? body.getUint16(at + i * 2) : body.getUint8(at + i)
    );
    tables.set(head & 15, steps);
    at += isWide ? 128 : 64;
  }
}

function readJfif(body: View, draft: Draft): void {
  if (starts(body, 'JFXX\0')) draft.hasThumbnail = true;
  if (!starts(body, 'JFIF\0')) return;
  const unit = body.getUint8(7);
  if (unit > 0) draft.dpi = densityOf(body.getUint16(8), body.getUint16(10), unit === 2 ? 'cm' : 'inch');
  if (body.byteLength >= 14) draft.hasThumbnail ||= body.getUint8(12) * body.getUint8(13) > 0;
}

function readApp1(body: View, draft: Draft): void {
  if (starts(body, 'Exif\0')) keepBlock(draft, 'exif', afterText(body, 6));
  const xmp = 'http://ns.adobe.com/xap/1.0/\0';
  if (starts(body, xmp)) keepBlock(draft, 'xmp', afterText(body, xmp.length));
}

function readResources(body: View, draft: Draft): void {
  for (const { id, data } of resourcesIn(body)) {
    if (id === IPTC_RESOURCE) keepBlock(draft, 'iptc', data);
    if (THUMBNAIL_RESOURCES.includes(id)) draft.hasThumbnail = true;
    // Fixed point, always per inch.
    if (id === RESOLUTION_RESOURCE) {
      draft.dpi ??= densityOf(data.getUint32(0) / 65_536, data.getUint32(8) / 65_536, 'inch');
    }
  }
}

function finish(draft: Draft, { components, tables, transform, isProgressive, icc }: Gathered): void {
  draft.colorMode =
    components.length === 1 ? 'grey' : components.length < 4 ? 'rgb' : transform === 2 ? 'ycck' : 'cmyk';
  const used = [...new Set(components.map(({ table }) => table))].map((table) => tables.get(table));
  const steps = used.filter((table) => table !== undefined);
  if (steps.length > 0) {
    draft.jpeg = {
      quality: qualityOf(steps),
      chroma: chromaOf(components.map(({ sampling }) => sampling)),
      isProgressive
    };
  }
  const parts = [...icc].sort(([a], [b]) => a - b).map(([, data]) => data);
  if (parts.length > 0) keepBlock(draft, 'icc', joined(parts));
}

/** J:a:b of the second component against the first (sampling factors: across in the high half, down in the low one). */
function chromaOf([luma = 0x11, chroma]: readonly number[]): string {
  if (chroma === undefined) return '4:0:0';
  const across = (luma >> 4) / Math.max(1, chroma >> 4);
  const down = (luma & 15) / Math.max(1, chroma & 15);
  const samples = Math.round(4 / Math.max(1, across));
  return `4:${samples}:${down > 1 ? 0 : samples}`;
}

function joined(parts: readonly View[]): View {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    whole.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return new DataView(whole.buffer);
}
