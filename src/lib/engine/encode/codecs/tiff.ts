import type { FileMetadata } from '../../../domain/document/metadata.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import { rgbOf } from '../../pixels.ts';
import { joined } from '../metadata/bytes.ts';
import { SRGB_PROFILE } from '../metadata/icc.ts';
import { xmpPacket } from '../metadata/xmp.ts';
import { encoded, type Codec } from './codec.ts';
import { Lzw } from './lzw.ts';

/*
 * Baseline TIFF of 8-bit RGB, in strips, with LZW over differences: every reader has that, and white costs next to
 * nothing. Source: TIFF 6.0, sections 2, 6, 13 and 14; Adobe TechNote 3 (XMP); ICC.1:2010, B.5.
 */

const [BYTE, SHORT, LONG, RATIONAL, UNDEFINED] = [1, 3, 4, 5, 7];
const LZW = 5;
const RGB = 2;
const DIFFERENCES = 2;
const INCH = 2;
const DPI = 300;
/** Readers like strips of about this much (TIFF 6.0, section 7, was 8 kB; today's take more). */
const STRIP_BYTES = 65_536;
const HEAD_BYTES = 8;

interface Field {
  readonly tag: number;
  readonly type: number;
  /** Numbers, or bytes as they are. */
  readonly values: readonly number[] | Uint8Array;
}

const sizeOf = (type: number): number => ({ [SHORT!]: 2, [LONG!]: 4, [RATIONAL!]: 4 })[type] ?? 1;

/** Little-endian. */
function packed({ type, values }: Field): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const size = sizeOf(type);
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    if (size === 2) view.setUint16(i * 2, value, true);
    else if (size === 4) view.setUint32(i * 4, value, true);
    else view.setUint8(i, value);
  });
  return bytes;
}

/** Each byte less the one of the same colour before it, row by row. Changes `rgb`. */
function difference(rgb: Uint8Array, rowBytes: number): void {
  for (let row = 0; row < rgb.length; row += rowBytes) {
    for (let at = row + rowBytes - 1; at >= row + 3; at--) rgb[at] = rgb[at]! - rgb[at - 3]!;
  }
}

function stripsOf(pixels: Pixels, rows: number): Uint8Array[] {
  const rowBytes = pixels.width * 3;
  const rgb = rgbOf(pixels);
  difference(rgb, rowBytes);
  const lzw = new Lzw();
  const strips: Uint8Array[] = [];
  for (let at = 0; at < rgb.length; at += rows * rowBytes) {
    const strip = lzw.compress(rgb.subarray(at, at + rows * rowBytes));
    // Offsets in a TIFF are even.
    strips.push(strip.length & 1 ? joined([strip, new Uint8Array(1)]) : strip);
  }
  return strips;
}

/** The directory, and behind it what does not fit into its entries. */
function directory(fields: readonly Field[], at: number): Uint8Array {
  const table = new DataView(new ArrayBuffer(2 + fields.length * 12 + 4));
  table.setUint16(0, fields.length, true);
  const beyond: Uint8Array[] = [];
  let free = at + table.byteLength;
  fields.forEach((field, i) => {
    const bytes = packed(field);
    const entry = 2 + i * 12;
    table.setUint16(entry, field.tag, true);
    table.setUint16(entry + 2, field.type, true);
    table.setUint32(entry + 4, bytes.length / (field.type === RATIONAL ? 8 : sizeOf(field.type)), true);
    if (bytes.length <= 4) {
      new Uint8Array(table.buffer).set(bytes, entry + 8);
      return;
    }
    table.setUint32(entry + 8, free, true);
    const even = bytes.length & 1 ? joined([bytes, new Uint8Array(1)]) : bytes;
    beyond.push(even);
    free += even.length;
  });
  return joined([new Uint8Array(table.buffer), ...beyond]);
}

/** Fields in the order of their tags, as TIFF asks. */
function fieldsOf(
  pixels: Pixels,
  rows: number,
  strips: readonly Uint8Array[],
  metadata: FileMetadata
): Field[] {
  const xmp = xmpPacket(metadata);
  let at = HEAD_BYTES;
  const offsets = strips.map(({ length }) => (at += length) - length);
  const field = (tag: number, type: number | undefined, ...values: number[]): Field => ({
    tag,
    type: type!,
    values
  });
  return [
    field(256, LONG, pixels.width),
    field(257, LONG, pixels.height),
    field(258, SHORT, 8, 8, 8),
    field(259, SHORT, LZW),
    field(262, SHORT, RGB),
    { tag: 273, type: LONG!, values: offsets },
    field(277, SHORT, 3),
    field(278, LONG, rows),
    { tag: 279, type: LONG!, values: strips.map(({ length }) => length) },
    field(282, RATIONAL, DPI, 1),
    field(283, RATIONAL, DPI, 1),
    field(296, SHORT, INCH),
    field(317, SHORT, DIFFERENCES),
    ...(xmp ? [{ tag: 700, type: BYTE!, values: xmp }] : []),
    { tag: 34_675, type: UNDEFINED!, values: SRGB_PROFILE }
  ];
}

/** An RGB TIFF; alpha is left out. */
export function encodeTiff(pixels: Pixels, metadata: FileMetadata): Uint8Array<ArrayBuffer> {
  const rows = Math.max(1, Math.floor(STRIP_BYTES / (pixels.width * 3)));
  const strips = stripsOf(pixels, rows);
  const at = strips.reduce((bytes, { length }) => bytes + length, HEAD_BYTES);
  const head = new DataView(new ArrayBuffer(HEAD_BYTES));
  head.setUint32(0, 0x4949_2a00);
  head.setUint32(4, at, true);
  return joined([
    new Uint8Array(head.buffer),
    ...strips,
    directory(fieldsOf(pixels, rows, strips, metadata), at)
  ]);
}

/** With a decoder of other people's making; browsers but Safari have none. */
async function decode({ buffer }: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { default: UTIF } = await import('utif2');
  const [picture] = UTIF.decode(buffer);
  if (!picture) throw new Error('No picture in the TIFF');
  UTIF.decodeImage(buffer, picture);
  const { width, height } = picture;
  return { data: new Uint8ClampedArray(UTIF.toRGBA8(picture).buffer as ArrayBuffer), width, height };
}

const LADDER = {
  rungs: [
    {
      quality: 100,
      weight: 1,
      nearPx: 8,
      encode: (pixels: Pixels, metadata: FileMetadata) => encoded(async () => encodeTiff(pixels, metadata))
    }
  ],
  start: 0,
  softEnd: 0
};

export const tiff: Codec = { type: 'image/tiff', ladders: () => [LADDER], decode };
