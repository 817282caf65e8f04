import { exifOrientation } from './exif.ts';
import { part, tagAt, type Header, type HeaderReader, type View } from './header.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;

/** SOF0–SOF15 without DHT, JPG and DAC, which lie among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const standsAlone = (marker: number): boolean =>
  marker === SOI || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** JPEG (ITU-T T.81, annex B): size and sampling from the frame, orientation from EXIF, the end from EOI. */
export const readJpeg: HeaderReader = (view, header) => {
  let at = 2;
  for (;;) {
    // Like libjpeg: whatever is not a marker between two segments is skipped.
    while (view.getUint8(at) !== 0xff) at++;
    while (view.getUint8(at) === 0xff) at++;
    const marker = view.getUint8(at++);
    if (marker === EOI) return;
    if (marker === 0 || standsAlone(marker)) continue;
    const length = view.getUint16(at);
    if (isFrame(marker)) readFrame(part(view, at, length), header);
    if (marker === APP1) readApp1(view, at, length, header);
    at += Math.max(2, length);
    if (marker !== SOS) continue;
    header.complete = hasEnd(view, at);
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
