import { expect, test } from 'vitest';
import {
  byteOfLinear,
  LINEAR_OF_BYTE,
  linearFromSrgb,
  srgbFromLinear
} from '../../../../src/lib/domain/color/srgb.ts';

test('every sRGB byte survives the way through linear light and back', () => {
  for (let byte = 0; byte < 256; byte++) expect(byteOfLinear(LINEAR_OF_BYTE[byte]!)).toBe(byte);
});

test('half the light of white is sRGB 188, not 128', () => {
  expect(byteOfLinear(0.5)).toBe(188);
});

test('light below 0 and above 1 is clamped', () => {
  expect([byteOfLinear(-0.2), byteOfLinear(1.3)]).toEqual([0, 255]);
});

test('the two transfer functions undo each other', () => {
  for (const value of [0, 0.01, 0.04045, 0.2, 0.7, 1]) {
    expect(srgbFromLinear(linearFromSrgb(value))).toBeCloseTo(value, 4);
  }
});
