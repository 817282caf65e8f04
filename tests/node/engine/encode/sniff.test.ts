import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PackshotError, type WireError } from '../../../../src/lib/domain/errors.ts';
import { MAX_BYTES, sniff } from '../../../../src/lib/engine/encode/sniff.ts';
import * as make from '../../../fixtures/image-files.ts';

function refusal(bytes: Uint8Array): Partial<WireError> {
  try {
    sniff(bytes);
  } catch (error) {
    if (error instanceof PackshotError) return error.toWire();
    throw error;
  }
  return {};
}

describe('a picture that can be opened is told by its bytes', () => {
  test.each([
    ['jpeg', make.jpegFile(640, 480), 8],
    ['png', make.pngFile(640, 480), 8],
    ['webp', make.lossyWebp(640, 480), 16],
    ['webp', make.losslessWebp(640, 480), 8],
    ['webp', make.extendedWebp(640, 480, 0x08), 8],
    ['avif', make.avifFile(640, 480), 64],
    ['gif', make.gifFile(640, 480), 8],
    ['bmp', make.bmpFile(640, 48), 8]
  ])('%s', (format, bytes, blockPx) => {
    const height = format === 'bmp' ? 48 : 480;
    const expected = { format, type: `image/${format}`, width: 640, height, orientation: 1, blockPx };
    expect(sniff(bytes)).toEqual({ ...expected, bytes: bytes.length });
  });

  test('a top-down BMP has a positive height', () => {
    expect(sniff(make.bmpFile(64, -48)).height).toBe(48);
  });

  test('coarser chroma reaches 16 px', () => {
    expect(sniff(make.jpegFile(64, 48, { sampling: 0x22 })).blockPx).toBe(16);
    expect(sniff(make.jpegFile(64, 48, { sampling: 0x21 })).blockPx).toBe(16);
  });
});

describe('orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    '%d is read from JPEG, PNG and WebP, and the size is upright',
    (orientation) => {
      const size = orientation > 4 ? { width: 480, height: 640 } : { width: 640, height: 480 };
      for (const little of [true, false]) {
        expect(sniff(make.jpegFile(640, 480, { orientation, little }))).toMatchObject({
          orientation,
          ...size
        });
        const chunk: [string, number[]] = ['eXIf', make.exif(orientation, little)];
        expect(sniff(make.pngFile(640, 480, [chunk]))).toMatchObject({ orientation, ...size });
      }
      expect(sniff(make.extendedWebp(640, 480, 0x08, orientation))).toMatchObject({ orientation, ...size });
    }
  );

  test.each([0, 9, 200])('%d makes no sense and is taken for 1', (orientation) => {
    expect(sniff(make.jpegFile(640, 480, { orientation }))).toMatchObject({ orientation: 1, width: 640 });
  });

  test('AVIF is turned by its decoder: only the size is told upright', () => {
    expect(sniff(make.avifFile(640, 480, 1))).toMatchObject({ orientation: 1, width: 480, height: 640 });
    expect(sniff(make.avifFile(640, 480, 2))).toMatchObject({ orientation: 1, width: 640, height: 480 });
  });
});

