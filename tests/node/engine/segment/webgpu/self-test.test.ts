import { beforeAll, describe, expect, it } from 'vitest';
import { isPlausible, isSame, probe } from '../../../../../src/lib/engine/segment/webgpu/self-test.ts';
import { probeModel } from '../../../../../tools/models/probe.ts';
import { runtime } from '../adapters/real-runtime.ts';

const ramp = Float32Array.from({ length: 1000 }, (_, i) => i / 1000);
const changed = (change: (value: number, i: number) => number) => ramp.map(change);

describe('two answers', () => {
  it('are the same where they differ by the rounding of 16-bit numbers', () => {
    expect(
      isSame(
        ramp,
        changed((value, i) => value + (i % 2 ? 0.003 : -0.003))
      )
    ).toBe(true);
  });

  it.each([
    ['one value is far off', (value: number, i: number) => (i === 500 ? value + 0.1 : value)],
    ['all are a little off', (value: number) => value + 0.01],
    ['one is no number', (value: number, i: number) => (i === 3 ? NaN : value)],
    ['one is all zeros', () => 0]
  ])('are not where %s', (_, change) => {
    expect(isSame(ramp, changed(change))).toBe(false);
    expect(isSame(changed(change), ramp)).toBe(false);
  });

  it('are not where one is longer', () => {
    expect(isSame(ramp, ramp.slice(1))).toBe(false);
  });
});

describe('a matte', () => {
  it.each([
    ['zeros, as a lost device may leave them', () => 0],
    ['ones', () => 1],
    ['hardly anything', () => 0.5],
    ['a value that is no number', (value: number, i: number) => (i === 999 ? NaN : value)],
    ['a value beyond 0–1', (value: number) => value * 2]
  ])('of %s is not taken', (_, change) => {
    expect(isPlausible(changed(change))).toBe(false);
  });

  it('of a product and its background is', () => {
    expect(isPlausible(ramp)).toBe(true);
  });
});

describe('the probe', () => {
  let half: Float32Array;
  let single: Float32Array;

  beforeAll(async () => {
    const answer = (isHalf: boolean) =>
      probe(runtime, async () => probeModel({ half: isHalf }) as Uint8Array<ArrayBuffer>);
    half = await answer(true);
    single = await answer(false);
  });

  it('answers with values of the whole range, so that a wrong one shows', () => {
    const mean = half.reduce((sum, value) => sum + value, 0) / half.length;
    const spread = Math.sqrt(half.reduce((sum, value) => sum + (value - mean) ** 2, 0) / half.length);
    expect(half).toHaveLength(64 * 64);
    expect(spread).toBeGreaterThan(0.2);
    expect(isPlausible(half)).toBe(true);
  });

  it('says the same with 16-bit numbers as with 32-bit ones', () => {
    expect(isSame(half, single)).toBe(true);
    expect(half).not.toEqual(single);
  });

  it('is the same file each time, and small', () => {
    expect(probeModel()).toEqual(probeModel());
    expect(probeModel().length).toBeLessThan(200_000);
  });
});
