import { describe, expect, it } from 'vitest';
import { edgeWidth } from '../../../../src/lib/engine/segment/matte/edges.ts';
import { refineMatte } from '../../../../src/lib/engine/segment/matte/refine.ts';
import { networkOf, photoOf, type Colour } from './photos.ts';

const SIDE = 128;
const RED: Colour = [190, 40, 30];
const BLUE: Colour = [60, 90, 160];

const ramp = (at: number, centre: number, width: number) =>
  Math.min(1, Math.max(0, 0.5 + (at + 0.5 - centre) / width));

describe('refineMatte', () => {
  it.each([
    [0, 0],
    [0.5, 128],
    [1, 255]
  ])('a matte that is %d everywhere stays so', (alpha, expected) => {
    const photo = photoOf(200, 100, (x, y) => [(x * 7) % 256, (y * 5) % 256, 90]);
    const {
      alpha: out,
      width,
      height
    } = refineMatte(
      photo,
      networkOf(SIDE, () => alpha),
      SIDE
    );
    expect([width, height, out.length]).toEqual([200, 100, 20_000]);
    expect(out.every((a) => Math.abs(a - expected) <= 1)).toBe(true);
  });

  it('moves the edge to where the colour changes, and makes it sharp there', () => {
    // The product begins at x = 200 of 384; the network puts its wide edge 6 px (2 of its own) beside it.
    const photo = photoOf(384, 384, (x) => (x < 200 ? BLUE : RED));
    const { alpha } = refineMatte(
      photo,
      networkOf(SIDE, (x) => ramp(x, 194 / 3, 4)),
      SIDE
    );
    const row = alpha.subarray(192 * 384, 193 * 384);
    expect(row[198]).toBeLessThan(64);
    expect(row[201]).toBeGreaterThan(191);
    expect(row[190]).toBe(0);
    expect(row[212]).toBe(255);
  });

  it('leaves a wide transition wide where the colour is wide too', () => {
    const mix = (t: number): Colour =>
      [0, 1, 2].map((c) => BLUE[c]! + (RED[c]! - BLUE[c]!) * t) as unknown as Colour;
    const photo = photoOf(256, 256, (x) => mix(ramp(x, 128, 60)));
    const { alpha } = refineMatte(
      photo,
      networkOf(SIDE, (x) => ramp(x, 64, 30)),
      SIDE
    );
    const row = alpha.subarray(128 * 256, 129 * 256);
    for (const x of [113, 128, 143]) expect(Math.abs(row[x]! / 255 - ramp(x, 128, 60))).toBeLessThan(0.06);
  });

  it('never finds product far from where the network saw any', () => {
    const photo = photoOf(256, 256, (x) => (x < 60 || x >= 200 ? RED : BLUE));
    const { alpha } = refineMatte(
      photo,
      networkOf(SIDE, (x) => ramp(x, 100, 3)),
      SIDE
    );
    for (let y = 0; y < 256; y++) expect(alpha[y * 256 + 30]).toBe(0);
  });

  it('what was transparent in the photo stays transparent', () => {
    const photo = photoOf(64, 64, () => RED);
    photo.data[3] = 0;
    expect(
      refineMatte(
        photo,
        networkOf(SIDE, () => 1),
        SIDE
      ).alpha.subarray(0, 2)
    ).toEqual(new Uint8Array([0, 255]));
  });

  it('tiles meet without a seam: a photo of several tiles is as one mirrored', () => {
    const shade = (x: number, y: number): Colour => (Math.hypot(x - 299.5, y - 299.5) < 200 ? RED : BLUE);
    const network = networkOf(SIDE, (x, y) => ramp(-Math.hypot(x - 63.5, y - 63.5), -200 / (600 / SIDE), 4));
    const { alpha } = refineMatte(photoOf(600, 600, shade), network, SIDE);
    const seam = alpha.findIndex((a, i) => Math.abs(a - alpha[i - 2 * (i % 600) + 599]!) > 1);
    expect(seam).toBe(-1);
  });
});

describe('edgeWidth', () => {
  it.each([2, 4, 8])('measures a ramp of %i px', (width) => {
    const measured = edgeWidth(
      networkOf(SIDE, (x) => ramp(x, 64, width)),
      SIDE
    );
    expect(measured[64 * SIDE + 64]).toBeGreaterThan(width * 0.75);
    expect(measured[64 * SIDE + 64]).toBeLessThan(width * 1.25);
  });
});
