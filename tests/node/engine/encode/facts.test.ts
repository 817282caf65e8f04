import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import * as make from '../../../fixtures/image-files.ts';
import {
  animated,
  exifBlock,
  file,
  GPS,
  iccProfile,
  keyword,
  PRIMARIES,
  product,
  readFacts,
  SERIALS,
  sourceType,
  withProfile,
  withSegment,
  xmp,
  type Bytes
} from './made-files.ts';

const jpeg = (quality = 90) => file(product().jpeg({ quality }));
const exifSegment = (...block: Parameters<typeof exifBlock>) =>
  jpeg().then((bytes) => withSegment(bytes, 0xe1, exifBlock(...block)));

describe('how colours are stored', () => {
  test.each<[string, () => Promise<Bytes>, object]>([
    ['JPEG', jpeg, { colorMode: 'rgb', bitDepth: 8, hasAlpha: false }],
    ['grey JPEG', () => file(product().toColourspace('b-w').jpeg()), { colorMode: 'grey' }],
    [
      'CMYK JPEG',
      () => file(product().toColourspace('cmyk').jpeg()),
      { colorMode: expect.stringMatching(/cmyk|ycck/) }
    ],
    ['PNG', () => file(product().png()), { colorMode: 'rgb', bitDepth: 8, hasAlpha: false }],
    ['PNG with alpha', () => file(product().ensureAlpha(0.5).png()), { colorMode: 'rgb', hasAlpha: true }],
    ['PNG of a palette', () => file(product().png({ palette: true })), { colorMode: 'indexed', bitDepth: 8 }],
    ['grey PNG', () => file(product().toColourspace('b-w').png()), { colorMode: 'grey' }],
    [
      'PNG of 16 bits',
      () => file(product().toColourspace('rgb16').png()),
      { colorMode: 'rgb', bitDepth: 16 }
    ],
    ['WebP', () => file(product().webp()), { colorMode: 'rgb', hasAlpha: false }],
    ['WebP with alpha', () => file(product().ensureAlpha(0.5).webp()), { hasAlpha: true }],
    [
      'lossless WebP with alpha',
      () => file(product().ensureAlpha(0.5).webp({ lossless: true })),
      { hasAlpha: true }
    ],
    ['AVIF', () => file(product().avif()), { colorMode: 'rgb', bitDepth: 8, hasAlpha: false }],
    ['AVIF of 10 bits', () => file(product().avif({ bitdepth: 10 })), { bitDepth: 10 }],
    ['AVIF with alpha', () => file(product().ensureAlpha(0.5).avif()), { hasAlpha: true }],
    ['GIF', () => file(product().gif()), { colorMode: 'indexed', frames: 1 }],
    ['BMP', async () => make.bmpFile(64, 48), { colorMode: 'rgb', bitDepth: 8, hasAlpha: false }],
    ['TIFF', () => file(product().tiff({ compression: 'none' })), { colorMode: 'rgb', compression: 'none' }],
    ['LZW TIFF', () => file(product().tiff({ compression: 'lzw' })), { compression: 'lzw' }],
    [
      'CMYK TIFF',
      () => file(product().toColourspace('cmyk').tiff({ compression: 'deflate' })),
      { colorMode: 'cmyk', compression: 'deflate' }
    ]
  ])('%s', async (_, made, expected) => {
    expect(await readFacts(await made())).toMatchObject({ pages: 1, trailingBytes: 0, ...expected });
  });

  test.each(['4:4:4', '4:2:0'])(
    'a JPEG’s chroma %s, and whether it is progressive',
    async (chromaSubsampling) => {
      for (const progressive of [false, true]) {
        const { jpeg } = await readFacts(
          await file(product().jpeg({ chromaSubsampling, progressive, quality: 70 }))
        );
        expect(jpeg).toEqual({ quality: 70, chroma: chromaSubsampling, isProgressive: progressive });
      }
    }
  );

  test('a grey JPEG has no chroma; what is no JPEG has no such facts', async () => {
    expect((await readFacts(await file(product().toColourspace('b-w').jpeg()))).jpeg?.chroma).toBe('4:0:0');
    expect((await readFacts(await file(product().png()))).jpeg).toBeNull();
  });
});

