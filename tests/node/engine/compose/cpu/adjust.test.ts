import { describe, expect, test } from 'vitest';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../../../../src/lib/domain/document/edits/adjust.ts';
import { LINEAR_OF_BYTE } from '../../../../../src/lib/domain/color/srgb.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { adjustPixels } from '../../../../../src/lib/engine/compose/cpu/adjust.ts';
import { intoGamut, toned, type Triple } from '../../../../../src/lib/engine/compose/formulas/adjust.ts';
import { inside, noise, picture, pixelAt } from '../pictures.ts';

const edit = (part: Partial<AdjustEdit>): AdjustEdit => ({ ...IDENTITY_ADJUST, ...part });
const adjusted = (pixels: Pixels, part: Partial<AdjustEdit>) => adjustPixels(pixels, edit(part));
const flat = (...colour: [number, number, number]) => picture(40, 40, () => [...colour, 255]);
const middle = (pixels: Pixels) => pixelAt(pixels, 20, 20);

const random = noise(11);
const any = picture(64, 64, () => {
  const alpha = random() < 60 ? 0 : random();
  return alpha < 3 ? [0, 0, 0, 0] : [random(), random(), random(), alpha];
});

/** One step of each, up and down. */
const SOME: readonly (readonly [keyof AdjustEdit, number])[] = [
  ['exposure', 1],
  ['temperature', -0.7],
  ['tint', 0.7],
  ['contrast', 0.6],
  ['highlights', -0.8],
  ['shadows', 0.8],
  ['saturation', 0.6],
  ['clarity', 0.9],
  ['sharpen', 1],
  ['denoise', 1]
];

test('nothing adjusted is the same bytes', () => {
  expect(adjusted(any, {}).data).toEqual(any.data);
});

test.each(SOME)('%s changes colours, never α, and leaves what is invisible alone', (name, value) => {
  const after = adjusted(any, { [name]: value });
  expect(after.data).not.toEqual(any.data);
  const isKept = any.data.every((byte, at) => {
    const isColour = at % 4 < 3 && any.data[at | 3] !== 0;
    return isColour || after.data[at] === byte;
  });
  expect(isKept).toBe(true);
});

test('one stop doubles the light', () => {
  const [r] = middle(adjusted(flat(90, 90, 90), { exposure: 1 }));
  expect(LINEAR_OF_BYTE[r!]! / LINEAR_OF_BYTE[90]!).toBeCloseTo(2, 1);
});

test('white stays white under contrast, lifted shadows and raised highlights', () => {
  for (const part of [{ contrast: 1 }, { contrast: -1 }, { shadows: 1 }, { highlights: 1 }])
    expect(middle(adjusted(flat(255, 255, 255), part))).toEqual([255, 255, 255, 255]);
});

test.each([
  [{ contrast: 1 }],
  [{ contrast: -1 }],
  [{ highlights: -1, shadows: 1 }],
  [{ highlights: 1, shadows: -1 }],
  [{ highlights: -1, shadows: 1, contrast: 1 }]
])('tones keep their order: %j', (part) => {
  const curve = Array.from({ length: 256 }, (_, i) => toned(i / 255, edit(part)));
  curve.forEach((t, i) => i > 0 && expect(t).toBeGreaterThan(curve[i - 1]!));
});

test('contrast keeps middle grey, darkens what is darker and lightens what is lighter', () => {
  const [grey, dark, light] = [118, 60, 190].map(
    (v) => middle(adjusted(flat(v, v, v), { contrast: 0.5 }))[0]!
  );
  expect(Math.abs(grey! - 118)).toBeLessThanOrEqual(1);
  expect(dark).toBeLessThan(55);
  expect(light).toBeGreaterThan(198);
});

