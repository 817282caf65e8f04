import type { FileMetadata } from '../../../domain/document/metadata.ts';
import { big, joined, latin } from './bytes.ts';
import { SRGB_PROFILE } from './icc.ts';
import { xmpPacket } from './xmp.ts';

/** Signature and IHDR, which is always first and always as long. */
const IHDR_END = 33;
/** 300 dots per inch, in dots per metre. */
const DOTS_PER_METRE = 11_811;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 (PNG, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Adler-32 (RFC 1950, 8.2). */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

/** A zlib stream of one stored block: 11 bytes more, and no compressor needed. */
const stored = (bytes: Uint8Array): Uint8Array =>
  joined([
    new Uint8Array([
      0x78,
      0x01,
      1,
      bytes.length & 255,
      bytes.length >> 8,
      ~bytes.length & 255,
      (~bytes.length >> 8) & 255
    ]),
    bytes,
    big(adler32(bytes), 4)
  ]);

function chunk(type: string, ...data: readonly Uint8Array[]): Uint8Array {
  const body = joined([latin(type), ...data]);
  return joined([big(body.length - 4, 4), body, big(crc32(body), 4)]);
}

/**
 * Puts an sRGB profile, 300 dots per inch and what there is to say (XMP) behind a PNG's IHDR. The file must have none
 * of them yet.
 * Sources: PNG (W3C, third edition) 11.3.2.3, 11.3.3.4, 11.3.4.3; XMP part 3, 1.1.5.
 */
export function pngWith(png: Uint8Array, metadata: FileMetadata): Uint8Array<ArrayBuffer> {
  const xmp = xmpPacket(metadata);
  return joined([
    png.subarray(0, IHDR_END),
    chunk('iCCP', latin('sRGB\0\0'), stored(SRGB_PROFILE)),
    chunk('pHYs', big(DOTS_PER_METRE, 4), big(DOTS_PER_METRE, 4), new Uint8Array([1])),
    ...(xmp ? [chunk('iTXt', latin('XML:com.adobe.xmp\0\0\0\0\0'), xmp)] : []),
    png.subarray(IHDR_END)
  ]);
}
