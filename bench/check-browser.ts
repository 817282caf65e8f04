import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@jsquash/jpeg/encode.js';
import sharp from 'sharp';
import type { Size } from '../src/lib/domain/pixels.ts';

/** What of a browser the engine asks for to press a file and to decode it, with libvips for its decoder. */

class Picture implements Size {
  constructor(
    readonly data: Uint8ClampedArray<ArrayBuffer>,
    readonly width: number,
    readonly height: number
  ) {}

  close(): void {}
}

/** Upright, sRGB, straight RGBA: of an animation its first picture. */
async function decode(blob: Blob, options: { resizeWidth?: number; resizeHeight?: number } = {}) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const upright = sharp(bytes).autoOrient().toColourspace('srgb').ensureAlpha();
  const { resizeWidth, resizeHeight } = options;
  const sized = resizeWidth ? upright.resize(resizeWidth, resizeHeight, { fit: 'fill' }) : upright;
  const { data, info } = await sized.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return new Picture(new Uint8ClampedArray(data), info.width, info.height);
}

/** Pixels themselves are scaled by the same call. */
async function scaled(picture: Picture, options: { resizeWidth?: number; resizeHeight?: number }) {
  const { data, width, height } = picture;
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return decode(new Blob([new Uint8Array(png)]), options);
}

/** As much of a canvas as `readBitmap` uses: one bitmap drawn, moved upwards, and read. */
class Canvas {
  #drawn: { readonly picture: Picture; readonly y: number } | null = null;

  constructor(
    readonly width: number,
    readonly height: number
  ) {}

  getContext() {
    return {
      clearRect: () => {},
      drawImage: (picture: Picture, _x: number, y: number) => {
        this.#drawn = { picture, y };
      },
      getImageData: (_x: number, _y: number, width: number, height: number) => {
        const { picture, y } = this.#drawn!;
        const from = -y * picture.width * 4;
        return { data: picture.data.subarray(from, from + width * height * 4) };
      }
    };
  }
}

/** Lets `press` and `inspect` run in Node, as they are. */
export async function installBrowser(): Promise<void> {
  Object.assign(globalThis, {
    ImageData: Picture,
    OffscreenCanvas: Canvas,
    createImageBitmap: (source: Blob | Picture, options = {}) =>
      source instanceof Picture ? scaled(source, options) : decode(source, options)
  });
  const wasm = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  await init(new WebAssembly.Module(readFileSync(wasm)));
}
