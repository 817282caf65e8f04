import encodeJpeg from '@jsquash/jpeg/encode.js';
import { NO_METADATA } from '../src/lib/domain/document/metadata.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import type { FileFormat } from '../src/lib/domain/document/edits/encode.ts';
import { press } from '../src/lib/engine/encode/press.ts';
import { measure } from '../src/lib/engine/compose/measure/measure.ts';

/*
 * Runs in the browser: presses a cutout on white in every format, and lets mozjpeg have it once, alone.
 */

/** A cutout on white in its frame. */
interface Scene {
  readonly pixels: Pixels;
  readonly matte: Matte;
}

export interface Pressed {
  readonly format: FileFormat;
  readonly ms: number;
  /** mozjpeg once, with its own settings at the same quality (95 where a format loses nothing), of the same picture. */
  readonly plainMs: number;
  readonly bytes: number;
  readonly tries: number;
  readonly quality: number;
  readonly farNotWhite: number;
  readonly nearMin: number;
  readonly nearPx: number;
}

const FILL = 0.9;

/** The photo's product at 90 % of a frame, on white. */
async function sceneOf(photo: string, truth: string, width: number, height: number): Promise<Scene> {
  const [rgb, grey] = await Promise.all(
    [photo, truth].map(async (url) => pixelsOf(await createImageBitmap(await (await fetch(url)).blob())))
  );
  const { box, cutout } = cutOut(rgb!, grey!);
  const scale = FILL * Math.min(width / box.width, height / box.height);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  const size = [box.width * scale, box.height * scale] as const;
  const at = [(width - size[0]) / 2, (height - size[1]) / 2] as const;
  context.drawImage(await createImageBitmap(cutout), box.x, box.y, box.width, box.height, ...at, ...size);
  return onWhite(context.getImageData(0, 0, width, height));
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Alpha from the truth, and the box around it. */
function cutOut(photo: ImageData, truth: ImageData) {
  const { data, width } = photo;
  let [left, top, right, bottom] = [width, photo.height, 0, 0];
  for (let p = 0; p < data.length / 4; p++) {
    const alpha = truth.data[p * 4]!;
    data[p * 4 + 3] = alpha > 2 ? alpha : 0;
    if (alpha < 128) continue;
    const [x, y] = [p % width, Math.floor(p / width)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y)
    ];
  }
  return { box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, cutout: photo };
}

function onWhite({ data, width, height }: ImageData): Scene {
  const alpha = new Uint8Array(width * height);
  for (let p = 0; p < alpha.length; p++) {
    alpha[p] = data[p * 4 + 3]!;
    for (let c = 0; c < 3; c++) data[p * 4 + c] = 255 + (data[p * 4 + c]! - 255) * (alpha[p]! / 255);
    data[p * 4 + 3] = 255;
  }
  const pixels = { data: data as Uint8ClampedArray<ArrayBuffer>, width, height };
  return { pixels, matte: { alpha, width, height } };
}

const OPTIONS = {
  maxBytes: null,
  quality: 'auto' as const,
  wantedBytes: null,
  keepWhite: true,
  nearWhiteMin: 250,
  metadata: NO_METADATA
};

async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const value = await run();
  return [value, performance.now() - started];
}

async function pressed(
  { pixels, matte }: Scene,
  format: FileFormat,
  maxBytes: number | null
): Promise<Pressed> {
  const { data, width, height } = pixels;
  const [made, ms] = await timed(() => press(pixels, matte, { ...OPTIONS, format, maxBytes }));
  const quality = format === 'jpeg' ? made.quality : 95;
  const [, plainMs] = await timed(() => encodeJpeg(new ImageData(data, width, height), { quality }));
  const { farNotWhite, nearMin } = measure(made.decoded, matte, made.nearPx).background;
  const { nearPx, tried, blob } = made;
  return {
    format,
    ms,
    plainMs,
    bytes: blob.size,
    tries: tried.length,
    quality,
    farNotWhite,
    nearMin,
    nearPx
  };
}

const FORMATS: readonly FileFormat[] = ['jpeg', 'png', 'webp', 'avif', 'tiff'];

/** All formats of one picture; JPEG also with a limit that its first file does not meet. */
async function run(photo: string, truth: string, width: number, height: number): Promise<Pressed[]> {
  const scene = await sceneOf(photo, truth, width, height);
  const rows: Pressed[] = [];
  for (const format of FORMATS) rows.push(await pressed(scene, format, null));
  const [{ bytes }] = rows as [Pressed];
  return [...rows, await pressed(scene, 'jpeg', Math.round(bytes * 0.8)).catch(() => rows[0]!)];
}

declare global {
  interface Window {
    benchEncode: typeof run;
  }
}

window.benchEncode = run;
