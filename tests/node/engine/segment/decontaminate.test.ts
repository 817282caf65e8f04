import { describe, expect, it } from 'vitest';
import { decontaminate } from '../../../../src/lib/engine/segment/matte/decontaminate.ts';
import { photoOf, type Colour } from './photos.ts';

const PRODUCT: Colour = [200, 60, 40];
const GREEN: Colour = [20, 180, 60];
const SIZE = 300;

/** Product left, background right, a soft edge of 12 px between; both are blended as a lens does. */
const alphaAt = (x: number) => Math.min(1, Math.max(0, (156 - x) / 12));
const alpha = Uint8Array.from({ length: SIZE * SIZE }, (_, i) => Math.round(alphaAt(i % SIZE) * 255));
const photo = photoOf(SIZE, SIZE, (x) => {
  const a = Math.round(alphaAt(x) * 255) / 255;
  return [0, 1, 2].map((c) => a * PRODUCT[c]! + (1 - a) * GREEN[c]!) as unknown as Colour;
});

const sameBytes = (a: Uint8ClampedArray, b: Uint8ClampedArray) => a.every((byte, i) => byte === b[i]);

describe('decontaminate', () => {
  const clean = decontaminate(photo.data, alpha, SIZE, SIZE);

  it('gives a mixed edge the colour of the product alone', () => {
    for (let x = 145; x < 155; x++) {
      const at = 4 * (150 * SIZE + x);
      for (let c = 0; c < 3; c++) expect(Math.abs(clean[at + c]! - PRODUCT[c]!)).toBeLessThan(14);
    }
  });

  /** Pixels with that α whose RGBA is not `expected`. */
  const wrong = (value: number, expected: (i: number) => ArrayLike<number>) =>
    alpha.reduce((count, a, i) => {
      const [own, wanted] = [clean.subarray(4 * i, 4 * i + 4), expected(i)];
      return count + (a === value && own.some((byte, c) => byte !== wanted[c]) ? 1 : 0);
    }, 0);

  it('keeps opaque pixels bit for bit', () => {
    expect(wrong(255, (i) => photo.data.subarray(4 * i, 4 * i + 4))).toBe(0);
  });

  it('carries the matte as its alpha', () => {
    expect(alpha.every((a, i) => clean[4 * i + 3] === a)).toBe(true);
  });

  it('leaves no colour where nothing is seen', () => {
    expect(wrong(0, () => [0, 0, 0, 0])).toBe(0);
  });

  it('does not write into the photo', () => {
    const before = photo.data.slice();
    decontaminate(photo.data, alpha, SIZE, SIZE);
    expect(sameBytes(photo.data, before)).toBe(true);
  });

  it.each([
    ['nothing', 0],
    ['everything', 255],
    ['only mixed pixels', 100]
  ])('survives a matte of %s', (_what, value) => {
    const out = decontaminate(photo.data, new Uint8Array(alpha.length).fill(value), SIZE, SIZE);
    expect(out).toHaveLength(photo.data.length);
    if (value === 255) expect(sameBytes(out, photo.data)).toBe(true);
  });

  it('gives a hard edge the colour of the opaque pixels beside it, whichever they are', () => {
    // Two products side by side, above and below y = 150; the edge is 2 px wide.
    const hard = Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
      Math.round(255 * Math.min(1, Math.max(0, (151 - (i % SIZE)) / 3)))
    );
    const colourAt = (y: number): Colour => (y < 150 ? PRODUCT : [40, 60, 200]);
    const two = photoOf(SIZE, SIZE, (x, y) => {
      const a = hard[y * SIZE + x]! / 255;
      return [0, 1, 2].map((c) => a * colourAt(y)[c]! + (1 - a) * GREEN[c]!) as unknown as Colour;
    });
    const out = decontaminate(two.data, hard, SIZE, SIZE);
    for (const [y, x] of [
      [100, 149],
      [100, 150],
      [200, 149],
      [200, 150]
    ] as const) {
      const at = 4 * (y * SIZE + x);
      for (let c = 0; c < 3; c++) expect(Math.abs(out[at + c]! - colourAt(y)[c]!)).toBeLessThan(3);
    }
  });
});
