import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchLadder, type Course } from '../../../../src/lib/engine/encode/search.ts';

const WEIGHTS = [1.7, 1, 0.78, 0.65, 0.57, 0.51, 0.46];

/** A picture: bytes of each rung, and the last that keeps white. */
interface Picture {
  readonly bytes: readonly number[];
  readonly lastWhite: number;
}

async function searched({ bytes, lastWhite }: Picture, course: Partial<Course>) {
  const tried: number[] = [];
  const found = await searchLadder(
    { weights: WEIGHTS, start: 1, end: WEIGHTS.length - 1, maxBytes: null, ...course },
    async (rung) => {
      tried.push(rung);
      return { bytes: bytes[rung]!, isWhite: rung <= lastWhite };
    }
  );
  return { ...found, tried };
}

const like = (bytes: number): number[] => WEIGHTS.map((weight) => Math.round(bytes * weight));

describe('searchLadder', () => {
  it('one encoding is enough where the first fits and keeps white', async () => {
    expect(await searched({ bytes: like(1000), lastWhite: 3 }, { maxBytes: 1000 })).toMatchObject({
      fit: 1,
      tried: [1]
    });
    expect(await searched({ bytes: like(1000), lastWhite: 3 }, {})).toMatchObject({ fit: 1, tried: [1] });
  });

  it('climbs for white, whatever it weighs', async () => {
    expect(await searched({ bytes: like(1000), lastWhite: 0 }, {})).toMatchObject({ fit: 0, tried: [1, 0] });
    expect(await searched({ bytes: like(1000), lastWhite: -1 }, {})).toMatchObject({
      fit: null,
      least: 0,
      tried: [1, 0]
    });
  });

  it('goes at once to where the weights say that it fits', async () => {
    expect(await searched({ bytes: like(1000), lastWhite: 6 }, { maxBytes: 580 })).toMatchObject({
      fit: 4,
      tried: [1, 4]
    });
  });

  it('says which is the lightest that keeps white where none fits', async () => {
    const found = await searched({ bytes: like(1000), lastWhite: 3 }, { maxBytes: 500 });
    expect(found).toMatchObject({ fit: null, least: 3 });
  });

  const limit = fc.integer({ min: 20_000, max: 1_200_000 });
  const lastWhite = fc.integer({ min: -1, max: 6 });
  const rightOf = (one: Picture, maxBytes: number) =>
    one.bytes.findIndex((bytes, rung) => rung >= 1 && rung <= one.lastWhite && bytes <= maxBytes);

  it('finds what fits in any picture, and tries none twice', async () => {
    const step = fc.double({ min: 0.55, max: 0.99, noNaN: true });
    const bytes = fc
      .array(step, { minLength: 6, maxLength: 6 })
      .map((steps) => steps.reduce<number[]>((all, by) => [...all, Math.round(all.at(-1)! * by)], [1e6]));
    await fc.assert(
      fc.asyncProperty(fc.record({ bytes, lastWhite }), limit, async (one, maxBytes) => {
        const { fit, least, tried } = await searched(one, { maxBytes });
        expect(new Set(tried).size).toBe(tried.length);
        const right = rightOf(one, maxBytes);
        if (fit === null) {
          expect(right).toBe(-1);
          expect(least).toBe(Math.max(0, one.lastWhite));
        } else if (right > 0) {
          expect(fit).toBeGreaterThanOrEqual(right);
          expect(one.bytes[fit]).toBeLessThanOrEqual(maxBytes);
        }
      }),
      { numRuns: 2000 }
    );
  });

  it('finds the best where rungs weigh about what is expected of them', async () => {
    const off = fc.array(fc.double({ min: -0.029, max: 0.029, noNaN: true }), { minLength: 7, maxLength: 7 });
    const bytes = off.map((by) => WEIGHTS.map((weight, rung) => Math.round(6e5 * weight * (1 + by[rung]!))));
    await fc.assert(
      fc.asyncProperty(fc.record({ bytes, lastWhite }), limit, async (one, maxBytes) => {
        const right = rightOf(one, maxBytes);
        const { fit } = await searched(one, { maxBytes });
        if (right > 0) expect(fit).toBe(right);
      }),
      { numRuns: 2000 }
    );
  });

  it('climbs as far as a picture allows that is much lighter than was expected', async () => {
    const bytes = [1_000_000, 936_567, 515_112, 283_312, 155_822, 85_702, 47_136];
    expect(await searched({ bytes, lastWhite: 6 }, { maxBytes: 283_312 })).toMatchObject({
      fit: 3,
      tried: [1, 6, 5, 4, 3]
    });
  });
});
