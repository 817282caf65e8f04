import { afterAll, describe, expect, test } from 'vitest';
import { encodeHost } from '../../../../src/lib/engine/encode/client.ts';
import { readBitmap } from '../../../../src/lib/engine/pixels.ts';
import { handOver } from '../../../../src/lib/engine/rpc.ts';
import * as make from '../../../fixtures/image-files.ts';
import { CMYK_JPEG, corners, fourColours, orientedJpeg, orientedWebp, SIZE, UPRIGHT } from './files.ts';

const host = encodeHost();
afterAll(() => host.end());
const decodePixels = (file: Blob) => host.call((api) => api.decodePixels(file));

describe.each([
  ['jpeg', orientedJpeg],
  ['webp', orientedWebp]
])('%s', (format, oriented) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of orientation %d is upright, turned exactly once',
    async (orientation) => {
      const { info, pixels } = await decodePixels(await oriented(orientation));
      expect(info).toMatchObject({ format, orientation, ...SIZE });
      expect(pixels).toMatchObject(SIZE);
      expect(corners(pixels)).toEqual(UPRIGHT);
    }
  );

  test('probe tells the same size without decoding', async () => {
    const file = await oriented(6);
    expect(await host.call((api) => api.probe(file))).toMatchObject({
      orientation: 6,
      ...SIZE,
      bytes: file.size
    });
  });
});

test('a bitmap is the caller’s, upright and sRGB', async () => {
  const file = await orientedWebp(8);
  const { bitmap } = await host.call((api) => api.decode(file));
  expect([bitmap.width, bitmap.height]).toEqual([SIZE.width, SIZE.height]);
  bitmap.close();
});

test('a bitmap that is wanted smaller is upright, of the same shape, and never larger than the picture', async () => {
  const file = await orientedWebp(8);
  const within = (maxSide: number) => host.call((api) => api.decodeWithin(file, maxSide));
  const small = await within(24);
  expect([small.width, small.height]).toEqual([24, 16]);
  expect(corners(readBitmap(small))).toEqual(UPRIGHT);
  const whole = await within(500);
  expect([whole.width, whole.height]).toEqual([SIZE.width, SIZE.height]);
  whole.close();
});

test('a small file is no larger than is wanted, of the same shape; a JPEG stands on white, WebP stays clear', async () => {
  const small = async (type: 'image/jpeg' | 'image/webp', maxSide: number) => {
    const canvas = new OffscreenCanvas(60, 40);
    canvas.getContext('2d');
    const bitmap = canvas.transferToImageBitmap();
    const file = await host.call((api) =>
      api.writeSmall(handOver(bitmap, [bitmap]), { type, quality: 0.8, maxSide })
    );
    expect(file.type).toBe(type);
    return readBitmap(await createImageBitmap(file));
  };
  const jpeg = await small('image/jpeg', 30);
  expect([jpeg.width, jpeg.height]).toEqual([30, 20]);
  expect([...jpeg.data.slice(0, 4)]).toEqual([255, 255, 255, 255]);
  const webp = await small('image/webp', 500);
  expect([webp.width, webp.height]).toEqual([60, 40]);
  expect(webp.data[3]).toBe(0);
});

test('the transparency of a picture is a matte with its clear and solid pixels counted; an opaque one has none', async () => {
  const canvas = new OffscreenCanvas(4, 2);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#203040';
  context.fillRect(0, 0, 3, 1);
  context.fillStyle = 'rgb(32 48 64 / 0.5)';
  context.fillRect(3, 0, 1, 1);
  const read = (file: Blob) => host.call((api) => api.readAlpha(file));
  const found = (await read(await canvas.convertToBlob()))!;
  expect(found).toMatchObject({ clear: 4, solid: 3, pixels: 8 });
  const { alpha } = await host.call((api) => api.readMatte(found.matte));
  expect([...alpha]).toEqual([255, 255, 255, 128, 0, 0, 0, 0]);
  expect(await read(await fourColours().convertToBlob())).toBeNull();
});

test('opaque pixels of a PNG are exact', async () => {
  const canvas = fourColours();
  const expected = canvas.getContext('2d')!.getImageData(0, 0, SIZE.width, SIZE.height).data;
  const { pixels } = await decodePixels(await canvas.convertToBlob());
  expect(pixels.data).toEqual(expected);
});

