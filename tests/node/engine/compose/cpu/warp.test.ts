import { expect, test } from 'vitest';
import { IDENTITY_CROP, type CropEdit } from '../../../../../src/lib/domain/document/edits/crop.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { cropMatrix, turnedSize } from '../../../../../src/lib/domain/render/crop.ts';
import { inOrder, scaling, type Matrix3 } from '../../../../../src/lib/domain/render/matrix.ts';
import { place } from '../../../../../src/lib/engine/compose/cpu/place.ts';
import { Halves, fromReduced } from '../../../../../src/lib/engine/compose/halves.ts';
import { inside, noise, picture, pixelAt } from '../pictures.ts';

const whole = (pixels: Pixels) => ({
  pixels,
  rect: { x: 0, y: 0, width: pixels.width, height: pixels.height }
});
const crop = (edit: Partial<CropEdit>): CropEdit => ({ ...IDENTITY_CROP, ...edit });

const BOX = { x: 60, y: 50, width: 120, height: 80 };
const BLUE = [40, 90, 160] as const;
const product = picture(240, 180, (x, y) => [...BLUE, inside(BOX, x, y) ? 255 : 0]);

function placed(pixels: Pixels, edit: Partial<CropEdit>, scale = 1): Pixels {
  const { width, height } = turnedSize(crop(edit), pixels);
  const frame = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const matrix = inOrder(cropMatrix(crop(edit), pixels), scaling(scale));
  return place(whole(pixels), { frame, matrix, clip: null });
}

const areaOf = ({ data }: Pixels): number => {
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at]! / 255;
  return sum;
};

const random = noise(4);
const bytes = picture(23, 17, () => [random(), random(), random(), random() > 90 ? 255 : 0]);
for (let p = 0; p < 23 * 17; p++) if (bytes.data[p * 4 + 3] === 0) bytes.data.fill(0, p * 4, p * 4 + 4);

test.each([
  [1, false, (x: number, y: number) => [y, 16 - x]],
  [2, false, (x: number, y: number) => [22 - x, 16 - y]],
  [3, false, (x: number, y: number) => [22 - y, x]],
  [0, true, (x: number, y: number) => [22 - x, y]],
  [1, true, (x: number, y: number) => [y, x]]
] as const)('%d quarter turns (mirrored: %s) keep every byte', (turns, flip, from) => {
  const turned = placed(bytes, { turns, flip });
  for (let p = 0; p < turned.width * turned.height; p++) {
    const [x, y] = [p % turned.width, Math.floor(p / turned.width)];
    const [sx, sy] = from(x, y);
    expect(pixelAt(turned, x, y)).toEqual(pixelAt(bytes, sx!, sy!));
  }
});

test('a turned picture is scaled as the upright one', () => {
  const [upright, turned] = [placed(product, {}, 0.37), placed(product, { turns: 1 }, 0.37)];
  for (let x = 0; x < upright.width; x++)
    expect(pixelAt(turned, turned.width - 1 - 25, x)).toEqual(pixelAt(upright, x, 25));
});

test.each([0.3, 0.8, 1, 1.7])('a straightened product keeps its colour and its area (scale %d)', (scale) => {
  const turned = placed(product, { straighten: 9 }, scale);
  expect(areaOf(turned) / (BOX.width * BOX.height * scale * scale)).toBeCloseTo(1, 1.9);
  let worst = 0;
  turned.data.forEach((byte, at) => {
    const isSeen = turned.data[at | 3]! > 0;
    if (at % 4 < 3) worst = Math.max(worst, Math.abs(byte - (isSeen ? BLUE[at % 4]! : 0)));
  });
  expect(worst).toBeLessThan(3);
});

test('a straightened edge is soft over about a pixel, without an echo', () => {
  const turned = placed(product, { straighten: 9 });
  const column = Array.from({ length: 180 }, (_, y) => turned.data[(y * 240 + 120) * 4 + 3]!);
  const soft = column.filter((alpha) => alpha > 0 && alpha < 255);
  expect(soft.length).toBeLessThanOrEqual(8);
  const rising = column.slice(0, 90);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
});

