import type { DigitalSourceType, FileMetadata } from '../../../domain/document/metadata.ts';

/** IPTC's vocabulary; an XMP value is one of its terms. */
export const SOURCE_TYPE_URI = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
/** Amazon, Product image guide (G1881): a `dc:subject` keyword. */
export const SYNTHETIC_PERFORMER = 'contains-synthetic-performer';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const sourceType = (type: DigitalSourceType): string =>
  `<Iptc4xmpExt:DigitalSourceType>${SOURCE_TYPE_URI}${type}</Iptc4xmpExt:DigitalSourceType>`;
const creatorOf = (name: string): string =>
  `<dc:creator><rdf:Seq><rdf:li>${escaped(name)}</rdf:li></rdf:Seq></dc:creator>`;
const rightsOf = (text: string): string =>
  `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:rights>`;
const SUBJECT = `<dc:subject><rdf:Bag><rdf:li>${SYNTHETIC_PERFORMER}</rdf:li></rdf:Bag></dc:subject>`;

/**
 * An XMP packet; null where there is nothing to say.
 * Sources: ISO 16684-1 (XMP); IPTC Photo Metadata Standard 2023.2 (creator, rights, DigitalSourceType).
 */
export function xmpPacket(metadata: FileMetadata): Uint8Array<ArrayBuffer> | null {
  const { copyright, creator, digitalSourceType, syntheticPerformer } = metadata;
  const properties = [
    creator && creatorOf(creator),
    copyright && rightsOf(copyright),
    syntheticPerformer && SUBJECT,
    digitalSourceType && sourceType(digitalSourceType)
  ].filter((property) => typeof property === 'string');
  if (properties.length === 0) return null;
  return new TextEncoder().encode(
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
      ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">' +
      `${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
  ) as Uint8Array<ArrayBuffer>;
}
