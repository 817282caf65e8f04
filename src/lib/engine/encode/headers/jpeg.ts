import { exifOrientation } from './exif.ts';
import { part, tagAt, type Header, type HeaderReader, type View } from './header.ts';

const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const APP1 = 0xe1;

/** SOF0–SOF15 without DHT, JPG and DAC, which lie among them. */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const standsAlone = (marker: number): boolean =>
  marker === SOI || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** A marker and its parameters; `at` is where their length is written. */
export interface Segment {
  readonly marker: number;
  readonly at: number;
  readonly length: number;
}

/** In scan data 0xFF is followed by 0, a restart or another 0xFF; anything else is the next marker. */
function afterScan(view: View, from: number): number {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  return bytes.length;
}

/**
 * The segments of a JPEG up to its EOI, which comes last (length 0). Like libjpeg: whatever is not a marker between two
 * segments is skipped. @throws RangeError where the file ends before EOI
 */
export function* segmentsOf(view: View): Generator<Segment> {
  let at = 2;
  for (;;) {
    while (view.getUint8(at) !== 0xff) at++;
    while (view.getUint8(at) === 0xff) at++;
    const marker = view.getUint8(at++);
    if (marker === EOI) {
      yield { marker, at, length: 0 };
      return;
    }
    if (marker === 0 || standsAlone(marker)) continue;
    const length = view.getUint16(at);
    yield { marker, at, length };
    at += Math.max(2, length);
    if (marker === SOS) at = afterScan(view, at);
  }
}

/** JPEG (ITU-T T.81, annex B): size and sampling from the frame, orientation from EXIF, the end from EOI. */
export const readJpeg: HeaderReader = (view, header) => {
  for (const { marker, at, length } of segmentsOf(view)) {
    if (isFrame(marker)) readFrame(part(view, at, length), header);
    if (marker === APP1) readApp1(view, at, length, header);
    if (marker !== SOS) continue;
    header.complete = hasEnd(view, at + Math.max(2, length));
    return;
  }
};

function readFrame(segment: View, header: Header): void {
  header.height = segment.getUint16(3);
  header.width = segment.getUint16(5);
  const sampling = Array.from({ length: segment.getUint8(7) }, (_, i) => segment.getUint8(9 + i * 3));
  const across = sampling.map((factors) => Math.max(1, factors >> 4));
  const down = sampling.map((factors) => Math.max(1, factors & 15));
  const coarsest = (factors: number[]) => Math.max(1, ...factors) / Math.min(...factors, 4);
  header.blockPx = 8 * Math.max(1, coarsest(across), coarsest(down));
}

function readApp1(view: View, at: number, length: number, header: Header): void {
  if (length < 16 || tagAt(view, at + 2) !== 'Exif' || header.orientation !== 1) return;
  header.orientation = exifOrientation(part(view, at + 8, Math.min(length - 8, view.byteLength - at - 8)));
}

/** In scan data every 0xFF is followed by 0 or a restart; so EOI means the end. Bytes after it do no harm. */
function hasEnd(view: View, from: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === EOI) return true;
  }
  return false;
}