describe('what cannot be opened is named', () => {
  const hex = (text: string) => Uint8Array.from(text.match(/../g)!, (byte) => parseInt(byte, 16));
  test.each([
    ['svg', make.textFile('<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', make.textFile('\ufeff  <svg width="1"/>')],
    ['html', make.textFile('<!DOCTYPE html><title>404</title>')],
    ['text', make.textFile('BM is how a bitmap begins, and this is none')],
    ['heic', make.heicFile()],
    ['tiff', hex('49492a0008000000')],
    ['tiff', hex('4d4d002a00000008')],
    ['pdf', make.textFile('%PDF-1.7')],
    ['psd', make.textFile('8BPS')],
    ['ico', hex('00000100010010')],
    ['jxl', hex('ff0a00')],
    ['jp2', hex('0000000c6a5020200d0a870a')],
    ['zip', hex('504b030414000000')],
    ['unknown', hex('0001020304050607')]
  ])('%s', (format, bytes) => {
    expect(refusal(bytes)).toMatchObject({ code: 'unsupported-format', data: { format } });
  });

  test.each([
    ['gif', make.gifFile(10, 10, 2)],
    ['webp', make.extendedWebp(10, 10, 0x02)],
    ['png', make.pngFile(10, 10, [make.animationControl(3)])],
    ['avif', make.avifFile(10, 10, 0, 'avis')]
  ])('an animated %s', (format, bytes) => {
    const data = { format, reason: 'animated' };
    expect(refusal(bytes)).toMatchObject({ code: 'unsupported-format', data });
  });

  test('a PNG that is animated with one frame is a picture', () => {
    expect(sniff(make.pngFile(10, 10, [make.animationControl(1)])).format).toBe('png');
  });
});

describe('a damaged file', () => {
  test('of 0 bytes is empty', () => {
    expect(refusal(new Uint8Array())).toMatchObject({ code: 'decode-failed', data: { reason: 'empty' } });
  });

  test.each([
    ['jpeg', make.jpegFile(64, 48, { end: [] })],
    ['png', make.pngFile(64, 48).slice(0, -12)],
    ['webp', make.lossyWebp(64, 48).slice(0, -3)],
    ['gif', make.gifFile(64, 48).slice(0, -4)],
    ['bmp', make.bmpFile(64, 48).slice(0, -500)],
    ['avif', make.avifFile(64, 48).slice(0, -2)]
  ])('that ends early is truncated: %s', (format, bytes) => {
    expect(refusal(bytes)).toMatchObject({ code: 'decode-failed', data: { format, reason: 'truncated' } });
  });

  test('with bytes after its end is whole', () => {
    expect(sniff(make.jpegFile(64, 48, { end: [0xff, 0xd9, 1, 2, 3, 4] })).width).toBe(64);
    expect(sniff(new Uint8Array([...make.pngFile(64, 48), 1, 2, 3])).width).toBe(64);
  });

  test('an EXIF thumbnail’s end is not the picture’s end', () => {
    const [soi, rest] = [[0xff, 0xd8], [...make.jpegFile(64, 48, { end: [] })].slice(2)];
    const thumbnail = [0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9];
    expect(refusal(new Uint8Array([...soi, ...thumbnail, ...rest]))).toMatchObject({ code: 'decode-failed' });
  });

  test('without a size is corrupt', () => {
    expect(refusal(make.jpegFile(0, 48))).toMatchObject({
      code: 'decode-failed',
      data: { reason: 'corrupt' }
    });
  });
});

describe('the gate before the decoder', () => {
  test.each([
    ['jpeg', make.jpegFile(20_000, 20_000)],
    ['png', make.pngFile(20_000, 20_000)],
    ['webp', make.extendedWebp(20_000, 20_000, 0)],
    ['gif', make.gifFile(20_000, 20_000)],
    ['bmp', make.bmpFile(20_000, 20_000)],
    ['avif', make.avifFile(20_000, 20_000)]
  ])('refuses 20,000 × 20,000 px from the header: %s', (_, bytes) => {
    expect(refusal(bytes)).toMatchObject({
      code: 'image-too-large',
      data: { width: 20_000, height: 20_000 }
    });
  });

  test('refuses them from the header alone, whatever follows', () => {
    expect(refusal(make.pngFile(20_000, 20_000).slice(0, 40))).toMatchObject({ code: 'image-too-large' });
    expect(refusal(make.jpegFile(20_000, 20_000).slice(0, 24))).toMatchObject({ code: 'image-too-large' });
  });

  test('lets 100 MP and 30,000 px through, and nothing more', () => {
    expect(sniff(make.pngFile(10_000, 10_000)).width).toBe(10_000);
    expect(refusal(make.pngFile(10_000, 10_001)).code).toBe('image-too-large');
    expect(sniff(make.pngFile(30_000, 10)).width).toBe(30_000);
    expect(refusal(make.pngFile(30_001, 10)).code).toBe('image-too-large');
  });

  test('refuses more than 200 MB', () => {
    expect(refusal(new Uint8Array(MAX_BYTES + 1))).toMatchObject({
      code: 'file-too-large',
      data: { bytes: MAX_BYTES + 1, maxBytes: MAX_BYTES }
    });
  });
});

describe('whatever the bytes, the answer is a header or a typed error', () => {
  const made = {
    jpeg: make.jpegFile(640, 480, { orientation: 6 }),
    png: make.pngFile(640, 480, [['eXIf', make.exif(3)]]),
    webp: make.extendedWebp(640, 480, 8, 5),
    gif: make.gifFile(640, 480),
    avif: make.avifFile(640, 480, 1)
  };

  test.each(Object.entries(made))('%s cut off at every byte', (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refusal(bytes.slice(0, length)).code ?? 'ok').toMatch(/^(decode-failed|unsupported-format|ok)$/);
    }
  });

  test.each(Object.entries(made))('%s with every byte set to each of five values', (_, bytes) => {
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff])
        expect(() => refusal(bytes.with(at, value))).not.toThrow();
    }
  });

  const photos = new URL('../../../../../shared/photos/', import.meta.url).pathname;
  const folders = ['malformed', 'formats', 'cutout'].filter((folder) => existsSync(join(photos, folder)));
  test.skipIf(folders.length === 0)('the optional photo set, whole and cut in half', () => {
    for (const folder of folders) {
      for (const name of readdirSync(join(photos, folder))) {
        const bytes = readFileSync(join(photos, folder, name));
        const known = folder === 'cutout' ? sniff(bytes).width : 1;
        expect(known, name).toBeGreaterThan(0);
        refusal(bytes);
        refusal(bytes.subarray(0, bytes.length >> 1));
      }
    }
  });
});
