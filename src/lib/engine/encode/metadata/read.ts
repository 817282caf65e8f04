import {
  DIGITAL_SOURCE_TYPES,
  MAX_CREDIT,
  type DigitalSourceType,
  type FileMetadata
} from '../../../domain/document/metadata.ts';
import { exifText } from '../headers/exif.ts';
import { SOURCE_TYPE_URI, SYNTHETIC_PERFORMER } from './xmp.ts';

/** Longest packet that is looked at; larger ones are histories of an editor's layers. */
const MAX_PACKET = 1_000_000;
const ARTIST = 0x013b;
const COPYRIGHT = 0x8298;

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
}

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,4}));/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name) return NAMED[name] ?? whole;
      return characterOf(hex ? parseInt(hex, 16) : Number(decimal));
    }
  );

/** One line of at most the length that is kept; null where nothing is left. */
function credit(text: string | undefined | null): string | null {
  const line = (text ?? '').replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\uFFFD\s]+/gu, ' ').trim();
  return [...line].slice(0, MAX_CREDIT / 2).join('') || null;
}

/** The items of an XMP array, or the plain text of a property. */
function valuesOf(packet: string, property: string): string[] {
  const start = packet.indexOf(`<${property}>`);
  const end = packet.indexOf(`</${property}>`, start);
  if (start < 0 || end < 0) return [];
  const inside = packet.slice(start + property.length + 2, end);
  const items = [...inside.matchAll(/<rdf:li[^>]*>([^<]*)<\/rdf:li>/g)].map(([, text = '']) =>
    unescaped(text)
  );
  return items.length > 0 ? items : [unescaped(inside.replace(/<[^>]*>/g, ''))];
}

const DECODER = new TextDecoder();

/** Where `text` begins in `bytes`, from `from` on; −1 where it is not. */
function find(bytes: Uint8Array, text: string, from = 0): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) same++;
    if (same === text.length) return at;
  }
  return -1;
}

/** A file's XMP as text: packets lie in every format uncompressed, to be found so (XMP part 1, 7.3.2). */
function packetIn(bytes: Uint8Array): string {
  const start = find(bytes, '<x:xmpmeta');
  const end = start < 0 ? -1 : find(bytes, '</x:xmpmeta>', start);
  return end < 0 || end - start > MAX_PACKET ? '' : DECODER.decode(bytes.subarray(start, end));
}

/** IPTC's URI of it may be in an attribute or an element, with http or https. */
function sourceTypeIn(packet: string): DigitalSourceType | null {
  const [, vocabulary] = SOURCE_TYPE_URI.split('//');
  const at = packet.indexOf(vocabulary!);
  const term = at < 0 ? '' : (/^\w+/.exec(packet.slice(at + vocabulary!.length))?.[0] ?? '');
  return DIGITAL_SOURCE_TYPES.find((type) => type === term) ?? null;
}

/**
 * What a picture says of its origin: XMP's words, else those of its EXIF. Nothing else is read, and nothing here throws:
 * what cannot be understood is nothing.
 */
export function readMetadata(bytes: Uint8Array): FileMetadata {
  const packet = packetIn(bytes);
  const exif = find(bytes.subarray(0, MAX_PACKET), 'Exif\0\0');
  const own = (tag: number) => (exif < 0 ? null : exifText(bytes.subarray(exif + 6), tag));
  return {
    copyright: credit(valuesOf(packet, 'dc:rights')[0]) ?? credit(own(COPYRIGHT)),
    creator: credit(valuesOf(packet, 'dc:creator').join(', ')) ?? credit(own(ARTIST)),
    digitalSourceType: sourceTypeIn(packet),
    syntheticPerformer: valuesOf(packet, 'dc:subject').includes(SYNTHETIC_PERFORMER)
  };
}
