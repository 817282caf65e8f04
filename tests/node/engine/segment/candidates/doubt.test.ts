import { describe, expect, it } from 'vitest';
import { CUE_SIDE } from '../../../../../src/lib/engine/segment/candidates/cues.ts';
import { doubtOf } from '../../../../../src/lib/engine/segment/candidates/doubt.ts';
import type { Ranked } from '../../../../../src/lib/engine/segment/candidates/search.ts';
import { coarseOf, networkOf } from '../photos.ts';

const SIDE = 256;
const region = { x: 0, y: 0, width: SIDE, height: SIDE };
const cues = { fuzz: 0, mush: 0, scatter: 0, frame: 0, coverage: 0.3, complexity: 4, alignment: 3 };

type Alpha = (x: number, y: number) => number;
const disc: Alpha = (x, y) => (Math.hypot(x - 128, y - 128) < 70 ? 1 : 0);
const withTail: Alpha = (x, y) => (disc(x, y) || (x > 180 && y > 110 && y < 150) ? 1 : 0);

const ranked = (alpha: Alpha, score = 0.9): Ranked => ({
  score,
  dissent: 0,
  contender: {
    id: 'made up',
    detail: 1,
    cues,
    plane: networkOf(CUE_SIDE, (x, y) => alpha((x * SIDE) / CUE_SIDE, (y * SIDE) / CUE_SIDE)),
    coarse: () => coarseOf(SIDE, alpha)
  }
});
const matte = (alpha: Alpha) => ({
  width: SIDE,
  height: SIDE,
  alpha: Uint8Array.from(networkOf(SIDE, alpha), (a) => Math.round(255 * a))
});

describe('doubtOf', () => {
  it('is 0 everywhere where all agree and refinement changes nothing', () => {
    const { alpha } = doubtOf(matte(disc), coarseOf(SIDE, disc), region, [ranked(disc), ranked(disc)]);
    expect(Math.max(...alpha)).toBe(0);
  });

  it('shows what another candidate saw, and nothing else', () => {
    const { alpha } = doubtOf(matte(disc), coarseOf(SIDE, disc), region, [ranked(disc), ranked(withTail)]);
    expect(alpha[130 * SIDE + 230]).toBeGreaterThan(200);
    expect(alpha[128 * SIDE + 128]).toBe(0);
    expect(alpha[20 * SIDE + 20]).toBe(0);
  });

  it('what a poor candidate saw does not count', () => {
    const poor = ranked(withTail, 0.3);
    const { alpha } = doubtOf(matte(disc), coarseOf(SIDE, disc), region, [ranked(disc), poor]);
    expect(Math.max(...alpha)).toBe(0);
  });

  it('shows where the network was undecided without an edge being there', () => {
    const half: Alpha = (x, y) => (disc(x, y) && y > 128 ? 0.5 : disc(x, y));
    const { alpha } = doubtOf(matte(half), coarseOf(SIDE, half), region, [ranked(half)]);
    expect(alpha[160 * SIDE + 128]).toBeGreaterThan(200);
    expect(alpha[90 * SIDE + 128]).toBe(0);
  });

  it('shows where refinement went against the network', () => {
    const { alpha } = doubtOf(matte(withTail), coarseOf(SIDE, disc), region, [ranked(disc)]);
    expect(alpha[130 * SIDE + 230]).toBeGreaterThan(200);
  });

  it('has the photo’s aspect and at most 1024 px', () => {
    const wide = { width: 3000, height: 150, alpha: new Uint8Array(3000 * 150) };
    const frame = { x: 0, y: 0, width: 3000, height: 150 };
    const map = doubtOf(
      wide,
      coarseOf(SIDE, () => 0),
      frame,
      [ranked(() => 0)]
    );
    expect([map.width, map.height, map.alpha.length]).toEqual([1024, 51, 1024 * 51]);
  });
});
