import { describe, expect, it } from 'vitest';
import { agree } from '../../../../../src/lib/engine/segment/matte/kind.ts';
import { latticeOf } from '../../../../../src/lib/engine/segment/matte/lattice.ts';
import { trimapOf } from '../../../../../src/lib/engine/segment/matte/trimap.ts';
import { coarseOf, photoOf } from '../photos.ts';

/** A photo whose product ends at x = 128 all the way down: 256 squares of edge. */
const lattice = latticeOf(
  photoOf(256, 256, () => [90, 90, 90]),
  coarseOf(256, (x) => Math.min(1, Math.max(0, 0.5 + (x - 127.5) / 4)))
);
const trimap = trimapOf(lattice);

/** What is agreed on at row `y` of the edge, where every window between the rows `from` and `to` calls itself soft. */
function agreedAt(y: number, from: number, to: number): number {
  const soft = lattice.alpha.map((_, i) => (i >= from * 256 && i < to * 256 ? 1 : 0));
  agree(soft, lattice, trimap);
  return soft[y * 256 + 128]!;
}

describe('agree', () => {
  it('takes a short stretch that looks like hair for hard, as the rest of the edge is', () => {
    for (const y of [10, 128, 133, 250]) expect(agreedAt(y, 128, 138)).toBe(0);
  });

  it('takes an edge that is hair by three quarters for hair, gaps in it too', () => {
    const soft = lattice.alpha.map((_, i) => (Math.floor(i / 256 / 8) % 4 === 0 ? 0 : 1));
    agree(soft, lattice, trimap);
    for (const y of [4, 12, 128, 250]) expect(soft[y * 256 + 128]).toBe(1);
  });

  it('takes an edge of which a third looks like hair for hard: texture and blur do too', () => {
    for (const y of [10, 40, 128, 250]) expect(agreedAt(y, 0, 85)).toBeLessThan(0.05);
  });

  it('is softer in the region that says so than far from it', () => {
    expect(agreedAt(64, 0, 128)).toBeGreaterThan(agreedAt(250, 0, 128));
  });

  it('survives a matte without an edge', () => {
    const blank = latticeOf(
      photoOf(16, 16, () => [90, 90, 90]),
      coarseOf(16, () => 0)
    );
    const soft = new Float32Array(256).fill(1);
    agree(soft, blank, trimapOf(blank));
    expect(soft.every((s) => s === 0)).toBe(true);
  });
});
