import type { FileMetadata } from '../../../domain/document/metadata.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import { pngWith } from '../metadata/png.ts';
import { encodePlain } from '../png.ts';
import { encoded, lazily, type Codec, type Rung } from './codec.ts';

/*
 * oxipng at 2000²: level 0 takes 0.6 s, level 1 thrice as long for 6 % fewer bytes, level 2 five times for the same.
 */

const load = lazily(async () => {
  const { default: start, optimise_raw: optimise } =
    await import('@jsquash/oxipng/codec/pkg/squoosh_oxipng.js');
  await start();
  return optimise;
});

/** Where IHDR says what a pixel is: 2 = RGB, 6 = RGBA. */
const COLOUR_TYPE_AT = 25;
const isTrueColour = (png: Uint8Array): boolean => png[COLOUR_TYPE_AT] === 2 || png[COLOUR_TYPE_AT] === 6;

/**
 * oxipng takes grey for grey and few colours for a palette, and cannot be told not to; channels ask for RGB. Such
 * pictures are small however they are written.
 */
async function encodeTrueColour(pixels: Pixels, level: number): Promise<Uint8Array<ArrayBuffer>> {
  const optimise = await load();
  const { data, width, height } = pixels;
  const made = await encoded(async () => optimise(data, width, height, level, false, false));
  return isTrueColour(made) ? made : encodePlain(pixels);
}

const rung = (level: number, weight: number): Rung => ({
  quality: 100,
  weight,
  nearPx: 8,
  encode: async (pixels: Pixels, metadata: FileMetadata) =>
    pngWith(await encodeTrueColour(pixels, level), metadata)
});

const LADDER = { rungs: [rung(0, 1), rung(1, 0.94)], start: 0, softEnd: 1 };

export const png: Codec = { type: 'image/png', ladders: () => [LADDER] };
