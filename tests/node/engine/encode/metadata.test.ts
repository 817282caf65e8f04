import type { AVIFModule } from '@jsquash/avif/codec/enc/avif_enc.js';
import type { MozJPEGModule } from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions } from '@jsquash/jpeg/meta.js';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { NO_METADATA, type FileMetadata } from '../../../../src/lib/domain/document/metadata.ts';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { encodeTiff } from '../../../../src/lib/engine/encode/codecs/tiff.ts';
import { avifWith } from '../../../../src/lib/engine/encode/metadata/avif.ts';
import { SRGB_PROFILE } from '../../../../src/lib/engine/encode/metadata/icc.ts';
import { jpegWith } from '../../../../src/lib/engine/encode/metadata/jpeg.ts';
import { pngWith } from '../../../../src/lib/engine/encode/metadata/png.ts';
import { readMetadata } from '../../../../src/lib/engine/encode/metadata/read.ts';
import { webpWith } from '../../../../src/lib/engine/encode/metadata/webp.ts';
import { encodeRgba } from '../../../../src/lib/engine/encode/png.ts';
import { startCodec } from './codecs.ts';

const ALL: FileMetadata = {
  copyright: '© 2026 Oak & Sons <studio> "Ltd"',
  creator: 'Nguyễn Thị Hồng',
  digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
  syntheticPerformer: true
};

const [WIDTH, HEIGHT] = [37, 21];
const picture = (alpha = 255): Pixels => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let p = 0; p < WIDTH * HEIGHT; p++) data.set([(p * 7) % 256, (p * 13) % 256, p % 256, alpha], p * 4);
  return { data, width: WIDTH, height: HEIGHT };
};
const raw = ({ data, width, height }: Pixels) => sharp(data, { raw: { width, height, channels: 4 } });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

let avif: AVIFModule;
let mozjpeg: MozJPEGModule;
beforeAll(async () => {
  avif = await startCodec<AVIFModule>('avif', 'avif_enc');
  mozjpeg = await startCodec<MozJPEGModule>('jpeg', 'mozjpeg_enc');
});
const jpegOf = ({ data, width, height }: Pixels) =>
  mozjpeg.encode(data, width, height, defaultOptions).slice();
const avifOf = ({ data, width, height }: Pixels) => {
  const options = {
    quality: 100,
    qualityAlpha: 100,
    denoiseLevel: 0,
    tileColsLog2: 0,
    tileRowsLog2: 0,
    speed: 9
  };
  const more = {
    subsample: 3,
    chromaDeltaQ: false,
    sharpness: 0,
    tune: 0,
    enableSharpYUV: false,
    bitDepth: 8
  };
  return avif.encode(new Uint8Array(data.buffer), width, height, { ...options, ...more })!.slice();
};

type Write = (metadata: FileMetadata, alpha?: number) => Promise<Uint8Array<ArrayBuffer>>;
const WRITERS: Readonly<Record<string, Write>> = {
  jpeg: async (metadata) => jpegWith(jpegOf(picture()), metadata),
  png: async (metadata, alpha) => pngWith(encodeRgba(picture(alpha)), metadata),
  webp: async (metadata, alpha) =>
    webpWith(
      bytes(await raw(picture(alpha)).webp({ lossless: true, exact: true }).toBuffer()),
      picture(),
      metadata
    ),
  'webp, lossy': async (metadata, alpha) =>
    webpWith(bytes(await raw(picture(alpha)).webp({ quality: 90 }).toBuffer()), picture(), metadata),
  avif: async (metadata, alpha) => avifWith(avifOf(picture(alpha)), metadata),
  tiff: async (metadata) => encodeTiff(picture(), metadata)
};
const formats = Object.entries(WRITERS);
const EXACT = ['png', 'webp', 'avif', 'tiff'];

/** Colours as a second decoder (libvips) has them after converting by the profile. */
const pixelsOf = (file: Uint8Array) => sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer();