test('a picture larger than one strip is read whole', async () => {
  const canvas = new OffscreenCanvas(3000, 3001);
  const context = canvas.getContext('2d')!;
  for (let y = 0; y < 3001; y += 100) {
    context.fillStyle = `rgb(${y % 256} 10 200)`;
    context.fillRect(0, y, 3000, 100);
  }
  const { pixels } = await decodePixels(await canvas.convertToBlob());
  for (const y of [50, 1350, 1450, 2850, 3000]) {
    const row = y - (y % 100);
    expect(Array.from(pixels.data.subarray(y * 12_000, y * 12_000 + 4))).toEqual([row % 256, 10, 200, 255]);
  }
});

test('Display P3 is converted to sRGB, not reinterpreted', async () => {
  const canvas = new OffscreenCanvas(32, 32);
  const context = canvas.getContext('2d', { colorSpace: 'display-p3' })!;
  context.fillStyle = 'color(display-p3 0.6 0.3 0.25)';
  context.fillRect(0, 0, 32, 32);
  const { pixels } = await decodePixels(await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 }));
  // CSS Color 4: color(display-p3 0.6 0.3 0.25) = rgb(166 71 57); the bytes in the file are (153 76 64).
  const expected = [166, 71, 57];
  expected.forEach((value, c) => expect(Math.abs(pixels.data[c]! - value)).toBeLessThanOrEqual(2));
});

test('CMYK is converted', async () => {
  const bytes = Uint8Array.from(atob(CMYK_JPEG), (letter) => letter.charCodeAt(0));
  const { pixels } = await decodePixels(new Blob([bytes]));
  expect(pixels.data[0]).toBeGreaterThan(200);
  expect(pixels.data[1]).toBeLessThan(60);
});

test('the bytes decide, not the name or the type', async () => {
  const png = await fourColours().convertToBlob();
  const file = new File([png], 'photo.txt', { type: 'text/plain' });
  expect((await decodePixels(file)).info).toMatchObject({ format: 'png', type: 'image/png' });
});

describe('a file that cannot be opened gets its typed error', () => {
  const cases: [string, () => Promise<BlobPart> | BlobPart, object][] = [
    ['0 bytes', () => '', { code: 'decode-failed', data: { reason: 'empty', format: 'unknown' } }],
    ['text named as a picture', () => 'hello', { code: 'unsupported-format', data: { format: 'text' } }],
    [
      'SVG',
      () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
      { code: 'unsupported-format', data: { format: 'svg' } }
    ],
    ['HEIC', () => make.heicFile(), { code: 'unsupported-format', data: { format: 'heic' } }],
    [
      'an animation',
      () => make.gifFile(9, 9, 2),
      { code: 'unsupported-format', data: { format: 'gif', reason: 'animated' } }
    ],
    [
      'half a JPEG',
      async () => (await orientedJpeg(1)).slice(0, 700),
      { code: 'decode-failed', data: { reason: 'truncated', format: 'jpeg' } }
    ],
    [
      'a whole header with nonsense in it',
      () => make.pngFile(64, 64),
      { code: 'decode-failed', data: { reason: 'corrupt', format: 'png' } }
    ],
    ['20,000 × 20,000 px', () => make.pngFile(20_000, 20_000), { code: 'image-too-large' }],
    ['more than 200 MB', () => new Uint8Array(200_000_001), { code: 'file-too-large' }]
  ];
  test.each(cases)('%s', async (_, bytes, error) => {
    const file = new Blob([await bytes()]);
    for (const call of ['decode', 'decodePixels'] as const) {
      await expect(host.call<unknown>((api) => api[call](file))).rejects.toMatchObject(error);
    }
    const alive = await decodePixels(await fourColours().convertToBlob());
    expect(alive.info.format).toBe('png');
  });
});

test('mattes and cutouts go to PNG and back', async () => {
  const alpha = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
  const matte = { alpha, width: 4, height: 3 };
  const png = await host.call((api) => api.writeMatte(matte));
  expect(png.type).toBe('image/png');
  expect(await host.call((api) => api.readMatte(png))).toEqual(matte);
  const data = Uint8ClampedArray.from({ length: 48 }, (_, i) => i * 5);
  const cutout = await host.call((api) => api.writePng({ data, width: 4, height: 3 }));
  const again = await host.call((api) => api.readMatte(cutout));
  expect(Array.from(again.alpha)).toEqual(Array.from(data).filter((_, i) => i % 4 === 3));
});
