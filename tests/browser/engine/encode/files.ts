import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { exif, exifSegment } from '../../../fixtures/image-files.ts';

/** Real image files, made by the browser's own encoders. */

type Colours = Readonly<Record<'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight', string>>;

/** A 96 × 64 px picture of four colours: red, green, blue, white clockwise from the top left, when upright. */
export const UPRIGHT: Colours = {
  topLeft: '#e00000',
  topRight: '#00b000',
  bottomRight: '#0000e0',
  bottomLeft: '#f0f0f0'
};
export const SIZE = { width: 96, height: 64 };

/** How the upright picture lies in a file of each orientation: canvas transform from upright to stored. */
const STORED: Readonly<Record<number, (w: number, h: number) => DOMMatrix2DInit>> = {
  1: () => ({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }),
  2: (w) => ({ a: -1, b: 0, c: 0, d: 1, e: w, f: 0 }),
  3: (w, h) => ({ a: -1, b: 0, c: 0, d: -1, e: w, f: h }),
  4: (_, h) => ({ a: 1, b: 0, c: 0, d: -1, e: 0, f: h }),
  5: () => ({ a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 }),
  // Shown after a quarter turn clockwise, so stored after one the other way round.
  6: (w) => ({ a: 0, b: -1, c: 1, d: 0, e: 0, f: w }),
  7: (w, h) => ({ a: 0, b: -1, c: -1, d: 0, e: h, f: w }),
  8: (_, h) => ({ a: 0, b: 1, c: -1, d: 0, e: h, f: 0 })
};

export function fourColours(orientation = 1): OffscreenCanvas {
  const { width, height } = SIZE;
  const turned = orientation > 4;
  const canvas = new OffscreenCanvas(turned ? height : width, turned ? width : height);
  const context = canvas.getContext('2d')!;
  context.setTransform(STORED[orientation]!(width, height));
  const corners = [
    [UPRIGHT.topLeft, 0, 0],
    [UPRIGHT.topRight, 1, 0],
    [UPRIGHT.bottomLeft, 0, 1],
    [UPRIGHT.bottomRight, 1, 1]
  ] as const;
  for (const [colour, x, y] of corners) {
    context.fillStyle = colour;
    context.fillRect((x * width) / 2, (y * height) / 2, width / 2, height / 2);
  }
  return canvas;
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

export async function orientedJpeg(orientation: number): Promise<Blob> {
  const jpeg = await bytesOf(
    await fourColours(orientation).convertToBlob({ type: 'image/jpeg', quality: 1 })
  );
  const segment = new Uint8Array(exifSegment(orientation));
  return new Blob([jpeg.subarray(0, 2), segment, jpeg.subarray(2)], { type: 'image/jpeg' });
}

function le32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Simple WebP plus an EXIF chunk, so it becomes an extended one (RFC 9649, 2.7). */
export async function orientedWebp(orientation: number): Promise<Blob> {
  const canvas = fourColours(orientation);
  const webp = await bytesOf(await canvas.convertToBlob({ type: 'image/webp', quality: 0.95 }));
  const start = new TextDecoder().decode(webp.subarray(12, 16)) === 'VP8X' ? 30 : 12;
  const tiff = new Uint8Array(exif(orientation));
  const extended = new Uint8Array([8, 0, 0, 0, canvas.width - 1, 0, 0, canvas.height - 1, 0, 0]);
  const body = new Blob([
    'WEBPVP8X',
    le32(10),
    extended,
    webp.subarray(start),
    'EXIF',
    le32(tiff.length),
    tiff
  ]);
  return new Blob(['RIFF', le32(body.size), body], { type: 'image/webp' });
}

/** The corner whose colour is nearest to each corner of `pixels`. */
export function corners({ data, width, height }: Pixels): Colours {
  const at = (x: number, y: number): string => {
    const p = (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * 4;
    const distance = (colour: string) =>
      [1, 3, 5].reduce((sum, i, c) => sum + Math.abs(parseInt(colour.slice(i, i + 2), 16) - data[p + c]!), 0);
    return Object.values(UPRIGHT).sort((a, b) => distance(a) - distance(b))[0]!;
  };
  return {
    topLeft: at(0.1, 0.1),
    topRight: at(0.9, 0.1),
    bottomLeft: at(0.1, 0.9),
    bottomRight: at(0.9, 0.9)
  };
}

/** 16 × 16 px CMYK JPEG (Adobe marker, no profile) of (0, 100 %, 100 %, 0): red. Made with libvips. */
export const CMYK_JPEG =
  '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAJ/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwCqaVSVSqYAAAD/2Q==';
