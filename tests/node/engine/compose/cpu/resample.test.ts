import { expect, test } from 'vitest';
import { byteOfLinear } from '../../../../../src/lib/domain/color/srgb.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { planAxis, resample } from '../../../../../src/lib/engine/compose/cpu/resample.ts';
import { noise, picture } from '../pictures.ts';

/** The whole result: premultiplied linear RGBA. */
function scaled(source: Pixels, scale: number, offset = 0) {
  const side = (length: number) => Math.ceil(offset + length * scale);
  const x = planAxis(source.width, scale, offset, side(source.width));
  const y = planAxis(source.height, scale, offset, side(source.height));
  const rgba = new Float32Array(x.count * y.count * 4);
  resample(source, x, y, (row, i) => rgba.set(row.rgba, i * x.count * 4));
  return { rgba, width: x.count, height: y.count };
}

test.each([0.13, 0.37, 0.5, 0.99, 1, 1.7, 3])(
  'the weights of every inner position sum to 1 (scale %d)',
  (scale) => {
    const axis = planAxis(200, scale, 0.3, 1000);
    const margin = Math.ceil(3 * Math.max(1, scale)) + 1;
    for (let i = margin; i < axis.count - margin; i++) {
      const weights = axis.weight.subarray(i * axis.taps, (i + 1) * axis.taps);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    }
  }
);

test.each([0.3, 0.7, 1.6])('a constant picture stays constant inside (scale %d)', (scale) => {
  const { rgba, width, height } = scaled(
    picture(60, 50, () => [200, 100, 50, 255]),
    scale
  );
  const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
  expect(Array.from(rgba.subarray(middle, middle + 3), byteOfLinear)).toEqual([200, 100, 50]);
  expect(rgba[middle + 3]).toBeCloseTo(1, 5);
});

test('shrinking keeps the sum of the light', () => {
  const random = noise(7);
  const spot = (x: number, y: number) => x > 20 && x < 70 && y > 20 && y < 70;
  const source = picture(96, 96, (x, y) => (spot(x, y) ? [random(), random(), random(), 255] : [0, 0, 0, 0]));
  const before = scaled(source, 1).rgba.reduce((sum, value) => sum + value, 0);
  const after = scaled(source, 0.25).rgba.reduce((sum, value) => sum + value, 0) * 16;
  expect(after / before).toBeCloseTo(1, 2);
});

test('at scale 1 every pixel keeps its light', () => {
  const random = noise(3);
  const source = picture(20, 20, () => [random(), random(), random(), 255]);
  const { rgba } = scaled(source, 1);
  source.data.forEach((byte, i) => i % 4 < 3 && expect(byteOfLinear(rgba[i]!)).toBe(byte));
});

test('a checkerboard of black and white shrinks to half the light: 188, not 128', () => {
  const board = picture(80, 80, (x, y) => ((x + y) % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
  const { rgba, width } = scaled(board, 0.25);
  expect(byteOfLinear(rgba[(10 * width + 10) * 4]!)).toBe(188);
});

test('output = offset + scale × source: a dot lands where geometry says', () => {
  const dot = picture(40, 40, (x, y) => (x === 30 && y === 10 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
  const { rgba, width, height } = scaled(dot, 2, 7);
  const brightest = { p: 0, value: 0 };
  for (let p = 0; p < width * height; p++) {
    if (rgba[p * 4]! > brightest.value) Object.assign(brightest, { p, value: rgba[p * 4]! });
  }
  expect([67, 68]).toContain((brightest.p % width) + 7);
  expect([27, 28]).toContain(Math.floor(brightest.p / width) + 7);
});

test('the picture is clipped to its frame', () => {
  const axis = planAxis(100, 1, -20, 50);
  expect([axis.first, axis.count]).toEqual([0, 50]);
  expect(planAxis(10, 1, 60, 50).count).toBe(0);
});
