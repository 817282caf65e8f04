import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { duplicateSlots, hashDistance } from '../../../../src/lib/domain/compliance/checks/duplicate.ts';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { blockinessOf } from '../../../../src/lib/engine/encode/facts/blockiness.ts';
import { qualityOf } from '../../../../src/lib/engine/encode/facts/jpeg-quality.ts';
import { pictureHash } from '../../../../src/lib/engine/encode/facts/picture-hash.ts';
import { file, measureOf, pixelsOf, product, readFacts } from './made-files.ts';

const flat = (step: number) => Array<number>(64).fill(step);

describe('a JPEG’s quality', () => {
  test('of libjpeg’s own tables is exact', async () => {
    for (const quality of [1, 10, 25, 49, 50, 51, 75, 89, 90, 95, 99, 100]) {
      const { jpeg } = await readFacts(await file(product(1, 64).jpeg({ quality })));
      expect(jpeg?.quality).toBe(quality);
    }
  });

  test('of mozjpeg’s is near what was asked for', async () => {
    for (const quality of [50, 75, 90]) {
      const { jpeg } = await readFacts(await file(product(1, 64).jpeg({ quality, mozjpeg: true })));
      expect(Math.abs(jpeg!.quality - quality)).toBeLessThanOrEqual(15);
    }
  });

  test('of flat tables, as they are pressed here, falls with the step; step 3 counts as 95 and more', () => {
    const qualities = [1, 2, 3, 4, 6, 8, 16].map((step) => qualityOf([flat(step), flat(step)]));
    expect(qualities).toEqual([...qualities].sort((a, b) => b - a));
    expect(qualities[2]).toBeGreaterThanOrEqual(95);
    expect(qualities.at(-1)).toBeLessThan(90);
  });

  test('is 1 to 100 for any tables, and the coarser table counts', () => {
    const table = fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(table, table, (luma, chroma) => {
        const both = qualityOf([luma, chroma]);
        expect(both).toBeGreaterThanOrEqual(1);
        expect(both).toBeLessThanOrEqual(qualityOf([luma]));
      })
    );
  });
});

const blocky = async (quality: number, seed = 1) =>
  blockinessOf(await pixelsOf(await file(product(seed, 400).jpeg({ quality }))));

describe('blockiness', () => {
  test('of a picture that was never pressed is 1', async () => {
    const pixels = await pixelsOf(await file(product(1, 400).png()));
    expect(blockinessOf(pixels)).toBeLessThan(1.1);
  });

  test('grows as quality falls', async () => {
    const values = await Promise.all([90, 60, 30, 10].map((quality) => blocky(quality)));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test('stays in a picture that was cropped off its grid and saved without loss', async () => {
    const jpeg = await file(product(1, 400).jpeg({ quality: 15 }));
    const crop = sharp(jpeg).extract({ left: 83, top: 85, width: 240, height: 240 }).png();
    expect(blockinessOf(await pixelsOf(await file(crop)))).toBeGreaterThan(1.9);
  });

  test('is not seen in white, stripes, or an edge that lies on the grid', () => {
    const drawn = (value: (x: number, y: number) => number): Pixels => {
      const data = new Uint8ClampedArray(128 * 128 * 4).fill(255);
      for (let p = 0; p < 128 * 128; p++) data.fill(value(p % 128, p >> 7), p * 4, p * 4 + 3);
      return { data, width: 128, height: 128 };
    };
    expect(blockinessOf(drawn(() => 255))).toBe(1);
    expect(blockinessOf(drawn((x) => (x % 8 === 0 ? 100 : 108)))).toBeLessThan(1.2);
    expect(blockinessOf(drawn((x, y) => (x >= 32 && x < 96 && y >= 32 && y < 96 ? 40 : 255)))).toBeLessThan(
      1.9
    );
  });
});

const hashOf = async (made: Sharp) => pictureHash(await pixelsOf(await file(made.png())));

describe('the hash of a picture', () => {
  const again = async (seed: number) => {
    const base = await file(product(seed, 600).png());
    return {
      'pressed again': sharp(await file(sharp(base).jpeg({ quality: 75 }))),
      smaller: sharp(base).resize(300),
      'framed otherwise': sharp(base).extend({
        top: 30,
        left: 200,
        right: 10,
        bottom: 90,
        background: '#fff'
      }),
      'on nothing': sharp(base).ensureAlpha()
    };
  };

  test('is near for the same picture and far for another', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const hashes = await Promise.all(seeds.map((seed) => hashOf(product(seed, 600))));
    for (const [index, seed] of seeds.entries()) {
      for (const [name, made] of Object.entries(await again(seed))) {
        expect(hashDistance(hashes[index]!, await hashOf(made)), name).toBeLessThanOrEqual(8);
      }
      for (const other of hashes.slice(0, index))
        expect(hashDistance(hashes[index]!, other)).toBeGreaterThan(8);
    }
  });

  test('is there for any picture, of 1 px or all white too', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 })
    });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 255 }), ({ width, height }, value) => {
        const data = new Uint8ClampedArray(width * height * 4).fill(value);
        expect(pictureHash({ data, width, height })).toMatch(/^[0-9a-f]{16}$/);
      })
    );
  });

  test('tells which slots show the same picture', async () => {
    const [first, second] = await Promise.all([1, 2].map((seed) => measured(seed)));
    const repeated = await measureOf(await file(product(1, 600).resize(400).jpeg({ quality: 80 })));
    const slots = [
      { slot: 'MAIN', hash: first!.hash },
      { slot: 'PT01', hash: second!.hash },
      { slot: 'PT02', hash: repeated.hash }
    ];
    expect([...duplicateSlots(slots)]).toEqual([['PT02', 'MAIN']]);
  });
});

const measured = async (seed: number) => measureOf(await file(product(seed, 600).jpeg()));
