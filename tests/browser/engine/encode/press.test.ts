import decodeAvif from '@jsquash/avif/decode.js';
import decodeJpeg from '@jsquash/jpeg/decode.js';
import decodeWebp from '@jsquash/webp/decode.js';
import { decode as decodePng } from 'fast-png';
import UTIF from 'utif2';
import { afterAll, describe, expect, test } from 'vitest';
import type { FileFormat } from '../../../../src/lib/domain/document/edits/encode.ts';
import { NO_METADATA } from '../../../../src/lib/domain/document/metadata.ts';
import type { Matte, Pixels } from '../../../../src/lib/domain/pixels.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';
import type { PressOptions } from '../../../../src/lib/engine/encode/api.ts';
import { encodeHost } from '../../../../src/lib/engine/encode/client.ts';
import { harsh, neutral, photo, SUBJECTS, wires, type Subject } from './pictures.ts';

const encode = encodeHost();
const compose = composeHost();
afterAll(() => {
  encode.end();
  compose.end();
});

const OPTIONS: Omit<PressOptions, 'format'> = {
  maxBytes: null,
  quality: 'auto' as const,
  wantedBytes: null,
  keepWhite: true,
  nearWhiteMin: 250,
  metadata: NO_METADATA
};
const press = ({ pixels, matte }: Subject, options: Partial<PressOptions> = {}) =>
  encode.call((api) => api.press(pixels, matte, { ...OPTIONS, format: 'jpeg', ...options }));

/** The file as a decoder sees it that is not the browser's. */
const SECOND: Readonly<Record<FileFormat, (file: ArrayBuffer) => Promise<ArrayLike<number>>>> = {
  jpeg: async (file) => (await decodeJpeg(file)).data,
  webp: async (file) => (await decodeWebp(file)).data,
  avif: async (file) => (await decodeAvif(file))!.data,
  png: async (file) => {
    const { data, channels, width, height } = decodePng(file);
    expect(channels).toBe(3);
    return Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : data[(i >> 2) * 3 + (i % 4)]!
    );
  },
  tiff: async (file) => {
    const [picture] = UTIF.decode(file);
    UTIF.decodeImage(file, picture!);
    return UTIF.toRGBA8(picture!);
  }
};
const FORMATS = Object.keys(SECOND) as FileFormat[];
const LOSSLESS: readonly FileFormat[] = ['png', 'webp', 'tiff'];

/** Whiteness of background within and beyond `nearPx` of any α > 0. */
const whitenessOf = async (
  data: ArrayLike<number>,
  { width, height }: Pixels,
  matte: Matte,
  nearPx: number
) => {
  const pixels = { data: Uint8ClampedArray.from(data), width, height };
  return (await compose.call((api) => api.measure(pixels, matte, nearPx))).background;
};

