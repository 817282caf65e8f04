import { PackshotError } from '../../domain/errors.ts';
import type { ImageInfo, SniffOptions } from './api.ts';
import { readAvif } from './headers/avif.ts';
import { readBmp } from './headers/bmp.ts';
import { readGif } from './headers/gif.ts';
import type { Header, HeaderReader } from './headers/header.ts';
import { readJpeg } from './headers/jpeg.ts';
import { readPng } from './headers/png.ts';
import { readTiff } from './headers/tiff.ts';
import { readWebp } from './headers/webp.ts';
import { formatOf } from './signatures.ts';

/** The decode gate (reliability.md C.3): nothing larger is given to a decoder. */
export const MAX_BYTES = 200e6;
export const MAX_SIDE = 30_000;
export const MAX_PIXELS = 100e6;

const READERS: Readonly<Record<string, HeaderReader>> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  avif: readAvif,
  gif: readGif,
  bmp: readBmp
};

/** Recognised, and opened by no browser that Packshot runs in: their size is told with the refusal. */
const UNDECODABLE: Readonly<Record<string, HeaderReader>> = { tiff: readTiff, heic: readAvif };
/** Of these, what is decoded all the same where a file is only looked at. */
const READABLE: readonly string[] = ['tiff'];

const failed = (reason: string, format: string): PackshotError =>
  new PackshotError('decode-failed', `The ${format} file is ${reason}`, { reason, format });

function readHeader(bytes: Uint8Array, read: HeaderReader): Header {
  const header = { width: 0, height: 0, orientation: 1, animated: false, complete: false, blockPx: 8 };
  try {
    read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), header);
  } catch (error) {
    // Read beyond the end: what was found stands, and `complete` does not.
    if (!(error instanceof RangeError)) throw error;
  }
  return header;
}

function check(
  { width, height, animated, complete }: Header,
  format: string,
  { isOnlySeen = false }: SniffOptions
): void {
  if (animated && !isOnlySeen) {
    const data = { format, reason: 'animated' };
    throw new PackshotError('unsupported-format', 'Animated pictures cannot be opened', data);
  }
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    const data = { width, height, maxSide: MAX_SIDE, maxPixels: MAX_PIXELS };
    throw new PackshotError('image-too-large', `${width} × ${height} px are too many`, data);
  }
  if (!complete) throw failed('truncated', format);
  if (width === 0 || height === 0) throw failed('corrupt', format);
}

/** @throws `decode-failed` (`reason: 'empty'`) and `file-too-large`, by the file's size alone */
export function checkBytes(bytes: number): void {
  if (bytes === 0) throw failed('empty', 'unknown');
  if (bytes <= MAX_BYTES) return;
  throw new PackshotError('file-too-large', `${bytes} bytes are too many`, { bytes, maxBytes: MAX_BYTES });
}

function refuse(bytes: Uint8Array, format: string): PackshotError {
  const read = UNDECODABLE[format];
  const { width, height } = read ? readHeader(bytes, read) : { width: 0, height: 0 };
  const data = { format, ...(width > 0 && height > 0 && { width, height }) };
  return new PackshotError('unsupported-format', `Files of type ${format} cannot be opened`, data);
}

/**
 * Reads a file's header, without decoding: what it is, its upright size and orientation.
 *
 * @throws `unsupported-format` (data: `format`; `reason: 'animated'`; size as stored where known), `decode-failed` (data: `reason` `'empty'`,
 * `'truncated'` or `'corrupt'`), `file-too-large`, `image-too-large` (data: `width`, `height`)
 */
export function sniff(bytes: Uint8Array, options: SniffOptions = {}): ImageInfo {
  checkBytes(bytes.length);
  const format = formatOf(bytes);
  const isReadable = options.isOnlySeen === true && READABLE.includes(format);
  const read = isReadable ? UNDECODABLE[format] : READERS[format];
  if (!read) throw refuse(bytes, format);
  const header = readHeader(bytes, read);
  check(header, format, options);
  const { orientation, blockPx } = header;
  const turned = orientation > 4;
  return {
    format,
    type: `image/${format}`,
    width: turned ? header.height : header.width,
    height: turned ? header.width : header.height,
    orientation,
    bytes: bytes.length,
    blockPx
  };
}
