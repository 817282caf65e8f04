import { alphaOf } from '../pixels.ts';
import { handOver, serve } from '../rpc.ts';
import { countAlpha } from './alpha.ts';
import type { EncodeApi } from './api.ts';
import { decode, decodePixels, decodeWithin, probe, readBytes } from './decode.ts';
import { examine, inspect } from './examine.ts';
import { readMetadata } from './metadata/read.ts';
import { decodeMatte, encodeMatte, encodeRgba } from './png.ts';
import { press } from './press.ts';
import { encodePreview, encodeSmall } from './preview.ts';

const pngBlob = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes], { type: 'image/png' });

serve({
  probe,
  async decode(file, options) {
    const decoded = await decode(file, options);
    return handOver(decoded, [decoded.bitmap]);
  },
  async decodeWithin(file, maxSide) {
    const bitmap = await decodeWithin(file, maxSide);
    return handOver(bitmap, [bitmap]);
  },
  async decodePixels(file) {
    const decoded = await decodePixels(file);
    return handOver(decoded, [decoded.pixels.data.buffer]);
  },
  async examine(file, pixels) {
    return handOver({ bytes: await examine(file, pixels), pixels }, [pixels.data.buffer]);
  },
  async inspect(file) {
    const inspected = await inspect(file);
    return handOver(inspected, [inspected.pixels.data.buffer]);
  },
  async press(pixels, matte, options) {
    const pressed = await press(pixels, matte, options);
    return handOver(pressed, [pressed.decoded.data.buffer]);
  },
  async readMetadata(file) {
    return readMetadata(await readBytes(file));
  },
  async writeMatte(matte) {
    return pngBlob(encodeMatte(matte));
  },
  async readMatte(png) {
    const matte = decodeMatte(await readBytes(png));
    return handOver(matte, [matte.alpha.buffer]);
  },
  async readAlpha(file) {
    const matte = alphaOf((await decodePixels(file)).pixels);
    return matte && { ...countAlpha(matte), matte: pngBlob(encodeMatte(matte)) };
  },
  writePreview: encodePreview,
  writeSmall: encodeSmall,
  async writePng(pixels) {
    return pngBlob(encodeRgba(pixels));
  }
} satisfies EncodeApi);
