import { expect, test } from 'vitest';
import type { Pixels, Rect } from '../../../../../src/lib/domain/pixels.ts';
import { inOrder, scaling, translation } from '../../../../../src/lib/domain/render/matrix.ts';
import { place } from '../../../../../src/lib/engine/compose/cpu/place.ts';
import type { PlacedCutout } from '../../../../../src/lib/engine/compose/cutout.ts';
import { inside, noise, picture, pixelAt } from '../pictures.ts';

const CLEAR = [0, 0, 0, 0];

const into = (side: number, scale: number, offsetX: number, offsetY = offsetX, clip: Rect | null = null) => ({
  frame: { width: side, height: side },
  matrix: inOrder(scaling(scale), translation(offsetX, offsetY)),
  clip
});

const whole = (pixels: Pixels): PlacedCutout => ({
  pixels,
  rect: { x: 0, y: 0, width: pixels.width, height: pixels.height }
});

const alphaAt = (pixels: Pixels, x: number, y: number) => pixels.data[(y * pixels.width + x) * 4 + 3]!;
const alphaOf = ({ data }: Pixels) => data.filter((_, index) => index % 4 === 3);

/** A hard-edged square of one colour in the middle of a transparent picture. */
const square = (colour: readonly [number, number, number]): PlacedCutout =>
  whole(
    picture(100, 100, (x, y) => [...colour, inside({ x: 20, y: 20, width: 60, height: 60 }, x, y) ? 255 : 0])
  );

test('at scale 1 product pixels are the source’s own bytes, and RGB is 0 where α is', () => {
  const random = noise(1);
  const source = picture(30, 30, (x) => (x < 15 ? [random(), random(), random(), 255] : [0, 0, 0, 0]));
  const placed = place(whole(source), into(50, 1, 10));
  for (let y = 0; y < 50; y++) {
    for (let x = 0; x < 50; x++) {
      const covered = inside({ x: 10, y: 10, width: 15, height: 30 }, x, y);
      expect(pixelAt(placed, x, y)).toEqual(covered ? pixelAt(source, x - 10, y - 10) : CLEAR);
    }
  }
});

test('what reaches over the frame is left out, on every side', () => {
  const random = noise(2);
  const source = picture(30, 30, () => [random(), random(), random(), 255]);
  for (const [offsetX, offsetY] of [
    [-12, 3],
    [5, -12],
    [-5, -5],
    [40, 40]
  ] as const) {
    const placed = place(whole(source), into(20, 1, offsetX, offsetY));
    for (let p = 0; p < 400; p++) {
      const [x, y] = [(p % 20) - offsetX, Math.floor(p / 20) - offsetY];
      const covered = inside({ x: 0, y: 0, width: 30, height: 30 }, x, y);
      expect(pixelAt(placed, p % 20, Math.floor(p / 20))).toEqual(covered ? pixelAt(source, x, y) : CLEAR);
    }
  }
});

test('the cutout’s own place in the photo counts', () => {
  const cutout = { pixels: picture(2, 2, () => [9, 9, 9, 255]), rect: { x: 5, y: 7, width: 2, height: 2 } };
  expect(alphaOf(place(cutout, into(20, 1, 3))).indexOf(255)).toBe(10 * 20 + 8);
  expect(alphaOf(place(cutout, into(40, 2, 0))).indexOf(255)).toBe(14 * 40 + 10);
});

test.each([0.31, 0.5, 0.83, 1.4])(
  'a flat product stays flat up to its edge: no line, no halo (scale %d)',
  (scale) => {
    const placed = place(square([40, 90, 160]), into(160, scale, 3.3));
    alphaOf(placed).forEach((alpha, p) => {
      const at = pixelAt(placed, p % 160, Math.floor(p / 160));
      if (alpha === 0) expect(at).toEqual(CLEAR);
      if (alpha === 255) expect(at).toEqual([40, 90, 160, 255]);
    });
  }
);

test.each([0.31, 0.83])('a hard edge gets no echo on the background (scale %d)', (scale) => {
  const placed = place(square([0, 0, 0]), into(100, scale, 2.4));
  const middle = Math.round(2.4 + 50 * scale);
  const row = Array.from({ length: 100 }, (_, x) => alphaAt(placed, x, middle));
  const soft = row.filter((alpha) => alpha > 0 && alpha < 255);
  expect(soft.length).toBeLessThanOrEqual(6);
  const first = row.findIndex((alpha) => alpha > 0);
  const rising = row.slice(first, first + 6);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
});

test('a cut-out edge keeps its place when shrunk: half coverage lies where geometry says', () => {
  const placed = place(square([0, 0, 0]), into(100, 0.5, 20));
  const sum = alphaOf(placed).reduce((total, alpha) => total + alpha, 0) / 255;
  expect(Math.sqrt(sum)).toBeCloseTo(30, 0);
});

test('α noise far from the product is not placed when resampled', () => {
  const source = picture(40, 40, (x, y) => (x === 20 && y === 20 ? [0, 0, 0, 4] : [0, 0, 0, 0]));
  expect(place(whole(source), into(20, 0.5, 0)).data.every((byte) => byte === 0)).toBe(true);
});

test('a crop keeps what lies in it, whole pixels by all and cut ones by their share of α', () => {
  const full = whole(picture(10, 10, () => [50, 60, 70, 255]));
  const placed = place(full, into(10, 1, 0, 0, { x: 2.5, y: 3, width: 4, height: 4 }));
  expect(pixelAt(placed, 4, 4)).toEqual([50, 60, 70, 255]);
  expect(pixelAt(placed, 2, 4)).toEqual([50, 60, 70, 128]);
  expect(pixelAt(placed, 6, 6)).toEqual([50, 60, 70, 128]);
  for (const [x, y] of [
    [1, 4],
    [7, 4],
    [4, 2],
    [4, 7]
  ] as const) {
    expect(pixelAt(placed, x, y)).toEqual(CLEAR);
  }
});