describe.each(FORMATS)('%s', (format) => {
  test.each(Object.entries(SUBJECTS))(
    'keeps white around a product of %s, for a second decoder too',
    async (_, make) => {
      const subject = make();
      const { blob, decoded, nearPx } = await press(subject, { format });
      expect(blob.type).toBe(`image/${format}`);
      for (const data of [decoded.data, await SECOND[format](await blob.arrayBuffer())]) {
        const white = await whitenessOf(data, decoded, subject.matte, nearPx);
        expect(white).toMatchObject({ farNotWhite: 0, ringWhite: 1 });
        expect(white.nearMin).toBeGreaterThanOrEqual(LOSSLESS.includes(format) ? 255 : 250);
      }
    }
  );

  test('is what its pixels say it is', async () => {
    const subject = photo();
    const { blob, decoded, quality, tried } = await press(subject, { format });
    expect(decoded).toMatchObject({ width: 400, height: 400 });
    expect(tried.at(-1)).toMatchObject({ bytes: blob.size, quality });
    if (LOSSLESS.includes(format)) expect(decoded.data).toEqual(subject.pixels.data);
    if (format === 'tiff') return;
    const again = await encode.call((api) => api.decodePixels(blob));
    expect(again.info).toMatchObject({ format, type: blob.type });
    expect(again.pixels.data).toEqual(decoded.data);
  });

  test('keeps to its limit, or says by how much it cannot', async () => {
    const free = await press(harsh(), { format });
    for (const share of [0.9, 0.7, 0.45, 0.05]) {
      const maxBytes = Math.round(free.blob.size * share);
      const made = await press(harsh(), { format, maxBytes }).catch((error: unknown) => error);
      if (made instanceof Error) {
        const { data } = made as unknown as { data: Record<string, number> };
        expect(made).toMatchObject({ code: 'encode-failed', data: { reason: 'too-large', maxBytes } });
        expect(data['overBytes']).toBe(data['bytes']! - maxBytes);
        expect(data['overBytes']).toBeGreaterThan(0);
      } else {
        const { blob, decoded, nearPx } = made as Awaited<ReturnType<typeof press>>;
        expect(blob.size).toBeLessThanOrEqual(maxBytes);
        expect((await whitenessOf(decoded.data, decoded, harsh().matte, nearPx)).farNotWhite).toBe(0);
      }
    }
  });

  test('a recommendation that cannot be followed is no failure', async () => {
    const { blob } = await press(harsh(), { format, wantedBytes: 100 });
    expect(blob.size).toBeGreaterThan(100);
  });

  test('says of itself what it is told, and nothing else', async () => {
    const metadata = { ...NO_METADATA, copyright: '© Oak', digitalSourceType: 'humanEdits' as const };
    const named = await press(photo(), { format, metadata });
    expect(await encode.call((api) => api.readMetadata(named.blob))).toEqual(metadata);
    const plain = await press(photo(), { format });
    expect(await encode.call((api) => api.readMetadata(plain.blob))).toEqual(NO_METADATA);
    expect(named.decoded.data).toEqual(plain.decoded.data);
  });
});

describe('JPEG’s ladder', () => {
  test('one encoding is enough for a product that is not harsh', async () => {
    expect(await press(photo())).toMatchObject({ quality: 95, tried: [{ quality: 95 }] });
  });

  test('ends at 100 where no quality is enough', async () => {
    expect((await press(harsh(), { nearWhiteMin: 255 })).quality).toBe(100);
  });

  test('goes down for bytes while white is kept', async () => {
    const free = await press(harsh());
    const tight = await press(harsh(), { maxBytes: free.blob.size - 1, nearWhiteMin: 240 });
    expect(tight.blob.size).toBeLessThan(free.blob.size);
    const { nearMin } = await whitenessOf(tight.decoded.data, tight.decoded, harsh().matte, tight.nearPx);
    expect(nearMin).toBeGreaterThanOrEqual(240);
  });

  test('thins chroma out only where no colour meets the white', async () => {
    const tight = { maxBytes: 1 };
    const failure = async (subject: Subject) =>
      (await press(subject, tight).catch((error: unknown) => error)) as { data: { bytes: number } };
    const coloured = await press(wires());
    expect((await failure(wires())).data.bytes).toBeGreaterThan(0.4 * coloured.blob.size);
    const grey = await press(neutral());
    const wanted = Math.round(0.999 * (await failure(neutral())).data.bytes) + 100;
    const thin = await press(neutral(), { maxBytes: wanted });
    expect(thin.nearPx).toBe(16);
    expect(thin.blob.size).toBeLessThan(grey.blob.size);
  });

  test('where no white counts, any limit within reason is met', async () => {
    const free = await press(harsh(), { keepWhite: false });
    const small = await press(harsh(), { keepWhite: false, maxBytes: Math.round(free.blob.size * 0.25) });
    expect(small.blob.size).toBeLessThanOrEqual(free.blob.size * 0.25);
    expect(small.tried.length).toBeLessThanOrEqual(4);
  });

  test('the file is of 300 dpi', async () => {
    const view = new DataView(await (await press(photo())).blob.arrayBuffer());
    expect([view.getUint8(13), view.getUint16(14), view.getUint16(16)]).toEqual([1, 300, 300]);
  });
});

