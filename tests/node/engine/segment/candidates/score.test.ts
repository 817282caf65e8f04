import { describe, expect, it } from 'vitest';
import type { Cues } from '../../../../../src/lib/engine/segment/candidates/cues.ts';
import { dissentOf, isSure, scoreOf } from '../../../../../src/lib/engine/segment/candidates/score.ts';
import { networkOf } from '../photos.ts';

const clear: Cues = { fuzz: 0.03, mush: 0, scatter: 0, frame: 0, coverage: 0.3, complexity: 5, alignment: 3 };
const left = networkOf(64, (x) => (x < 32 ? 1 : 0));
const right = networkOf(64, (x) => (x < 32 ? 0 : 1));

describe('choosing', () => {
  it('mush, fuzz and dissent each lower the score', () => {
    const best = scoreOf(clear, 0);
    expect(scoreOf({ ...clear, mush: 0.3 }, 0)).toBeLessThan(best);
    expect(scoreOf({ ...clear, fuzz: 0.3 }, 0)).toBeLessThan(best);
    expect(scoreOf(clear, 0.3)).toBeLessThan(best);
  });

  it('of a mesh the closer look is preferred, of a plain thing it makes no difference', () => {
    const mesh = { ...clear, complexity: 60 };
    expect(scoreOf(mesh, 0, 1.6)).toBeGreaterThan(scoreOf(mesh, 0));
    expect(scoreOf(clear, 0, 1.6)).toBe(scoreOf(clear, 0));
  });

  it('dissent is measured against the decided ones; one alone has none', () => {
    const vague = { ...clear, mush: 0.95 };
    const [ofLeft] = dissentOf([
      { plane: left, cues: clear },
      { plane: left, cues: clear },
      { plane: right, cues: vague }
    ]);
    expect(ofLeft).toBeLessThan(0.1);
    expect(dissentOf([{ plane: left, cues: clear }])).toEqual([0]);
    expect(
      dissentOf([
        { plane: left, cues: clear },
        { plane: right, cues: clear }
      ])
    ).toEqual([1, 1]);
  });

  it('sure: clear, in one piece, not contradicted by another that is decided', () => {
    const matte = { plane: left, cues: clear };
    expect(isSure(matte, [])).toBe(true);
    expect(isSure(matte, [{ plane: right, cues: clear }])).toBe(false);
    expect(isSure(matte, [{ plane: right, cues: { ...clear, mush: 0.5 } }])).toBe(true);
    for (const doubt of [{ mush: 0.1 }, { fuzz: 0.4 }, { scatter: 0.4 }, { coverage: 0 }, { coverage: 1 }])
      expect(isSure({ plane: left, cues: { ...clear, ...doubt } }, [])).toBe(false);
  });
});
