import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlot } from '../../../../src/lib/domain/batch/slots.ts';
import {
  bestPatterns,
  groupFiles,
  KNOWN_PATTERNS,
  proposePatterns
} from '../../../../src/lib/domain/catalog/grouping.ts';
import { Placing, solveClashes } from '../../../../src/lib/domain/catalog/placing.ts';
import { parsePattern } from '../../../../src/lib/domain/catalog/pattern.ts';

const read = (template: string, path: string) => parsePattern(template).read(path);
const patterns = (...templates: string[]) => templates.map(parsePattern);
const best = (...paths: string[]) => bestPatterns(paths)[0];
/** `key slot` of each file, by the best patterns. */
const sorted = (...paths: string[]) =>
  groupFiles(paths, bestPatterns(paths).map(parsePattern)).placements.map(
    ({ key, slot }) => `${key ?? '–'} ${slot ?? '–'}`
  );

describe('a pattern', () => {
  it.each([
    ['{sku}_{n}', 'MUG_1.jpg', { sku: 'MUG', n: 1 }],
    ['{sku}_{n}', 'shoot/MUG_RED_12.JPEG', { sku: 'MUG_RED', n: 12 }],
    ['{sku}-{view}', 'MUG-1-front.png', { sku: 'MUG-1', view: 'front' }],
    ['{sku}-{view}', 'CỐC-mặt trước.png', { sku: 'CỐC', view: 'mặt trước' }],
    ['{identifier}.{slot}', 'b0c4tr311x.pt01.jpg', { identifier: 'B0C4TR311X', slot: 'PT01' }],
    ['{identifier}.{slot}', '4006381333931.MAIN.tif', { identifier: '4006381333931', slot: 'MAIN' }],
    ['{folder}/{name}', 'spring/MUG/DSC_0001.jpg', { sku: 'MUG' }],
    ['{folder}/{n}', 'MUG/2.jpg', { sku: 'MUG', n: 2 }],
    ['{sku}_{locale}_{n}', 'MUG_de-at_1.jpg', { sku: 'MUG', locale: 'de-AT', n: 1 }],
    ['{sku}_{n}', 'B0C4TR311X_2.jpg', { identifier: 'B0C4TR311X', n: 2 }]
  ])('%s reads %s', (template, path, said) => {
    expect(read(template, path)).toEqual(said);
  });

  it.each([
    ['{sku}_{n}', 'IMG_12.jpg'],
    ['{sku}_{n}', 'MUG_1234.jpg'],
    ['{sku}_{view}', 'MUG_handle.jpg'],
    ['{sku}_{slot}', 'MUG_PT00.jpg'],
    ['{identifier}.{slot}', 'MUG.MAIN.jpg'],
    ['{folder}/{name}', 'MUG.jpg'],
    ['{folder}/{name}', '20240115/MUG.jpg'],
    ['a+b_{sku}', 'aab_MUG.jpg']
  ])('%s does not read %s', (template, path) => {
    expect(read(template, path)).toBeNull();
  });

  it.each([
    ['', 'length', ''],
    ['{sku}'.padEnd(121, 'x'), 'length', ''],
    ['{sku', 'brace', '{'],
    ['{sku}_{price}', 'unknown-place', '{price}'],
    ['{sku}_{sku}', 'twice', '{sku}'],
    ['{sku}{n}', 'joined', '}{'],
    ['{view}_{n}', 'no-product', '']
  ])('%j is refused: %s', (template, reason, part) => {
    expect(() => parsePattern(template)).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: 'pattern', reason, part } })
    );
  });

  it('reads back what was named by it, whatever the SKU', () => {
    const sku = fc
      .stringMatching(/^[A-Z]{2,5}[-.0-9][A-Z0-9]{1,8}$/)
      .filter((text) => !/^B0|^P\d/.test(text));
    const mark = fc.constantFrom('_', '-', '.');
    fc.assert(
      fc.property(sku, mark, fc.integer({ min: 1, max: 99 }), (name, between, n) => {
        expect(read(`{sku}${between}{n}`, `${name}${between}${n}.jpg`)).toEqual({ sku: name, n });
      })
    );
  });

  it('takes any text for a template or refuses it as one, and reads any path', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 60 }), (words, path) => {
        const template = `{sku}${words}`;
        try {
          parsePattern(template).read(path);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-request' });
        }
      })
    );
  });

  it('is done in no time with the worst name there can be', () => {
    const { read: slow } = parsePattern('{name}_{sku}_{identifier}_{folder}_{view}_{n}');
    const started = performance.now();
    expect(slow(`${'_'.repeat(250)}x.jpg`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('proposed patterns', () => {
  it('the one that reads most goes first; a slot tells more than a folder', () => {
    expect(best('MUG_1.jpg', 'MUG_2.jpg', 'BAG_1.jpg')).toBe('{sku}_{n}');
    expect(best('MUG-front.jpg', 'MUG-back.jpg', 'x.jpg')).toBe('{sku}-{view}');
    expect(best('B0C4TR311X.MAIN.jpg', 'B0C4TR311X.PT01.jpg')).toBe('{identifier}.{slot}');
    expect(best('MUG/a.jpg', 'MUG/b.jpg')).toBe('{folder}/{name}');
    expect(best('MUG/1.jpg', 'MUG/2.jpg')).toBe('{folder}/{n}');
  });

  it('camera names are no products', () => {
    expect(bestPatterns(['IMG_01.jpg', 'IMG_02.jpg', 'DSC_0042.jpg', 'Ảnh 3.jpg'])).toEqual([]);
  });

  it('{sku} alone counts for products that are known, and then goes first', () => {
    const paths = ['MUG-1.jpg', 'BAG-2.jpg'];
    expect(best(...paths)).toBe('{sku}-{n}');
    expect(bestPatterns(paths, new Set(['sku MUG-1', 'sku BAG-2']))).toEqual(['{sku}']);
    expect(proposePatterns(['MUG.jpg'])).toEqual([]);
  });

  it('what the best leaves is read by the next best', () => {
    const paths = ['MUG_1.jpg', 'MUG_2.jpg', 'MUG_3.jpg', 'BAG-front.jpg', 'BAG-back.jpg', 'note.jpg'];
    expect(bestPatterns(paths)).toEqual(['{sku}_{n}', '{sku}-{view}']);
  });
});

describe('grouped files', () => {
  it('numbers count from 1, or from 0 where a product has one', () => {
    expect(sorted('MUG_1.jpg', 'MUG_2.jpg', 'MUG_10.jpg', 'BAG_0.jpg', 'BAG_1.jpg')).toEqual([
      'sku MUG MAIN',
      'sku MUG PT01',
      'sku MUG PT09',
      'sku BAG MAIN',
      'sku BAG PT01'
    ]);
  });

  it('a front is MAIN, unless something says that it is', () => {
    expect(sorted('MUG-front.jpg', 'MUG-back.jpg')).toEqual(['sku MUG MAIN', 'sku MUG BACK']);
    expect(sorted('MUG-front.jpg', 'MUG-main.jpg', 'MUG-left.jpg')).toEqual([
      'sku MUG FRNT',
      'sku MUG MAIN',
      'sku MUG LEFT'
    ]);
  });

  it('the same SKU in other letters is the same product', () => {
    const { products } = groupFiles(['mug_1.jpg', 'MUG_2.jpg'], patterns('{sku}_{n}'));
    expect([...products]).toEqual([['sku MUG', [0, 1]]]);
  });

  it('every file has one placement, products have each placed file once, whatever the names', () => {
    const name = fc.stringMatching(/^[A-C]{2,3}([_-](front|main|[0-9]|PT0[1-3]))?$/);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), (names) => {
        const paths = names.map((stem) => `${stem}.jpg`);
        const grouping = groupFiles(paths, KNOWN_PATTERNS.map(parsePattern));
        expect(grouping.placements.map(({ file }) => file)).toEqual(paths.map((_, index) => index));
        const placed = grouping.placements.filter(({ key }) => key !== null).map(({ file }) => file);
        expect([...grouping.products.values()].flat().sort((a, b) => a - b)).toEqual(placed);
        const solved = solveClashes(grouping, 'next');
        const places = solved.flatMap((place) => (place?.slot ? `${place.key} ${place.slot}` : []));
        expect(new Set(places).size).toBe(places.length);
        for (const place of solved) if (place?.slot) expect(isSlot(place.slot)).toBe(true);
      })
    );
  });
});

describe('two files for one slot', () => {
  const paths = ['a/MUG_1.jpg', 'b/MUG_1.jpg', 'MUG_2.jpg'];
  const grouping = groupFiles(paths, patterns('{sku}_{n}'));

  it('are told, with all their files', () => {
    expect(grouping.clashes).toEqual([{ key: 'sku MUG', slot: 'MAIN', files: [0, 1] }]);
  });

  it('the first keeps it; the other gets the next free one, or is left out', () => {
    expect(solveClashes(grouping, 'next').map((place) => place?.slot)).toEqual(['MAIN', 'PT02', 'PT01']);
    expect(solveClashes(grouping, 'leave').map((place) => place?.slot)).toEqual(['MAIN', undefined, 'PT01']);
  });

  it('a file that is not taken in after all holds none: the next one that wants it has it', () => {
    const placing = new Placing(grouping, 'next');
    expect([1, 2].map((file) => placing.take(file)?.slot)).toEqual(['MAIN', 'PT01']);
    const taken = new Map([['sku MUG', new Set(['MAIN', 'PT01'])]]);
    const again = groupFiles(['MUG_1.jpg', 'MUG_2.jpg'], patterns('{sku}_{n}'), taken);
    expect(new Placing(again, 'next', taken).take(1)?.slot).toBe('PT02');
  });

  it('a slot that a photo of the project has is taken', () => {
    const taken = new Map([['sku MUG', new Set(['PT01'])]]);
    const late = groupFiles(['MUG_2.jpg'], patterns('{sku}_{n}'), taken);
    expect(late.clashes).toEqual([{ key: 'sku MUG', slot: 'PT01', files: [0] }]);
    expect(solveClashes(late, 'next', taken)[0]?.slot).toBe('PT02');
  });

  it('one picture for each locale is no clash', () => {
    const locales = ['MUG_de_1.jpg', 'MUG_fr_1.jpg'];
    expect(groupFiles(locales, patterns('{sku}_{locale}_{n}')).clashes).toEqual([]);
  });
});

it('ten thousand names are sorted in a second', () => {
  const paths = Array.from({ length: 10_000 }, (_, n) => `shoot/SKU-${Math.floor(n / 8)}_${(n % 8) + 1}.jpg`);
  const started = performance.now();
  const { products, clashes } = groupFiles(paths, bestPatterns(paths).map(parsePattern));
  expect([products.size, clashes]).toEqual([1250, []]);
  expect(performance.now() - started).toBeLessThan(3000);
});
