import { expect, test } from 'vitest';
import { IDENTITY_ADJUST } from '../../../../src/lib/domain/document/edits/adjust.ts';
import { autoAdjust } from '../../../../src/lib/engine/compose/auto-adjust.ts';
import { picture } from './pictures.ts';

/** From dark to light, each channel times a factor. */
const ramp = (from: number, to: number, [r, g, b] = [1, 1, 1]) =>
  picture(64, 64, (x) => {
    const v = from + ((to - from) * x) / 63;
    return [v * r!, v * g!, v * b!, 255];
  });

test('a well-lit grey product is left nearly alone', () => {
  const { exposure, temperature, tint, contrast } = autoAdjust(ramp(20, 238));
  expect(Math.abs(exposure)).toBeLessThan(0.12);
  expect([temperature, tint, contrast]).toEqual([0, 0, 0]);
});

test('a dim one becomes lighter, and one without contrast gets some', () => {
  const { exposure, contrast } = autoAdjust(ramp(60, 150));
  expect(exposure).toBeGreaterThan(0.3);
  expect(contrast).toBeGreaterThan(0.1);
});

test('a black product does not become grey', () => {
  expect(autoAdjust(ramp(5, 40)).exposure).toBeLessThanOrEqual(0.6);
});

test('a slight cast on what is grey is taken out, a coloured product keeps its colour', () => {
  expect(autoAdjust(ramp(20, 230, [1, 0.97, 0.92])).temperature).toBeLessThan(-0.04);
  const { temperature, tint, saturation } = autoAdjust(ramp(20, 230, [1, 0.6, 0.4]));
  expect([temperature, tint, saturation]).toEqual([0, 0, 0]);
});

test('burnt lights are held, much darkness is opened', () => {
  const split = picture(64, 64, (x) => (x < 40 ? [8, 8, 8, 255] : [254, 254, 254, 255]));
  expect(autoAdjust(split)).toMatchObject({ highlights: -0.2, shadows: 0.2 });
});

test('without a product there is nothing to propose', () => {
  expect(autoAdjust(picture(64, 64, () => [90, 90, 90, 100]))).toEqual(IDENTITY_ADJUST);
});
