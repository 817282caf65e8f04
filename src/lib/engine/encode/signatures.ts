import { brandsOf } from './headers/avif.ts';
import { isBmpHeader } from './headers/bmp.ts';

/** First bytes of a format; a `null` byte may be anything. */
type Magic = readonly (number | null)[];

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const MAGIC: readonly (readonly [format: string, magic: Magic])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]],
  ['webp', [...ascii('RIFF'), null, null, null, null, ...ascii('WEBP')]],
  ['gif', ascii('GIF87a')],
  ['gif', ascii('GIF89a')],
  ['tiff', [...ascii('II*'), 0]],
  ['tiff', [...ascii('MM'), 0, 0x2a]],
  ['tiff', [...ascii('II+'), 0]],
  ['tiff', [...ascii('MM'), 0, 0x2b]],
  ['pdf', ascii('%PDF')],
  ['eps', ascii('%!PS')],
  ['psd', ascii('8BPS')],
  ['ico', [0, 0, 1, 0]],
  ['ico', [0, 0, 2, 0]],
  ['jxl', [0xff, 0x0a]],
  ['jxl', [0, 0, 0, 0x0c, ...ascii('JXL ')]],
  ['jp2', [0, 0, 0, 0x0c, ...ascii('jP  ')]],
  ['jp2', [0xff, 0x4f, 0xff, 0x51]],
  ['zip', [...ascii('PK'), 3, 4]],
  ['zip', [...ascii('PK'), 5, 6]],
  ['gzip', [0x1f, 0x8b]]
];

const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** What an ISO base media file holds, by its brands. */
function isoFormat(bytes: Uint8Array): string | null {
  if (bytes.length < 16 || String.fromCharCode(...bytes.subarray(4, 8)) !== 'ftyp') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(view.getUint32(0), bytes.length, 256);
  if (end < 16) return 'unknown';
  const brands = brandsOf(new DataView(bytes.buffer, bytes.byteOffset + 8, end - 8));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'heic' : 'video';
}

function isBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 18 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return false;
  return isBmpHeader(new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true));
}

const isText = (byte: number): boolean => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13;

/** `svg`, `html` or `text` where the first kilobyte is readable; null where it is not. */
function textFormat(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 1024);
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isUtf16 && !head.every(isText)) return null;
  const text = new TextDecoder(isUtf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head);
  if (/<svg[\s>]/i.test(text)) return 'svg';
  return /<!doctype html|<html[\s>]/i.test(text) ? 'html' : 'text';
}

/**
 * What a file is, from its bytes alone: one of the formats that can be opened (`jpeg`, `png`, `webp`, `avif`, `gif`,
 * `bmp`), one that can be named (`svg`, `heic`, `tiff`, `pdf` …), or `unknown`.
 */
export function formatOf(bytes: Uint8Array): string {
  const known = MAGIC.find(([, magic]) => magic.every((byte, i) => byte === null || bytes[i] === byte));
  return known?.[0] ?? isoFormat(bytes) ?? (isBmp(bytes) ? 'bmp' : null) ?? textFormat(bytes) ?? 'unknown';
}
