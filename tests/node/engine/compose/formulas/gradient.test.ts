import { expect, test } from 'vitest';
import type { GradientBackdrop } from '../../../../../src/lib/domain/document/edits/backdrop.ts';
import { gradientColour } from '../../../../../src/lib/engine/compose/formulas/backdrop.ts';

const gradient = (...ats: readonly number[]): GradientBackdrop => ({
  kind: 'gradient',
  shape: 'linear',
  angle: 0,
  stops: ats.map((at, i) => ({ at, color: i % 2 === 0 ? [0, 0, 0] : [255, 255, 255] }))
});

test('before the first and from the last stop on a gradient keeps that stop’s colour', () => {
  expect(gradientColour(0.1, gradient(0.2, 0.6))).toEqual([0, 0, 0]);
  expect(gradientColour(0.6, gradient(0.2, 0.6))).toEqual([1, 1, 1]);
  expect(gradientColour(1, gradient(0.2, 0.6))).toEqual([1, 1, 1]);
});

test('between two stops light is mixed; two at one place are an edge', () => {
  expect(gradientColour(0.4, gradient(0.2, 0.6))[0]).toBeCloseTo(0.5);
  expect(gradientColour(0.49, gradient(0, 0.5, 0.5, 1))[0]).toBeCloseTo(0.98);
  expect(gradientColour(0.5, gradient(0, 0.5, 0.5, 1))).toEqual([0, 0, 0]);
  expect(gradientColour(1, gradient(0, 1, 1))).toEqual([0, 0, 0]);
});
