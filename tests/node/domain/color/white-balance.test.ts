import { expect, test } from 'vitest';
import { linearFromSrgb } from '../../../../src/lib/domain/color/srgb.ts';
import {
  LUMINANCE,
  neutralising,
  whiteBalanceGains
} from '../../../../src/lib/domain/color/white-balance.ts';

test('no balance changes nothing', () => {
  expect(whiteBalanceGains({ temperature: 0, tint: 0 })).toEqual([1, 1, 1]);
});

test.each([
  [1, 0],
  [-0.6, 0.4],
  [0.3, -1]
])('a grey keeps its luminance (temperature %d, tint %d)', (temperature, tint) => {
  const gains = whiteBalanceGains({ temperature, tint });
  expect(LUMINANCE.reduce((sum, share, c) => sum + share * gains[c]!, 0)).toBeCloseTo(1, 12);
});

test('warmer is redder, a higher tint has less green', () => {
  const [r, , b] = whiteBalanceGains({ temperature: 0.5, tint: 0 });
  expect(r).toBeGreaterThan(b);
  const [red, green] = whiteBalanceGains({ temperature: 0, tint: 0.5 });
  expect(red).toBeGreaterThan(green);
});

test.each([[[210, 190, 170]], [[120, 130, 128]], [[90, 80, 96]]] as const)(
  'a picked colour becomes grey: %j',
  (picked) => {
    const gains = whiteBalanceGains(neutralising(picked));
    const [r, g, b] = picked.map((byte, c) => linearFromSrgb(byte / 255) * gains[c]!);
    expect(Math.abs(r! / g! - 1)).toBeLessThan(0.02);
    expect(Math.abs(b! / g! - 1)).toBeLessThan(0.02);
  }
);

test('a colour beyond the sliders is met as far as they go, a grey and black not at all', () => {
  expect(neutralising([255, 40, 0]).temperature).toBe(-1);
  expect(neutralising([128, 128, 128])).toEqual({ temperature: 0, tint: 0 });
  expect(neutralising([0, 0, 0])).toEqual({ temperature: 0, tint: 0 });
});
