import type { FileMeasure } from '../../domain/compliance/file-measure.ts';
import type { Pixels } from '../../domain/pixels.ts';
import type { Examined, ImageInfo } from './api.ts';
import { decodePixels, readBytes } from './decode.ts';
import { blockinessOf } from './facts/blockiness.ts';
import { factsOf } from './facts/facts.ts';
import { pictureHash } from './facts/picture-hash.ts';
import { formatOf } from './signatures.ts';

/** Four bytes at once: α is the highest of them on every machine that runs a browser. */
function countClear({ data, width, height }: Pixels): number {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  let clear = 0;
  for (let p = 0; p < words.length; p++) if (words[p]! >>> 24 !== 255) clear++;
  return clear;
}

/**
 * What a file is, with the pixels that a decoder made of it (RGBA, sRGB, straight).
 * @throws `decode-failed` where the file cannot be read
 */
export async function examine(file: Blob, pixels: Pixels): Promise<FileMeasure> {
  const bytes = await readBytes(file);
  return {
    ...(await factsOf(bytes, formatOf(bytes))),
    clearPixels: countClear(pixels),
    blockiness: blockinessOf(pixels),
    hash: pictureHash(pixels)
  };
}

/** Decodes any file that the browser can, moving ones and TIFF too, and examines it. @throws as `decode` */
export async function inspect(file: Blob): Promise<Examined & { info: ImageInfo }> {
  const { info, pixels } = await decodePixels(file, { isOnlySeen: true });
  return { info, pixels, bytes: await examine(file, pixels) };
}
