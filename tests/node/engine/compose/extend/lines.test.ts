import { describe, expect, it } from 'vitest';
import type { Known } from '../../../../../src/lib/engine/compose/extend/known.ts';
import { brokenLines } from '../../../../../src/lib/engine/compose/extend/lines.ts';
import { wholenessOf } from '../../../../../src/lib/engine/compose/extend/trust.ts';
import { FRAME, framed, PHOTO, stones } from './surfaces.ts';

type Colour = (x: number, y: number) => readonly [number, number, number];

const tile: Colour = (x, y) => (x % 30 < 3 || y % 30 < 3 ? [120, 120, 120] : [220, 224, 228]);
/** The same, with the half of each line that patches often lose. */
const dashed: Colour = (x, y) =>
  (x % 30 < 3 && y % 24 < 12) || (y % 30 < 3 && x % 24 < 12) ? [120, 120, 120] : [220, 224, 228];

/** A photo in its frame, and what was made around it. */
function ends(photo: Colour, made: Colour): number {
  const known: Known = {
    photo: framed(photo),
    rect: PHOTO,
    banned: new Uint8Array(FRAME.width * FRAME.height)
  };
  const rgb = new Float32Array(FRAME.width * FRAME.height * 3);
  for (let y = 0, at = 0; y < FRAME.height; y++)
    for (let x = 0; x < FRAME.width; x++, at += 3) rgb.set(made(x, y), at);
  return brokenLines(known, rgb);
}

describe('lines of what was made', () => {
  it('that go on end no more often than the photo’s', () => {
    expect(ends(tile, tile)).toBeLessThan(1.05);
    expect(wholenessOf(ends(tile, tile))).toBe(1);
  });

  it('that are broken into dashes are noticed, on one side too', () => {
    expect(ends(tile, dashed)).toBeGreaterThan(1.3);
    expect(ends(tile, (x, y) => (x < PHOTO.x ? dashed : tile)(x, y))).toBeGreaterThan(1.3);
    // It is not given up for a blur where the rest fits: a person looks at it.
    expect(wholenessOf(ends(tile, dashed))).toBeCloseTo(0.4, 5);
  });

  it('are none in what has none', () => {
    const plain: Colour = () => [200, 200, 200];
    expect(ends(plain, plain)).toBe(1);
    expect(ends(stones(), stones(2))).toBeLessThan(1.05);
  });
});
