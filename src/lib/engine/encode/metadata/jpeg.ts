import type { FileMetadata } from '../../../domain/document/metadata.ts';
import { big, joined, latin } from './bytes.ts';
import { SRGB_PROFILE } from './icc.ts';
import { xmpPacket } from './xmp.ts';

const XMP_NAME = 'http://ns.adobe.com/xap/1.0/\0';
const ICC_NAME = 'ICC_PROFILE\0';
/** SOI, and the JFIF segment that every encoder of ours writes. */
const JFIF_END = 20;

const segment = (marker: number, name: string, ...data: readonly Uint8Array[]): Uint8Array => {
  const body = joined([latin(name), ...data]);
  return joined([new Uint8Array([0xff, marker]), big(body.length + 2, 2), body]);
};

/**
 * Puts an sRGB profile and what there is to say (XMP) behind a JPEG's JFIF header, and 300 dots per inch into it, where
 * mozjpeg leaves "no unit"; Amazon asks for at least 72 (G9FUU).
 * Sources: ICC.1:2010, B.4; XMP part 3, 1.1.3; JFIF 1.02.
 */
export function jpegWith(jpeg: Uint8Array, metadata: FileMetadata): Uint8Array<ArrayBuffer> {
  const head = jpeg.slice(0, JFIF_END);
  head.set([1, ...big(300, 2), ...big(300, 2)], 13);
  const xmp = xmpPacket(metadata);
  return joined([
    head,
    ...(xmp ? [segment(0xe1, XMP_NAME, xmp)] : []),
    segment(0xe2, ICC_NAME, new Uint8Array([1, 1]), SRGB_PROFILE),
    jpeg.subarray(JFIF_END)
  ]);
}
