import { encode } from 'fast-png';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeMatte, encodeMatte, encodeRgba } from '../../../../src/lib/engine/encode/png.ts';
import { matteOf, noise, picture } from '../compose/pictures.ts';

test('a matte comes back as it was', () => {
  const random = noise(5);
  const matte = matteOf(37, 23, random);
  expect(decodeMatte(encodeMatte(matte))).toEqual(matte);
});

test('another decoder reads the matte as 8-bit grey', async () => {
  const png = encodeMatte(matteOf(16, 8, (x) => x * 16));
  expect(await sharp(png).metadata()).toMatchObject({ width: 16, height: 8, channels: 1, depth: 'uchar' });
  const raw = await sharp(png).toColourspace('b-w').raw().toBuffer();
  expect(raw[5]).toBe(80);
});

test('a cutout keeps straight colours under any alpha', async () => {
  const source = picture(16, 16, (x, y) => [200, x * 3, y * 5, x * 16 + y]);
  const raw = await sharp(encodeRgba(source)).raw().toBuffer();
  expect(new Uint8ClampedArray(raw)).toEqual(source.data);
});

test('alpha is taken where the file has it', () => {
  const rgba = picture(4, 4, (x) => [9, 9, 9, x * 60]);
  expect(decodeMatte(encodeRgba(rgba)).alpha.slice(0, 4)).toEqual(new Uint8Array([0, 60, 120, 180]));
});

test('16 bits become 8', () => {
  const data = new Uint16Array([0, 257 * 100, 65_535, 257 * 3 + 10]);
  const png = encode({ data, width: 4, height: 1, channels: 1, depth: 16 });
  expect(decodeMatte(png).alpha).toEqual(new Uint8Array([0, 100, 255, 3]));
});

test('what is no matte is refused', async () => {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const palette = await sharp(jpeg).png({ palette: true }).toBuffer();
  const damaged = encodeMatte(matteOf(40, 40, noise(2)));
  damaged.fill(0, 60, 200);
  for (const bytes of [jpeg, palette, damaged]) {
    expect(() => decodeMatte(bytes)).toThrow(expect.objectContaining({ code: 'decode-failed' }));
  }
});
