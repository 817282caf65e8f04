import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel, Role } from '../../../../src/lib/domain/channels/channel.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';
import { dimensions } from '../../../../src/lib/domain/compliance/checks/dimensions.ts';
import { extended } from '../../../../src/lib/domain/compliance/checks/extended.ts';
import { fileName } from '../../../../src/lib/domain/compliance/checks/file-name.ts';
import { fill } from '../../../../src/lib/domain/compliance/checks/fill.ts';
import { format } from '../../../../src/lib/domain/compliance/checks/format.ts';
import { severalItems, views } from '../../../../src/lib/domain/compliance/checks/items.ts';
import { metadata } from '../../../../src/lib/domain/compliance/checks/metadata.ts';
import { colorMode } from '../../../../src/lib/domain/compliance/checks/color-mode.ts';
import { face, isBeside, text } from '../../../../src/lib/domain/compliance/checks/reading.ts';
import type { ExtendedMeasure, Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import { withReading } from '../../../../src/lib/domain/compliance/reading.ts';
import { amazon, CLEAN, defective, main, named, secondary, sized, variantOf } from '../samples.ts';
import { judge } from './judging.ts';

const BOX = { x: 10, y: 20, width: 300, height: 40 };
const forbidding = (...value: string[]): Role => ({ ...main, forbidden: { ...main.forbidden, value } });
const told = (more: Partial<NonNullable<Measurements['bytes']>>): Measurements => ({
  ...CLEAN,
  bytes: { ...CLEAN.bytes!, ...more }
});

describe('words are looked for wherever a role refuses any', () => {
  const words = (over: object = {}): Measurements => ({
    ...CLEAN,
    read: { texts: [{ box: BOX, score: 0.95, inside: 0, length: 40, slant: 0, ...over }], faces: [] }
  });
  it.each(['text-logo-graphic-watermark-overlay', 'text-overlay', 'added-text-or-artwork'])(
    '%s: words beside the product fail',
    (word) => {
      expect(text({ measured: words(), channel: amazon, role: forbidding(word) }).verdict).toBe('fail');
    }
  );
  it.each([
    'watermark',
    'promo-text',
    'call-to-action',
    'price',
    'price-or-shipping-text',
    'time-limited-promo',
    'time-sensitive-info',
    'customer-reviews-or-stars',
    'claims-or-seller-info',
    'seller-contact-info',
    'marketing',
    'added-logo',
    'chinese-text',
    'seal',
    'barcode'
  ])('%s: a person reads them', (word) => {
    const found = text({ measured: words(), channel: amazon, role: forbidding(word) });
    expect(found).toMatchObject({
      verdict: 'warn',
      message: expect.stringMatching(/^1 lines .* Please read/)
    });
  });

  it('sure from a score of 0.7', () => {
    expect(judge(text, words({ score: 0.7 })).verdict).toBe('fail');
    expect(judge(text, words({ score: 0.69 })).verdict).toBe('review');
  });

  it('beside up to half, across an edge up to four fifths, else printed', () => {
    const at = (inside: number | null) => isBeside({ box: BOX, score: 1, inside, length: 40, slant: 0 });
    expect([0, 0.49, 0.5, 0.79, 0.8, 1, null].map(at)).toEqual([true, true, null, null, false, false, null]);
  });

  it('lines beside and lines nobody can place are counted together', () => {
    const read = {
      texts: [0, null, 0.6, 1].map((inside) => ({ box: BOX, score: 0.9, inside, length: 40, slant: 0 })),
      faces: []
    };
    expect(judge(text, { ...CLEAN, read }).message).toMatch(/^3 lines/);
  });

  it('what a channel only mentions fails and asks nothing', () => {
    const role: Role = { ...main, forbidden: { ...main.forbidden, level: 'informative' } };
    const faces = { ...CLEAN, read: { texts: words().read!.texts, faces: [{ box: BOX, score: 1 }] } };
    expect(text({ measured: faces, channel: amazon, role }).verdict).toBe('pass');
    const noModels: Role = { ...role, forbidden: { ...role.forbidden, value: ['mannequin'] } };
    expect(face({ measured: faces, channel: amazon, role: noModels })).toMatchObject({
      verdict: 'pass',
      measured: 1,
      limit: 0,
      message: expect.stringMatching(/^1 faces/)
    });
  });
});

describe('words that notes drew', () => {
  it('are those of which the letters cover a fifth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 }), (width, height) => {
        const letter = {
          x: BOX.x + 300 - width,
          y: BOX.y + 40 - height,
          width: width + 50,
          height: height + 50
        };
        const read = { texts: [{ box: BOX, score: 1, inside: 0, length: 40, slant: 0 }], faces: [] };
        const left = withReading({ text: [letter] }, read).read?.texts?.length;
        expect(left).toBe(width * height >= 0.2 * 300 * 40 ? 0 : 1);
      })
    );
  });

  it('are none that only stand in the same row or column', () => {
    const read = { texts: [{ box: BOX, score: 1, inside: 0, length: 40, slant: 0 }], faces: [] };
    for (const away of [{ x: 900 }, { y: 900 }, { x: 900, y: 900 }]) {
      const text = [{ ...BOX, ...away }];
      expect(withReading({ text }, read).text).toEqual([...text, BOX]);
    }
  });

  it('words on the product alone join nothing', () => {
    const read = { texts: [{ box: BOX, score: 1, inside: 1, length: 40, slant: 0 }], faces: [] };
    expect(withReading({ text: null }, read).text).toEqual([]);
  });
});