describe.each(formats)('%s', (name, write) => {
  it('holds what there is to say, as another reader finds it, and reads it back', async () => {
    const file = await write(ALL);
    const { xmpAsString = '' } = await sharp(file).metadata();
    expect(xmpAsString).toContain('© 2026 Oak &#38; Sons');
    expect(xmpAsString).toContain('<rdf:li>contains-synthetic-performer</rdf:li>');
    expect(xmpAsString).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
    expect(readMetadata(file)).toEqual(ALL);
  });

  it('says nothing that nobody asked for', async () => {
    const file = await write(NO_METADATA);
    const { xmp, exif, iptc, comments } = await sharp(file).metadata();
    expect([xmp, exif, iptc, comments]).toEqual([undefined, undefined, undefined, undefined]);
    expect(readMetadata(file)).toEqual(NO_METADATA);
    expect(Buffer.from(file).includes('Exif')).toBe(false);
  });

  it('says that its colours are sRGB', async () => {
    const { icc, space } = await sharp(await write(ALL)).metadata();
    expect(space).toBe('srgb');
    if (name !== 'avif') expect(new Uint8Array(icc!)).toEqual(SRGB_PROFILE);
  });

  it('is the same picture with words and without', async () => {
    const file = await pixelsOf(await write(ALL));
    expect(await pixelsOf(await write(NO_METADATA))).toEqual(file);
    if (EXACT.includes(name)) expect(bytes(file)).toEqual(new Uint8Array(picture().data));
  });

  it('stays translucent', async () => {
    if (name === 'jpeg' || name === 'tiff') return;
    const file = await write(ALL, 128);
    expect((await sharp(file).metadata()).hasAlpha).toBe(true);
    expect((await pixelsOf(file))[3]).toBe(128);
    expect(readMetadata(file)).toEqual(ALL);
  });

  it('takes any line of text', async () => {
    const line = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 60 })
      .map((text) => text.replace(/[\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\uFEFF\uFFFD-\uFFFF]/gu, '') || 'a');
    await fc.assert(
      fc.asyncProperty(line, line, async (copyright, creator) => {
        const metadata = { ...NO_METADATA, copyright, creator };
        expect(readMetadata(await write(metadata))).toEqual(metadata);
      }),
      { numRuns: 15 }
    );
  });
});

describe('the sRGB profile', () => {
  it('is small, and of the form that its header says', () => {
    expect(SRGB_PROFILE.length).toBeLessThan(650);
    const view = new DataView(SRGB_PROFILE.buffer);
    expect(view.getUint32(0)).toBe(SRGB_PROFILE.length);
    expect(Buffer.from(SRGB_PROFILE.subarray(36, 40)).toString()).toBe('acsp');
  });

  it('changes no colour where a colour management (LittleCMS) takes it for what it says', async () => {
    const data = Uint8ClampedArray.from({ length: 1024 }, (_, i) =>
      i % 4 === 3 ? 255 : (i >> 2) ^ ((i % 4) << 6)
    );
    const ramp = { data, width: 256, height: 1 };
    expect(bytes(await pixelsOf(pngWith(encodeRgba(ramp), NO_METADATA)))).toEqual(new Uint8Array(data));
  });
});

describe('readMetadata', () => {
  const photoOf = (options: { xmp?: string; exif?: Record<string, string> }) => {
    let image = raw(picture()).removeAlpha().jpeg();
    if (options.exif) image = image.withExif({ IFD0: options.exif });
    if (options.xmp) image = image.withXmp(options.xmp);
    return image.toBuffer().then(bytes);
  };
  const xmp = (body: string, attributes = '') =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${attributes}>${body}</rdf:Description></rdf:RDF></x:xmpmeta>`;

  it('takes EXIF’s words where XMP has none', async () => {
    const file = await photoOf({ exif: { Artist: 'Ann', Copyright: '(c) Oak' } });
    expect(readMetadata(file)).toMatchObject({ creator: 'Ann', copyright: '(c) Oak' });
  });

  it('finds the source type as an attribute, with https too', async () => {
    const uri = 'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
    const file = await photoOf({ xmp: xmp('', `Iptc4xmpExt:DigitalSourceType="${uri}"`) });
    expect(readMetadata(file).digitalSourceType).toBe('trainedAlgorithmicMedia');
  });

  it('takes no term for one that IPTC does not have', async () => {
    const uri = 'http://cv.iptc.org/newscodes/digitalsourcetype/wishful';
    expect(readMetadata(await photoOf({ xmp: xmp(uri) })).digitalSourceType).toBeNull();
  });

  it('joins several creators, and keeps one line of a text', async () => {
    const body =
      '<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Ben\n&#x43;</rdf:li></rdf:Seq></dc:creator>';
    expect(readMetadata(await photoOf({ xmp: xmp(body) })).creator).toBe('Ann, Ben C');
  });

  it('what is broken or hostile is nothing, and never thrown', async () => {
    const whole = await WRITERS['jpeg']!(ALL);
    const hostile = [
      xmp('<dc:rights>'),
      xmp('<dc:creator>&#x110000;&#0;&bogus;</dc:creator>'),
      xmp(`<dc:rights>${'<rdf:li>'.repeat(50_000)}</dc:rights>`),
      '<x:xmpmeta'
    ];
    for (const text of hostile) expect(() => readMetadata(new TextEncoder().encode(text))).not.toThrow();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const broken = whole.slice(0, fc.sample(fc.integer({ min: at, max: whole.length }), 1)[0]);
        broken[at] = byte;
        readMetadata(broken);
      }),
      { numRuns: 300 }
    );
  });
});

it('an AVIF of another form is refused, not spoilt', () => {
  const file = avifOf(picture());
  for (const broken of [
    file.slice(0, 40),
    new Uint8Array(20),
    file.map((byte, i) => (i === 36 ? 1 : byte))
  ]) {
    expect(() => avifWith(broken, ALL)).toThrow(expect.objectContaining({ code: 'encode-failed' }));
  }
});
