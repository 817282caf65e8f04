import { addKeyword, type Told } from './told.ts';

const MAX_BYTES = 2 ** 20;

/**
 * What an XMP packet tells (ISO 16684-1: a property is an attribute or an element). Only the properties that rules look
 * at are read, by their usual prefixes; nothing of the XML is resolved.
 */
export function readXmp(bytes: Uint8Array, told: Told): void {
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES));
  told.digitalSourceType ??= lastPart(valueOf(text, 'Iptc4xmpExt:DigitalSourceType'));
  told.copyright ??= firstItem(text, 'dc:rights');
  told.hasLocation ||= valueOf(text, 'exif:GPSLatitude') !== null;
  told.hasThumbnail ||= text.includes('xmpGImg:image');
  for (const name of [
    'aux:SerialNumber',
    'aux:LensSerialNumber',
    'exifEX:BodySerialNumber',
    'exifEX:LensSerialNumber'
  ]) {
    if (valueOf(text, name) !== null) told.serials.add(name);
  }
  for (const item of itemsOf(text, 'dc:subject')) addKeyword(told, item);
}

/** `name="value"`, `<name>value</name>`, `<name rdf:resource="value"/>`. */
function valueOf(text: string, name: string): string | null {
  const from = text.indexOf(name);
  if (from < 0) return null;
  const after = text.slice(from + name.length, from + name.length + 500);
  const found =
    /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(after) ??
    /^[^>]*rdf:resource\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(after) ??
    /^[^>]*>([^<]+)</.exec(after);
  const value = found
    ?.slice(1)
    .find((group) => group !== undefined)
    ?.trim();
  return value ? plain(value) : null;
}

/** The items of a bag, sequence or list of languages. */
function itemsOf(text: string, name: string): string[] {
  const from = text.indexOf(`<${name}`);
  const end = text.indexOf(`</${name}`, from);
  if (from < 0 || end < 0) return [];
  return [...text.slice(from, end).matchAll(/<rdf:li[^<>]*>([^<]*)</g)].map(([, item = '']) => plain(item));
}

const firstItem = (text: string, name: string): string | null =>
  itemsOf(text, name)[0] ?? valueOf(text, name);

/** `…/digitalsourcetype/trainedAlgorithmicMedia` → `trainedAlgorithmicMedia`. */
const lastPart = (address: string | null): string | null => address?.split('/').at(-1) || null;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const plain = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!);
