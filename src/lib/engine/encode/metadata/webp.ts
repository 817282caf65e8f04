import type { FileMetadata } from '../../../domain/document/metadata.ts';
import type { Size } from '../../../domain/pixels.ts';
import { joined, latin, little, viewOf } from './bytes.ts';
import { SRGB_PROFILE } from './icc.ts';
import { xmpPacket } from './xmp.ts';

const HAS_ICC = 0x20;
const HAS_ALPHA = 0x10;
const HAS_XMP = 0x04;
/** `RIFF`, length, `WEBP`. */
const HEAD_BYTES = 12;
const VP8X_BYTES = 18;

function chunk(type: string, data: Uint8Array): Uint8Array {
  return joined([latin(type), little(data.length), data, new Uint8Array(data.length & 1)]);
}

function vp8x(flags: number, { width, height }: Size): Uint8Array {
  return chunk(
    'VP8X',
    joined([little(flags), little(width - 1).subarray(0, 3), little(height - 1).subarray(0, 3)])
  );
}

/** The picture's own chunks, and whether it is translucent. */
function pictureOf(webp: Uint8Array): { picture: Uint8Array; hasAlpha: boolean } {
  const type = String.fromCharCode(...webp.subarray(HEAD_BYTES, HEAD_BYTES + 4));
  if (type === 'VP8X') {
    return {
      picture: webp.subarray(HEAD_BYTES + VP8X_BYTES),
      hasAlpha: (webp[HEAD_BYTES + 8]! & HAS_ALPHA) !== 0
    };
  }
  // VP8L: a byte of signature, 14 bits each of width and height, then whether alpha is used.
  const bits = viewOf(webp).getUint32(HEAD_BYTES + 9, true);
  return { picture: webp.subarray(HEAD_BYTES), hasAlpha: type === 'VP8L' && ((bits >>> 28) & 1) === 1 };
}

/**
 * Puts an sRGB profile and what there is to say (XMP) into a WebP that has neither.
 * Source: RFC 9649, 2.5 to 2.7.
 */
export function webpWith(webp: Uint8Array, size: Size, metadata: FileMetadata): Uint8Array<ArrayBuffer> {
  const xmp = xmpPacket(metadata);
  const { picture, hasAlpha } = pictureOf(webp);
  const flags = HAS_ICC | (hasAlpha ? HAS_ALPHA : 0) | (xmp ? HAS_XMP : 0);
  const body = joined([
    latin('WEBP'),
    vp8x(flags, size),
    chunk('ICCP', SRGB_PROFILE),
    picture,
    ...(xmp ? [chunk('XMP ', xmp)] : [])
  ]);
  return joined([latin('RIFF'), little(body.length), body]);
}