describe('file-name says in words what is wrong, by the list or by the pattern of the channel', () => {
  it.each([
    ['B0C4TR311X 1.MAIN.jpg', 'it has a space'],
    ['B0C4TR311X-1.MAIN.jpg', 'it has a dash'],
    ['B0C4TR311X_1.MAIN.jpg', 'it has an underscore'],
    ['B0C4TR311Xé.MAIN.jpg', 'not of the form'],
    ['B0C4TR311X', 'no ending'],
    ['B0C4TR311X.MAIN.jpg.jpg', 'two endings'],
    ['B0C4TR311X.MAIN.1.jpg', 'too many full stops'],
    ['B0C4TR311X.PT01.jpg', 'another kind of image'],
    ['B0C4TR.MAIN.jpg', 'starts with a number that is no ASIN'],
    ['4006381333932.MAIN.jpg', 'one digit is mistyped']
  ])('%s: %s', (name, words) => {
    expect(judge(fileName, named(name)).message).toContain(words);
  });

  it('problems are listed, parted by semicolons', () => {
    expect(judge(fileName, named('mug-1 2.MIAN.jpg')).message).toMatch(
      /^mug-1 2\.MIAN\.jpg: it .*; it .*\.$/
    );
  });

  it('cites the list for characters and the pattern for codes', () => {
    const channel: Channel = variantOf(amazon, (draft) => {
      draft.naming = {
        ...draft.naming,
        reject: { ...draft.naming.reject!, level: 'required' },
        regex: { ...draft.naming.regex!, level: 'recommended' }
      };
    });
    const of = (name: string) => fileName({ measured: named(name), channel, role: main }).level;
    expect(of('B0C4TR311X 1.MAIN.jpg')).toBe('required');
    expect(of('B0C4TR311X.MIAN.jpg')).toBe('recommended');
  });
});

describe('dimensions speak of the side that the profile measures', () => {
  const leaf = (value: number | [number, number]) => ({ ...main.px.min!, value });
  const of = (px: Role['px'], width: number, height: number) =>
    dimensions({ measured: sized(width, height), channel: amazon, role: { ...main, px } });
  it.each<[Role['px']['measure'], string]>([
    ['longest', 'on the longer side'],
    ['shortest', 'on the shorter side'],
    ['both', 'on each side'],
    ['width', 'in width']
  ])('%s: %s', (measure, words) => {
    expect(of({ measure, min: leaf(500) }, 300, 400).message).toContain(`smaller than 500 ${words}.`);
  });

  it.each<[keyof Role['px'], number, string, string]>([
    ['hardMin', 900, 'below-minimum', 'refuses images that are smaller'],
    ['min', 900, 'below-minimum', 'refuses images that are smaller'],
    ['max', 100, 'above-maximum', 'refuses images that are larger'],
    ['zoomMin', 900, 'below-zoom', 'cannot zoom'],
    ['warnBelow', 900, 'below-recommended', 'warns of images'],
    ['recommendedMin', 900, 'below-recommended', 'advises more pixels']
  ])('%s', (key, value, reason, words) => {
    const found = of({ measure: 'both', [key]: leaf(value) } as Role['px'], 300, 400);
    expect(found).toMatchObject({ reason, limit: value, message: expect.stringContaining(words) });
  });

  it('a pair is written as one, and met exactly', () => {
    const px: Role['px'] = { measure: 'both', max: leaf([600, 314]) };
    expect(of(px, 601, 314)).toMatchObject({ measured: '601 × 314', limit: '600 × 314' });
    expect(of(px, 600, 314)).toMatchObject({ verdict: 'pass', measured: '600 × 314' });
  });

  it('where the longer side counts it is the one that is told', () => {
    expect(judge(dimensions, sized(1600, 1700)).measured).toBe(1700);
  });
});

describe('extended says what was done', () => {
  const of = (method: ExtendedMeasure['method'], share = 0.25, confidence = 1) =>
    judge(extended, { ...CLEAN, extended: { method, share, confidence } });
  it.each<[ExtendedMeasure['method'], string, string]>([
    ['continue', 'pass', 'own light and grain.'],
    ['synthesize', 'pass', 'parts of the photo.'],
    ['mirror', 'warn', 'a mirror image of the photo. That is no more'],
    ['blur', 'warn', 'out of focus. That is no more'],
    ['color', 'warn', 'one colour. That is no more']
  ])('%s: %s, %s', (method, verdict, words) => {
    expect(of(method)).toMatchObject({ verdict, message: expect.stringContaining(words) });
    expect(of(method).message).toMatch(/^25\.0 %.*\.$/);
  });

  it('a rounded edge is nothing added', () => {
    expect(of('blur', 0.0009)).toMatchObject({
      verdict: 'pass',
      measured: 0,
      message: expect.stringMatching(/^The/)
    });
    expect(of('blur', 0.001).verdict).toBe('warn');
    expect(of('none', 0.5)).toMatchObject({ verdict: 'pass', measured: 0 });
  });

  it('a doubt is put into words', () => {
    expect(of('continue', 0.25, 0.5).message).toContain('It may not fit. Please look');
  });
});