describe('what colours mean', () => {
  test.each<[string, Bytes, string]>([
    ['sRGB', iccProfile('whatever', PRIMARIES.srgb), 'sRGB'],
    ['Display P3', iccProfile('Colour LCD', PRIMARIES.p3), 'Display P3'],
    ['Adobe RGB', iccProfile('A98', PRIMARIES.adobe, 2.199), 'Adobe RGB'],
    ['ProPhoto', iccProfile('ProPhoto', PRIMARIES.prophoto, 1.8), 'other'],
    ['linear light with sRGB’s primaries', iccProfile('sRGB linear', PRIMARIES.srgb, 1), 'other'],
    ['another name of sRGB on other primaries', iccProfile('sRGB', PRIMARIES.prophoto), 'other'],
    ['printing inks', iccProfile('Coated', [], 2.2, 'CMYK'), 'other']
  ])('a profile is told by its primaries and curve: %s', async (_, profile, colorSpace) => {
    const facts = await readFacts(withProfile(await jpeg(), profile));
    expect(facts.colorSpace).toBe(colorSpace);
    expect(facts.profile).not.toBe('');
  });

  const P3_AND_SRGB: [string, string][] = [
    ['p3', 'Display P3'],
    ['srgb', 'sRGB']
  ];
  test.each(P3_AND_SRGB)('of %s as each format carries it', async (icc, colorSpace) => {
    const made = () => product().withIccProfile(icc);
    for (const bytes of [made().jpeg(), made().png(), made().webp(), made().tiff(), made().avif()]) {
      expect(await readFacts(await file(bytes))).toMatchObject({ colorSpace });
    }
  });

  test('a file that says nothing is untagged', async () => {
    expect(await readFacts(await jpeg())).toMatchObject({ colorSpace: 'untagged', profile: null });
  });

  test('PNG: sRGB, primaries and code points', async () => {
    const chunk = async (type: string, data: number[]) =>
      (await readFacts(make.pngFile(8, 8, [[type, data]]))).colorSpace;
    const be32 = (n: number) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
    const chrm = (...xy: number[]) => [31_270, 32_900, ...xy].flatMap(be32);
    expect(await chunk('sRGB', [0])).toBe('sRGB');
    expect(await chunk('cICP', [12, 13, 0, 1])).toBe('Display P3');
    expect(await chunk('cICP', [1, 13, 0, 1])).toBe('sRGB');
    expect(await chunk('cICP', [9, 16, 0, 1])).toBe('other');
    expect(await chunk('cHRM', chrm(64_000, 33_000, 21_000, 71_000, 15_000, 6_000))).toBe('Adobe RGB');
    expect(await chunk('cHRM', chrm(73_470, 26_530, 15_960, 84_040, 3_660, 10))).toBe('other');
  });

  test('a packed profile that is a bomb or broken costs nothing', async () => {
    const packed = (data: Uint8Array) => [...[...'icc\0\0'].map((letter) => letter.charCodeAt(0)), ...data];
    const { deflateSync } = await import('node:zlib');
    const bomb = make.pngFile(8, 8, [['iCCP', packed(deflateSync(Buffer.alloc(200e6)))]]);
    const broken = make.pngFile(8, 8, [['iCCP', packed(new Uint8Array([1, 2, 3, 4]))]]);
    for (const bytes of [bomb, broken]) {
      expect(await readFacts(bytes)).toMatchObject({ colorSpace: 'untagged', profile: null });
    }
  });
});

