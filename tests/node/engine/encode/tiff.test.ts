import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { NO_METADATA } from '../../../../src/lib/domain/document/metadata.ts';
import { encodeTiff, tiff } from '../../../../src/lib/engine/encode/codecs/tiff.ts';

const pixels = (width: number, height: number, value: (i: number) => number) => {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : value(i)
  );
  return { data, width, height };
};

it('two decoders read back every pixel of any picture', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 2 ** 24 }),
      async (width, height, noise) => {
        const picture = pixels(width, height, (i) => (i * noise) >>> 8);
        const file = encodeTiff(picture, NO_METADATA);
        const second = await sharp(file).ensureAlpha().raw().toBuffer();
        expect(second.equals(new Uint8Array(picture.data))).toBe(true);
        const { data, ...size } = await tiff.decode!(file);
        expect(size).toEqual({ width, height });
        expect(second.equals(new Uint8Array(data))).toBe(true);
      }
    ),
    { numRuns: 25 }
  );
});

it('is 8-bit RGB without alpha, 300 dpi, compressed', async () => {
  const file = encodeTiff(
    pixels(800, 600, () => 255),
    NO_METADATA
  );
  expect(await sharp(file).metadata()).toMatchObject({
    format: 'tiff',
    channels: 3,
    depth: 'uchar',
    density: 300
  });
  expect(file.length).toBeLessThan(30_000);
});

it('a table that runs full in the middle of a strip is begun anew', async () => {
  const picture = pixels(900, 300, (i) => Math.imul(i, 2_654_435_761) >>> 24);
  const second = await sharp(encodeTiff(picture, NO_METADATA)).ensureAlpha().raw().toBuffer();
  expect(second.equals(new Uint8Array(picture.data))).toBe(true);
});
