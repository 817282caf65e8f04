import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../../src/lib/engine/segment/confidence.ts';
import { networkOf } from './photos.ts';

const SIDE = 128;
const disc = (radius: number, value = 1, cx = 64, cy = 64) =>
  networkOf(SIDE, (x, y) => (Math.hypot(x - cx, y - cy) < radius ? value : 0));

describe('confidenceOf', () => {
  it('a crisp product in the middle is trusted', () => {
    expect(confidenceOf(disc(40), SIDE)).toBeGreaterThan(0.9);
  });

  it('nothing found is 0', () => {
    expect(
      confidenceOf(
        networkOf(SIDE, () => 0),
        SIDE
      )
    ).toBe(0);
  });

  it.each([
    ['faint everywhere', networkOf(SIDE, () => 0.3)],
    ['undecided', disc(40, 0.6)],
    ['a speck', disc(2)],
    ['the whole frame', networkOf(SIDE, () => 1)]
  ])('%s is flagged', (_what, matte) => {
    expect(confidenceOf(matte, SIDE)).toBeLessThan(0.5);
  });

  it('a product cut by the frame is trusted less than a whole one', () => {
    expect(confidenceOf(disc(40, 1, 20, 64), SIDE)).toBeLessThan(confidenceOf(disc(40), SIDE));
  });
});