describe('what moves, and what is left', () => {
  test.each<[string, () => Promise<Bytes>, number]>([
    ['GIF', () => animated('gif', [1, 2, 3]), 3],
    ['WebP', () => animated('webp'), 2],
    ['PNG', async () => make.pngFile(8, 8, [make.animationControl(5)]), 5]
  ])('an animated %s has frames', async (_, made, frames) => {
    expect(await readFacts(await made())).toMatchObject({ frames });
  });

  test.each<[string, () => Promise<Bytes>]>([
    ['JPEG', jpeg],
    ['PNG', () => file(product().png())],
    ['WebP', () => file(product().webp())],
    ['GIF', () => file(product().gif())],
    ['AVIF', () => file(product().avif())]
  ])('bytes after the end of a %s are counted', async (format, made) => {
    const bytes = await made();
    // Of an ISO file what follows would be a box.
    const more = format === 'AVIF' ? [0, 0, 0, 2, 1, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect((await readFacts(new Uint8Array([...bytes, ...more]))).trailingBytes).toBe(9);
  });

  test('pages of a TIFF', async () => {
    const frames = await Promise.all([1, 2].map((seed) => product(seed).png().toBuffer()));
    const bytes = await file(sharp(frames, { join: { animated: true } }).tiff());
    expect(await readFacts(bytes)).toMatchObject({ pages: 2, frames: 1 });
  });
});

describe('metadata', () => {
  const clean = { hasLocation: false, serials: 0, hasThumbnail: false, hasMakerNote: false };

  test('of a plain file is none', async () => {
    expect((await readFacts(await jpeg())).metadata).toMatchObject({
      ...clean,
      digitalSourceType: null,
      keywords: [],
      copyright: null
    });
  });

  const formats = {
    jpeg: () => product().jpeg(),
    png: () => product().png(),
    webp: () => product().webp(),
    tiff: () => product().tiff(),
    avif: () => product().avif()
  };
  test.each(Object.entries(formats).filter(([format]) => format !== 'tiff'))(
    'place, serial numbers and copyright in EXIF: %s',
    async (_, made) => {
      const exif = { ...GPS, ...SERIALS, IFD0: { Copyright: 'Mai' } };
      expect((await readFacts(await file(made().withExif(exif)))).metadata).toMatchObject({
        ...clean,
        hasLocation: true,
        serials: 2,
        copyright: 'Mai'
      });
    }
  );

  test.each(Object.entries(formats))('source type and keywords in XMP: %s', async (_, made) => {
    const told = await readFacts(await file(made().withXmp(sourceType('trainedAlgorithmicMedia'))));
    expect(told.metadata.digitalSourceType).toBe('trainedAlgorithmicMedia');
    const worded = await readFacts(await file(made().withXmp(keyword('contains-synthetic-performer'))));
    expect(worded.metadata.keywords).toEqual(['cup', 'contains-synthetic-performer']);
  });

  test('place and thumbnail in XMP, a property as attribute or resource', async () => {
    const placed = xmp('<exif:GPSLatitude>10,46N</exif:GPSLatitude><x xmpGImg:image="/9j/"/>');
    expect((await readFacts(await file(product().jpeg().withXmp(placed)))).metadata).toMatchObject({
      hasLocation: true,
      hasThumbnail: true
    });
    const resource = xmp('<Iptc4xmpExt:DigitalSourceType rdf:resource="http://x/y/algorithmicMedia"/>');
    const told = await readFacts(await file(product().jpeg().withXmp(resource)));
    expect(told.metadata.digitalSourceType).toBe('algorithmicMedia');
  });

  test('a thumbnail is a second directory', async () => {
    expect((await readFacts(await exifSegment([], true))).metadata.hasThumbnail).toBe(true);
    expect((await readFacts(await exifSegment([], false))).metadata.hasThumbnail).toBe(false);
  });

  test('a GPS directory without a place tells none', async () => {
    const exif = { IFD3: { GPSVersionID: '2 3 0 0' } };
    expect((await readFacts(await file(product().jpeg().withExif(exif)))).metadata.hasLocation).toBe(false);
  });

  test('IPTC keywords and copyright in Photoshop’s block', async () => {
    const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
    const dataset = (number: number, words: string) => [0x1c, 2, number, 0, words.length, ...text(words)];
    const iptc = [...dataset(25, 'mug'), ...dataset(116, 'Mai')];
    const block = [...text('Photoshop 3.0\0' + '8BIM'), 4, 4, 0, 0, 0, 0, 0, iptc.length, ...iptc];
    const { metadata } = await readFacts(withSegment(await jpeg(), 0xed, block));
    expect(metadata).toMatchObject({ keywords: ['mug'], copyright: 'Mai' });
  });

  test.each([1, 3, 6, 8])('orientation %d', async (orientation) => {
    expect((await readFacts(await exifSegment([[0x0112, 3, 1, orientation]]))).orientation).toBe(orientation);
  });

  test('of AVIF, whose own turns count, EXIF’s orientation is void', async () => {
    const bytes = await file(product().avif().withMetadata({ orientation: 6 }));
    expect((await readFacts(bytes)).orientation).toBe(1);
  });
});

describe('resolution', () => {
  test.each(
    Object.entries({ jpeg: () => product().jpeg(), png: () => product().png(), tiff: () => product().tiff() })
  )('%s', async (_, made) => {
    for (const density of [72, 300]) {
      expect((await readFacts(await file(made().withMetadata({ density })))).dpi).toBeCloseTo(density, 0);
    }
  });

  test('none is stated in a bare JPEG, nor by a ratio; per centimetre is told per inch', async () => {
    const jfif = async (unit: number, dots: number) =>
      withSegment(await jpeg(), 0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, unit, 0, dots, 0, dots, 0, 0]);
    expect((await readFacts(await jpeg())).dpi).toBeNull();
    expect((await readFacts(await jfif(0, 1))).dpi).toBeNull();
    expect((await readFacts(await jfif(1, 96))).dpi).toBe(96);
    expect((await readFacts(await jfif(2, 118))).dpi).toBe(299.7);
  });
});