describe('one product, shown once', () => {
  const two = { pieces: [900, 800], likeness: 0.9, region: BOX, inset: null };
  const shown = (items = two): Measurements => ({ ...CLEAN, picture: { ...CLEAN.picture, items } });
  it.each(['multiple-products', 'multiple-variants', 'multiple-views-of-product', 'collage'])(
    'several are told where %s is refused',
    (word) => {
      const found = severalItems({ measured: shown(), channel: amazon, role: forbidding(word) });
      expect(found).toMatchObject({
        reason: 'several',
        region: BOX,
        message: expect.stringMatching(/^2 separate/)
      });
    }
  );
  it.each(['multiple-products', 'multiple-views-of-product', 'collage'])(
    'two alike are told where %s is refused',
    (word) => {
      expect(views({ measured: shown(), channel: amazon, role: forbidding(word) })).toMatchObject({
        reason: 'alike',
        measured: 0.9,
        limit: 0.6,
        region: BOX,
        message: expect.stringContaining('(90.0 %)')
      });
    }
  );
  it('no place is named where none is known', () => {
    const nowhere = shown({ ...two, region: null as never });
    expect(judge(severalItems, nowhere)).not.toHaveProperty('region');
    expect(judge(views, nowhere)).not.toHaveProperty('region');
  });
});

describe('metadata counts what it finds', () => {
  const hiding = (more: object) => told({ metadata: { ...CLEAN.bytes!.metadata, ...more } });
  it.each<[string, Measurements, object, string]>([
    ['serials', hiding({ serials: 2 }), { measured: 2, limit: 0 }, 'tells who owns the camera'],
    ['a maker’s block', hiding({ hasMakerNote: true }), {}, 'private block'],
    ['bytes after the end', told({ trailingBytes: 99 }), { measured: 99, limit: 64 }, 'goes on for 99 bytes'],
    ['a turn', told({ orientation: 6 }), { measured: 6, limit: 1 }, 'lies on its side']
  ])('%s', (_title, measured, counts, words) => {
    expect(judge(metadata, measured)).toMatchObject(counts);
    expect(judge(metadata, measured).message).toContain(words);
  });

  it('a place is nothing that is counted', () => {
    const found = judge(metadata, hiding({ hasLocation: true, hasThumbnail: true }));
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['measured']));
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['limit']));
    expect(found.message).toContain('taken; it holds');
  });
});

describe('format and colour mode name what was found and what is taken', () => {
  const as = (found: string, name: string) => judge(format, defective({ format: found, file: { name } }));
  it('formats', () => {
    expect(as('webp', 'x.webp')).toMatchObject({
      measured: 'webp',
      limit: amazon.formats.accepted.value!.join(', ')
    });
    expect(as('png', 'x.jpg')).toMatchObject({ measured: '.jpg', limit: '.png' });
    expect(as('jpeg', 'x')).toMatchObject({ measured: '', limit: '.jpg' });
    expect(as('jpeg', 'jpg').reason).toBe('extension-mismatch');
    expect(as('jpeg', 'x.png.jpg')).toMatchObject({ measured: '.png.jpg', limit: '.jpg' });
    expect(as('jpeg', 'x.png.jpg').message).toContain('.png.jpg');
  });

  it('modes, in capitals', () => {
    const walmart = findChannel('walmart');
    const cmyk = told({ colorMode: 'cmyk' });
    const found = colorMode({ measured: cmyk, channel: walmart, role: walmart.roles[0]! });
    expect(found).toMatchObject({ measured: 'CMYK', limit: 'RGB' });
    expect(found.message).toBe('The picture is CMYK; the channel takes RGB.');
    expect(judge(colorMode, CLEAN)).toMatchObject({ measured: 'RGB' });
    expect(judge(colorMode, cmyk).message).toContain('converted on upload');
  });
});

describe('fill says why', () => {
  const role: Role = {
    ...main,
    fill: { max: { ...main.fill.min!, value: 0.6 }, measure: { ...main.fill.min!, value: 'area' } }
  } as Role;
  const at = (boxArea: number) => fill({ measured: defective({ fill: { boxArea } }), channel: amazon, role });
  it('an area may not be over its limit', () => {
    expect(at(0.6).verdict).toBe('pass');
    expect(at(0.61)).toMatchObject({
      reason: 'too-large',
      message: expect.stringContaining('at most 60.0 %')
    });
  });
  it('too small, and by which limit', () => {
    const small = judge(fill, defective({ fill: { longSide: 0.5 } }));
    expect(small.message).toMatch(/^The product is too small: it must fill at least 85\.0 %/);
    expect(judge(fill, CLEAN).limit).toBe(0.85);
    expect(fill({ measured: CLEAN, channel: amazon, role: secondary }).message).toMatch(/any size/);
  });
});