test('almost white background becomes white, a shade stays', async () => {
  const { pixels, matte } = photo();
  pixels.data.fill(252, 0, 4000);
  for (let p = 3; p < 4000; p += 4) pixels.data[p] = 255;
  const covered = { ...matte, alpha: matte.alpha.slice() };
  covered.alpha.fill(9, 160_000 - 400);
  pixels.data.fill(251, 4 * (160_000 - 400));
  for (let p = 4 * (160_000 - 400) + 3; p < pixels.data.length; p += 4) pixels.data[p] = 255;
  const { decoded } = await press({ pixels, matte: covered }, { format: 'png' });
  expect(decoded.data.slice(0, 4)).toEqual(new Uint8ClampedArray([255, 255, 255, 255]));
  expect(decoded.data.slice(-4)).toEqual(new Uint8ClampedArray([251, 251, 251, 255]));
});

test('a background that is not white is left to its colour', async () => {
  const data = new Uint8ClampedArray(64 * 64 * 4).fill(200);
  for (let p = 3; p < data.length; p += 4) data[p] = 255;
  const matte = { alpha: new Uint8Array(64 * 64), width: 64, height: 64 };
  const { tried, decoded } = await press({ pixels: { data, width: 64, height: 64 }, matte });
  expect(tried).toHaveLength(1);
  expect(decoded.data[0]).toBe(200);
});

test.each(['png', 'webp'] as const)('%s stays translucent', async (format) => {
  const { pixels, matte } = photo();
  for (let p = 0; p < matte.alpha.length; p++) pixels.data[p * 4 + 3] = matte.alpha[p]!;
  const { blob } = await press({ pixels, matte }, { format, keepWhite: false });
  const { pixels: decoded } = await encode.call((api) => api.decodePixels(blob));
  const alpha = matte.alpha.map((_, p) => decoded.data[p * 4 + 3]!);
  expect(alpha).toEqual(matte.alpha);
});

test('grey stays RGB in a PNG, and few colours get no palette', async () => {
  const { blob } = await press(neutral(64), { format: 'png' });
  expect(new Uint8Array(await blob.arrayBuffer())[25]).toBe(2);
});

test('a matte of another size is refused', async () => {
  const matte = { alpha: new Uint8Array(25), width: 5, height: 5 };
  await expect(press({ pixels: photo().pixels, matte })).rejects.toMatchObject({ code: 'bad-request' });
});

describe('quality', () => {
  const sizes = (format: FileFormat, options: Partial<PressOptions> = {}) =>
    Promise.all(
      (['small', 'auto', 'best'] as const).map(async (quality) => {
        const { blob, quality: found } = await press(photo(), { format, quality, ...options });
        return { bytes: blob.size, found };
      })
    );

  test.each(['jpeg', 'webp', 'avif'] as const)('of %s: small is lighter, best is heavier', async (format) => {
    const [small, auto, best] = await sizes(format, { keepWhite: false });
    expect(small!.bytes).toBeLessThan(auto!.bytes);
    expect(best!.bytes).toBeGreaterThan(auto!.bytes);
    expect(best!.found).toBe(100);
  });

  test('best loses nothing of a WebP', async () => {
    const { pixels, matte } = photo();
    const before = Uint8ClampedArray.from(pixels.data);
    const { decoded } = await press({ pixels, matte }, { format: 'webp', quality: 'best', keepWhite: false });
    expect(decoded.data).toEqual(before);
  });

  test('neither white nor the limit is given up for it', async () => {
    const { tried } = await press(harsh(), { quality: 'small' });
    expect(tried.at(-1)!.whiteMin).toBeGreaterThanOrEqual(250);
    const best = await press(harsh(), { quality: 'best' });
    const maxBytes = Math.round(best.blob.size * 0.8);
    const within = await press(harsh(), { quality: 'best', maxBytes });
    expect(within.blob.size).toBeLessThanOrEqual(maxBytes);
    // A recommendation is no limit for who asks for the best.
    expect((await press(harsh(), { quality: 'best', wantedBytes: maxBytes })).quality).toBe(100);
  });
});