describe('a hostile file ends', () => {
  const parts = async () => [
    await exifSegment([[0x0112, 3, 1, 6]], true),
    await file(product().png().withExif(GPS).withIccProfile('p3')),
    await file(product().webp().withExif(GPS)),
    await file(product().avif().withExif(GPS)),
    await file(product().tiff().withExif(GPS)),
    await animated('gif')
  ];

  test('with any byte of its first kilobyte changed, or cut anywhere, it tells something and never throws', async () => {
    for (const bytes of await parts()) {
      for (let at = 2; at < Math.min(1000, bytes.length); at += 3) {
        for (const value of [0, 0x7f, 0xff]) await readFacts(bytes.with(at, value));
        await readFacts(bytes.subarray(0, at));
      }
    }
  }, 60_000);

  test('directories in a circle end', async () => {
    const block = exifBlock([], false);
    // The next directory is the first one.
    block.splice(-4, 4, 0, 0, 0, 8);
    expect((await readFacts(withSegment(await jpeg(), 0xe1, block))).orientation).toBe(1);
  });

  test('tags that never close are read in no time', async () => {
    const bytes = await file(product().jpeg());
    const evil = 'http://ns.adobe.com/xap/1.0/\0<dc:subject>' + '<rdf:li'.repeat(9000) + '</dc:subject>';
    const started = performance.now();
    await readFacts(
      withSegment(
        bytes,
        0xe1,
        [...evil].map((letter) => letter.charCodeAt(0))
      )
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });

  const photos = new URL('../../../../../shared/photos/', import.meta.url).pathname;
  const folders = ['malformed', 'formats'].filter((folder) => existsSync(join(photos, folder)));
  test.skipIf(folders.length === 0)(
    'the optional photo set, each within a second, whole and cut in half',
    async () => {
      for (const folder of folders) {
        for (const name of readdirSync(join(photos, folder))) {
          const bytes = new Uint8Array(readFileSync(join(photos, folder, name)));
          const started = performance.now();
          await readFacts(bytes);
          await readFacts(bytes.subarray(0, bytes.length >> 1));
          expect(performance.now() - started, name).toBeLessThan(1000);
        }
      }
    }
  );
});
