import { describe, expect, it } from 'vitest';
import { confidenceIn, confidenceOf } from '../../../../src/lib/engine/segment/confidence.ts';
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

  it('what is found in several parts is trusted less than a whole: it may be several products', () => {
    const other = disc(28, 1, 96, 96);
    const two = disc(30, 1, 40, 40).map((a, i) => Math.max(a, other[i]!));
    expect(confidenceOf(two, SIDE)).toBeLessThan(0.5);
  });
});

describe('confidenceIn', () => {
  const clear = { fuzz: 0.03, mush: 0.002, scatter: 0, frame: 0, coverage: 0.3, complexity: 5, alignment: 3 };

  it('candidates that agree confirm, candidates that do not cast doubt', () => {
    expect(confidenceIn(clear, 0.005)).toBeGreaterThan(0.8);
    expect(confidenceIn(clear, 0.4)).toBeLessThan(0.5);
  });

  it('hair alone casts no doubt where the candidates agree', () => {
    expect(confidenceIn({ ...clear, fuzz: 0.3 }, 0.02)).toBeGreaterThan(0.8);
  });

  it('nothing is no product, whatever else is said', () => {
    expect(confidenceIn({ ...clear, coverage: 0 }, 0)).toBe(0);
    expect(confidenceIn({ ...clear, coverage: 1 }, 0)).toBe(0);
  });
});