test('perspective brings one side nearer', () => {
  const tilted = placed(product, { keystone: { x: 0, y: 0.8 } });
  const width = (y: number) =>
    Array.from({ length: 240 }, (_, x) => tilted.data[(y * 240 + x) * 4 + 3]!).filter((a) => a > 127).length;
  expect(width(110)).toBeGreaterThan(width(70) * 1.05);
  expect(width(90)).toBeGreaterThan(110);
});

test('fine stripes far away become grey and do not alias', () => {
  const stripes = picture(400, 400, (x) => [x % 2 ? 255 : 0, x % 2 ? 255 : 0, x % 2 ? 255 : 0, 255]);
  const far: Matrix3 = inOrder(cropMatrix(crop({ keystone: { x: 0.9, y: 0 } }), stripes), scaling(0.4));
  const { data } = place(whole(stripes), { frame: { width: 160, height: 160 }, matrix: far, clip: null });
  for (let x = 35; x < 60; x++) expect(Math.abs(data[(80 * 160 + x) * 4]! - 188)).toBeLessThan(14);
});

test('what is clipped away is gone, after a turn as before', () => {
  const clip = { x: 0, y: 0, width: 120, height: 180 };
  const matrix = cropMatrix(crop({ straighten: 5 }), product);
  const { data } = place(whole(product), { frame: { width: 240, height: 180 }, matrix, clip });
  for (let y = 0; y < 180; y++)
    expect(data.subarray((y * 240 + 120) * 4, (y + 1) * 960).every((b) => b === 0)).toBe(true);
});

test('nothing placed by a warp is nothing', () => {
  const empty = {
    pixels: { data: new Uint8ClampedArray(), width: 0, height: 0 },
    rect: { x: 0, y: 0, width: 0, height: 0 }
  };
  const matrix = cropMatrix(crop({ straighten: 5 }), product);
  const { data } = place(empty, { frame: { width: 9, height: 9 }, matrix, clip: null });
  expect(data.every((byte) => byte === 0)).toBe(true);
});

test('a reduced copy is the mean in linear light, premultiplied', () => {
  const checks = picture(64, 64, (x, y) => ((x + y) % 2 ? [255, 255, 255, 255] : [0, 0, 0, 0]));
  const halves = new Halves(whole(checks));
  expect(halves.for(0.4).scale).toBe(1);
  expect(halves.bytes).toBe(0);
  const half = halves.for(0.2);
  expect([half.scale, half.pixels.width]).toEqual([0.5, 32]);
  expect(pixelAt(half.pixels, 5, 5)).toEqual([255, 255, 255, 128]);
  expect(halves.bytes).toBe(32 * 32 * 4);
});

test('a small picture looks the same from a reduced copy', () => {
  const halves = new Halves(whole(product));
  const scale = 0.2;
  const pass = { frame: { width: 48, height: 36 }, clip: null };
  const copy = halves.for(scale);
  const small = place(copy, { ...pass, matrix: fromReduced(copy, scaling(scale)) });
  const exact = place(whole(product), { ...pass, matrix: scaling(scale) });
  expect(copy.scale).toBe(0.5);
  const worst = small.data.reduce((most, byte, at) => Math.max(most, Math.abs(byte - exact.data[at]!)), 0);
  expect(worst).toBeLessThan(14);
});

test('reduced copies after a change are those made anew', () => {
  const changed = { ...product, data: product.data.slice() };
  for (let y = 60; y < 90; y++) changed.data.fill(200, (y * 240 + 71) * 4, (y * 240 + 104) * 4);
  changed.data.fill(0, (100 * 240 + 60) * 4, (100 * 240 + 75) * 4);
  const before = new Halves(whole(product));
  before.for(0.1);
  const after = new Halves(whole(changed), before);
  const anew = new Halves(whole(changed));
  for (const scale of [0.25, 0.1]) expect(after.for(scale).pixels.data).toEqual(anew.for(scale).pixels.data);
});