test('shadows act on what is dark, highlights on what is light', () => {
  const by = (value: number, part: Partial<AdjustEdit>) =>
    middle(adjusted(flat(value, value, value), part))[0]! - value;
  expect(by(40, { shadows: 1 })).toBeGreaterThan(15);
  expect(Math.abs(by(220, { shadows: 1 }))).toBeLessThanOrEqual(1);
  expect(by(220, { highlights: -1 })).toBeLessThan(-20);
  expect(Math.abs(by(40, { highlights: -1 }))).toBeLessThanOrEqual(1);
});

test('no saturation is grey, more of it keeps a grey grey', () => {
  const [r, g, b] = middle(adjusted(flat(200, 80, 60), { saturation: -1 }));
  expect(Math.max(r!, g!, b!) - Math.min(r!, g!, b!)).toBeLessThanOrEqual(1);
  expect(middle(adjusted(flat(130, 130, 130), { saturation: 1 }))).toEqual([130, 130, 130, 255]);
  const [red, green] = middle(adjusted(flat(160, 110, 100), { saturation: 0.7 }));
  expect(red! - green!).toBeGreaterThan(60);
});

test('a colour out of gamut comes back without turning its hue around', () => {
  const colours: readonly Triple[] = [
    [1.6, 0.1, 0.05],
    [0.3, -0.2, 0.8],
    [1.9, 2, 1.8]
  ];
  for (const colour of colours) {
    const fitted = intoGamut(colour);
    expect(Math.min(...fitted)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fitted)).toBeLessThanOrEqual(1);
    expect(Math.max(...fitted)).toBe(fitted[colour.indexOf(Math.max(...colour))]);
  }
});

describe('filters look at the product alone', () => {
  const BOX = { x: 40, y: 40, width: 120, height: 120 };
  /** A flat grey product; behind α = 0 there is black. */
  const product = picture(200, 200, (x, y) => (inside(BOX, x, y) ? [150, 150, 150, 255] : [0, 0, 0, 0]));

  test.each([[{ clarity: 1 }], [{ sharpen: 1 }], [{ denoise: 1 }]])(
    '%j draws no line at its edge',
    (part) => {
      const after = adjusted(product, part);
      for (let x = 40; x < 160; x++)
        for (const y of [40, 41, 100])
          expect(Math.abs(pixelAt(after, x, y)[0]! - 150)).toBeLessThanOrEqual(1);
    }
  );
});

test('denoising calms a flat field and keeps an edge', () => {
  const soft = noise(3);
  const noisy = picture(120, 80, (x) => {
    const v = (x < 60 ? 60 : 190) + (soft() % 9) - 4;
    return [v, v, v, 255];
  });
  const calm = adjusted(noisy, { denoise: 1 });
  const spread = (pixels: Pixels) => {
    const values = Array.from(
      { length: 40 * 60 },
      (_, i) => pixelAt(pixels, 5 + (i % 40), 10 + Math.floor(i / 40))[0]!
    );
    const mean = values.reduce((a, b) => a + b) / values.length;
    return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
  };
  expect(spread(calm)).toBeLessThan(spread(noisy) * 0.5);
  expect(pixelAt(calm, 62, 40)[0]! - pixelAt(calm, 57, 40)[0]!).toBeGreaterThan(110);
});

test('sharpening steepens an edge, clarity widens a soft one’s contrast', () => {
  const ramp = picture(400, 40, (x) => {
    const v = Math.round(90 + 80 * Math.min(1, Math.max(0, (x - 190) / 20)));
    return [v, v, v, 255];
  });
  const step = (pixels: Pixels) => pixelAt(pixels, 209, 20)[0]! - pixelAt(pixels, 191, 20)[0]!;
  expect(step(adjusted(ramp, { clarity: 1 }))).toBeGreaterThan(step(ramp) + 8);
  const edge = picture(100, 40, (x) => (x < 50 ? [90, 90, 90, 255] : [170, 170, 170, 255]));
  const sharp = adjusted(edge, { sharpen: 1 });
  expect(pixelAt(sharp, 50, 20)[0]!).toBeGreaterThan(173);
  expect(pixelAt(sharp, 49, 20)[0]!).toBeLessThan(87);
});
