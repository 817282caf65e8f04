import { decode as decodePng, encode as encodePng, type DecodedPng } from 'fast-png';
import { PackshotError } from '../../domain/errors.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import { alphaOf, rgbOf } from '../pixels.ts';
import { sniff } from './sniff.ts';

/** 8-bit grey PNG of a matte. */
export function encodeMatte({ alpha, width, height }: Matte): Uint8Array<ArrayBuffer> {
  return encodePng({ data: alpha, width, height, channels: 1, depth: 8 }) as Uint8Array<ArrayBuffer>;
}

/** 8-bit RGBA PNG. Unlike a canvas it keeps straight alpha exactly. */
export function encodeRgba({ data, width, height }: Pixels): Uint8Array<ArrayBuffer> {
  return encodePng({ data, width, height, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>;
}

/** 8-bit RGB PNG, RGBA where any pixel is translucent: never grey, never a palette. */
export function encodePlain(pixels: Pixels): Uint8Array<ArrayBuffer> {
  if (alphaOf(pixels) !== null) return encodeRgba(pixels);
  const { width, height } = pixels;
  const png = encodePng({ data: rgbOf(pixels), width, height, channels: 3, depth: 8 });
  return png as Uint8Array<ArrayBuffer>;
}

const refuse = (message: string): PackshotError =>
  new PackshotError('decode-failed', message, { reason: 'matte', format: 'png' });

function decodeOrRefuse(bytes: Uint8Array): DecodedPng {
  try {
    return decodePng(bytes, { checkCrc: true });
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads a matte from a PNG of 8 or 16 bits a channel: its alpha where it has one, else its grey (else its red).
 *
 * @throws `decode-failed` (no PNG, damaged, palette or fewer than 8 bits), and as `sniff` for size
 */
export function decodeMatte(bytes: Uint8Array): Matte {
  const { format } = sniff(bytes);
  if (format !== 'png') throw refuse(`A matte is a PNG, not ${format}`);
  const { data, width, height, channels, depth, palette } = decodeOrRefuse(bytes);
  if (palette || depth < 8) throw refuse('A matte has 8 or 16 bits a channel and no palette');
  const from = channels === 2 || channels === 4 ? channels - 1 : 0;
  // 16 bits to 8: v × 255 / 65535.
  const scale = depth === 16 ? 257 : 1;
  const alpha = new Uint8Array(width * height);
  for (let p = 0; p < alpha.length; p++) alpha[p] = Math.round(data[p * channels + from]! / scale);
  return { alpha, width, height };
}
