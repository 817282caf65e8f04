import { expect, test } from 'vitest';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import type { Placement } from '../../../../src/lib/domain/render/geometry.ts';
import { composite, type PlacedCutout } from '../../../../src/lib/engine/compose/composite.ts';
import { inside, noise, picture, pixelAt } from './pictures.ts';

const WHITE = [255, 255, 255] as const;

const place = (side: number, scale: number, offsetX: number, offsetY = offsetX): Placement => ({
  frame: { width: side, height: side },
  scale,
  offsetX,
  offsetY,
  enlarged: scale
});

const whole = (pixels: Pixels): PlacedCutout => ({
  pixels,
  rect: { x: 0, y: 0, width: pixels.width, height: pixels.height }
});

/** A hard-edged square of one colour in the middle of a transparent picture. */
const square = (colour: readonly [number, number, number]): PlacedCutout =>
  whole(
    picture(100, 100, (x, y) => [...colour, inside({ x: 20, y: 20, width: 60, height: 60 }, x, y) ? 255 : 0])
  );

test('at scale 1 product pixels are the source’s own bytes and the rest is exactly the background', () => {
  const random = noise(1);
  const source = picture(30, 30, (x) => [random(), random(), random(), x < 15 ? 255 : 0]);
  const { pixels, matte } = composite(whole(source), place(50, 1, 10), [255, 254, 250]);
  for (let y = 0; y < 50; y++) {
    for (let x = 0; x < 50; x++) {
      const covered = inside({ x: 10, y: 10, width: 15, height: 30 }, x, y);
      const expected = covered ? pixelAt(source, x - 10, y - 10) : [255, 254, 250, 255];
      expect(pixelAt(pixels, x, y)).toEqual(expected);
      expect(matte.alpha[y * 50 + x]).toBe(covered ? 255 : 0);
    }
  }
});

test('half α mixes light, not bytes: black over white is 188', () => {
  const { pixels } = composite(whole(picture(4, 4, () => [0, 0, 0, 128])), place(4, 1, 0), WHITE);
  expect(pixelAt(pixels, 2, 2)).toEqual([187, 187, 187, 255]);
});

test('the cutout’s own place in the photo counts', () => {
  const cutout = { pixels: picture(2, 2, () => [9, 9, 9, 255]), rect: { x: 5, y: 7, width: 2, height: 2 } };
  const { matte } = composite(cutout, place(20, 1, 3), WHITE);
  expect(matte.alpha.indexOf(255)).toBe(10 * 20 + 8);
  const doubled = composite(cutout, place(40, 2, 0), WHITE).matte;
  expect(doubled.alpha.indexOf(255)).toBe(14 * 40 + 10);
});

test.each([0.31, 0.5, 0.83, 1.4])(
  'a flat product stays flat up to its edge: no line, no halo (scale %d)',
  (scale) => {
    const { pixels, matte } = composite(square([40, 90, 160]), place(160, scale, 3.3), WHITE);
    matte.alpha.forEach((alpha, p) => {
      const at = pixelAt(pixels, p % 160, Math.floor(p / 160));
      if (alpha === 0) expect(at).toEqual([255, 255, 255, 255]);
      if (alpha === 255) expect(at).toEqual([40, 90, 160, 255]);
    });
  }
);

test.each([0.31, 0.83])('a hard edge gets no echo on the background (scale %d)', (scale) => {
  const { matte } = composite(square([0, 0, 0]), place(100, scale, 2.4), WHITE);
  const row = Array.from(matte.alpha.subarray(Math.round(2.4 + 50 * scale) * 100).subarray(0, 100));
  const soft = row.filter((alpha) => alpha > 0 && alpha < 255);
  expect(soft.length).toBeLessThanOrEqual(6);
  const first = row.findIndex((alpha) => alpha > 0);
  const rising = row.slice(first, first + 6);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
});

test('a cut-out edge keeps its place when shrunk: half coverage lies where geometry says', () => {
  const { matte } = composite(square([0, 0, 0]), place(100, 0.5, 20), WHITE);
  const sum = matte.alpha.reduce((total, alpha) => total + alpha, 0) / 255;
  expect(Math.sqrt(sum)).toBeCloseTo(30, 0);
});

test('α noise far from the product does not tint the background when resampled', () => {
  const source = picture(40, 40, (x, y) => (x === 20 && y === 20 ? [0, 0, 0, 4] : [0, 0, 0, 0]));
  const { pixels, matte } = composite(whole(source), place(20, 0.5, 0), WHITE);
  expect(matte.alpha.every((alpha) => alpha === 0)).toBe(true);
  expect(pixels.data.every((byte) => byte === 255)).toBe(true);
});
