import { describe, expect, it } from 'vitest';
import { isAlsoFor } from '../../../src/lib/pipeline/pressed.ts';

const tried = (...bytes: number[]) => bytes.map((each) => ({ quality: 90, bytes: each, whiteMin: 255 }));
const goals = (required: number | null, recommended: number | null = null) => ({ required, recommended });

describe('a file that was pressed for one channel', () => {
  it('is what another would get where no limit had a say', () => {
    expect(isAlsoFor({ goals: goals(10_000_000), tried: tried(300_000) }, goals(null, 5_000_000))).toBe(true);
    expect(isAlsoFor({ goals: goals(null), tried: tried(300_000, 400_000) }, goals(400_000))).toBe(true);
  });

  it('is not where it, or what was tried on the way to it, is over a limit of either', () => {
    expect(isAlsoFor({ goals: goals(null), tried: tried(300_000) }, goals(200_000))).toBe(false);
    expect(isAlsoFor({ goals: goals(null), tried: tried(300_000) }, goals(null, 200_000))).toBe(false);
    expect(isAlsoFor({ goals: goals(200_000), tried: tried(300_000, 150_000) }, goals(null))).toBe(false);
  });

  it('is for the same goals, whatever was tried', () => {
    expect(isAlsoFor({ goals: goals(200_000, 1), tried: tried(300_000, 150_000) }, goals(200_000, 1))).toBe(
      true
    );
  });
});
