import { describe, expect, it } from 'vitest';
import type { Matte, Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { refineMatte } from '../../../../../src/lib/engine/segment/matte/refine.ts';
import { coarseOf, photoOf, type Colour } from '../photos.ts';

const SIDE = 128;
const RED: Colour = [190, 40, 30];
const BLUE: Colour = [60, 90, 160];

const clampUnit = (value: number) => Math.min(1, Math.max(0, value));
const ramp = (at: number, centre: number, width: number) => clampUnit(0.5 + (at + 0.5 - centre) / width);
const mix = (t: number, inside: Colour = RED, outside: Colour = BLUE): Colour =>
  [0, 1, 2].map((c) => outside[c]! + (inside[c]! - outside[c]!) * t) as unknown as Colour;
const row = ({ alpha, width }: Matte, y: number) => alpha.subarray(y * width, (y + 1) * width);
/** A texture without a direction, the same each time: −1…1. */
const grain = (x: number, y: number) => {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
};
const textured = (colour: Colour, x: number, y: number, by: number): Colour =>
  colour.map((c) => c + by * grain(x, y)) as unknown as Colour;

describe('refineMatte', () => {
  it.each([
    [0, 0],
    [0.5, 128],
    [1, 255]
  ])('a matte that is %d everywhere stays so', (alpha, expected) => {
    const photo = photoOf(200, 100, (x, y) => [(x * 7) % 256, (y * 5) % 256, 90]);
    const out = refineMatte(
      photo,
      coarseOf(SIDE, () => alpha)
    );
    expect([out.width, out.height, out.alpha.length]).toEqual([200, 100, 20_000]);
    expect(out.alpha.every((a) => Math.abs(a - expected) <= 1)).toBe(true);
  });

  it('moves the edge to where the colour changes, and makes it sharp there', () => {
    // The product begins at x = 200 of 384; the network puts its wide edge 6 px (2 of its own) beside it.
    const photo = photoOf(384, 384, (x) => (x < 200 ? BLUE : RED));
    const found = row(
      refineMatte(
        photo,
        coarseOf(SIDE, (x) => ramp(x, 194 / 3, 4))
      ),
      192
    );
    expect(found[198]).toBeLessThan(64);
    expect(found[201]).toBeGreaterThan(191);
    expect(found[190]).toBe(0);
    expect(found[212]).toBe(255);
  });

  it.each([0, 0.25, 0.5, 0.75])(
    'places a disc shifted by %d px, on texture, to a fraction of a px',
    (shift) => {
      const size = 512;
      const truth = (x: number, y: number) =>
        clampUnit(0.5 + 150 - Math.hypot(x + 0.5 - 256 - shift, y + 0.5 - 256 + shift / 2));
      const photo = photoOf(size, size, (x, y) =>
        mix(truth(x, y), textured(RED, x, y, 12), textured(BLUE, x, y, 12))
      );
      // A coarse sample is 4 px, its ramp 3 samples wide.
      const coarse = coarseOf(SIDE, (x, y) => clampUnit(0.5 + (37.5 - Math.hypot(x - 63.5, y - 63.5)) / 3));
      const { alpha } = refineMatte(photo, coarse);
      let [error, count, area] = [0, 0, 0];
      alpha.forEach((a, i) => {
        const [x, y] = [i % size, Math.floor(i / size)];
        area += a / 255 - truth(x, y);
        if (Math.abs(Math.hypot(x - 256, y - 256) - 150) > 4) return;
        error += Math.abs(a / 255 - truth(x, y));
        count++;
      });
      expect(error / count).toBeLessThan(0.06);
      // Too large or too small by less than a quarter of a px all round.
      expect(Math.abs(area)).toBeLessThan(0.25 * 2 * Math.PI * 150);
    }
  );

  it('draws an unsharp edge as wide as the picture has it, though the network draws it narrower', () => {
    const photo = photoOf(384, 384, (x) => mix(ramp(x, 200, 9)));
    const found = row(
      refineMatte(
        photo,
        coarseOf(SIDE, (x) => ramp(x, 200 / 3, 2))
      ),
      192
    );
    for (const x of [197, 200, 202]) expect(Math.abs(found[x]! / 255 - ramp(x, 200, 9))).toBeLessThan(0.12);
  });

  it('draws a sharp slanted edge with every grey between, not in steps', () => {
    const truth = (x: number, y: number) => clampUnit(0.5 + (x + 0.5 - 150 - 0.3 * y) * 0.95);
    const photo = photoOf(384, 384, (x, y) => mix(truth(x, y)));
    const { alpha } = refineMatte(
      photo,
      coarseOf(SIDE, (x, y) => ramp(x, 50 + 0.3 * y, 3))
    );
    let error = 0;
    for (let y = 40; y < 344; y++) {
      const edge = Math.floor(150 + 0.3 * y);
      for (let x = edge - 2; x <= edge + 2; x++)
        error = Math.max(error, Math.abs(alpha[y * 384 + x]! / 255 - truth(x, y)));
    }
    expect(error).toBeLessThan(0.3);
  });

  it('an edge between like colours does not fray', () => {
    // The sides differ by a third of their grain.
    const inside: Colour = [150, 110, 70];
    const outside: Colour = [144, 105, 66];
    const photo = photoOf(384, 384, (x, y) => textured(x < 200 ? outside : inside, x, y, 18));
    const { alpha } = refineMatte(
      photo,
      coarseOf(SIDE, (x) => ramp(x, 200 / 3, 3))
    );
    // Where the contour crosses each row, px; how far it jumps from one row to the next.
    const crossings = Array.from({ length: 300 }, (_, y) => {
      const line = row({ alpha, width: 384, height: 384 }, y + 42);
      return 384 - line.reduce((sum, a) => sum + a / 255, 0);
    });
    const jumps = crossings.slice(1).map((at, y) => Math.abs(at - crossings[y]!));
    expect(Math.max(...jumps)).toBeLessThan(0.8);
    expect(jumps.reduce((a, b) => a + b, 0) / jumps.length).toBeLessThan(0.2);
    for (const at of crossings) expect(Math.abs(at - 200)).toBeLessThan(4);
  });

  it('leaves a wide transition wide where the colour is wide too', () => {
    const photo = photoOf(256, 256, (x) => mix(ramp(x, 128, 60)));
    const found = row(
      refineMatte(
        photo,
        coarseOf(SIDE, (x) => ramp(x, 64, 30))
      ),
      128
    );
    for (const x of [113, 128, 143]) expect(Math.abs(found[x]! / 255 - ramp(x, 128, 60))).toBeLessThan(0.06);
  });

  it('reads hair that the network blurred from the colours', () => {
    // Hairs 2 px wide, 8 apart, 60 px long: the network sees one ramp.
    const hair = (x: number, y: number) => (x < 140 ? 1 : x < 200 && y % 8 < 2 ? 0.9 : 0);
    const photo = photoOf(320, 320, (x, y) => mix(hair(x, y)));
    const coarse = coarseOf(SIDE, (x) => clampUnit(1 - (x - 54) / 28));
    const { alpha } = refineMatte(photo, coarse);
    const at = (x: number, y: number) => alpha[y * 320 + x]! / 255;
    expect(at(170, 160)).toBeGreaterThan(0.7);
    expect(at(170, 164)).toBeLessThan(0.15);
  });

  it('keeps the network’s edge, steeper, where both sides look alike', () => {
    const photo = photoOf(384, 384, (x, y) => textured(RED, x, y, 8));
    const found = row(
      refineMatte(
        photo,
        coarseOf(SIDE, (x) => ramp(x, 64, 3))
      ),
      192
    );
    expect(found[188]).toBeLessThan(40);
    expect(found[195]).toBeGreaterThan(215);
  });

  it('never finds product far from where the network saw any', () => {
    const photo = photoOf(256, 256, (x) => (x < 60 || x >= 200 ? RED : BLUE));
    const { alpha } = refineMatte(
      photo,
      coarseOf(SIDE, (x) => ramp(x, 100, 3))
    );
    for (let y = 0; y < 256; y++) expect(alpha[y * 256 + 30]).toBe(0);
  });

  it('leaves a pane the network sees through as it is', () => {
    const photo = photoOf(384, 384, (x, y) => textured(BLUE, x, y, 20));
    const { alpha } = refineMatte(
      photo,
      coarseOf(SIDE, () => 0.6)
    );
    expect(alpha.every((a) => Math.abs(a - 153) < 8)).toBe(true);
  });

  it('what was transparent in the photo stays transparent', () => {
    const photo = photoOf(64, 64, () => RED);
    photo.data[3] = 0;
    photo.data[7] = 100;
    const { alpha } = refineMatte(
      photo,
      coarseOf(SIDE, () => 1)
    );
    expect([...alpha.subarray(0, 3)]).toEqual([0, 100, 255]);
  });

  it('tiles meet without a seam: a photo of several tiles is as one mirrored', () => {
    const shade = (x: number, y: number): Colour => (Math.hypot(x - 299.5, y - 299.5) < 200 ? RED : BLUE);
    const coarse = coarseOf(SIDE, (x, y) => ramp(-Math.hypot(x - 63.5, y - 63.5), -200 / (600 / SIDE), 4));
    const { alpha } = refineMatte(photoOf(600, 600, shade), coarse);
    const seam = alpha.findIndex((a, i) => Math.abs(a - alpha[i - 2 * (i % 600) + 599]!) > 1);
    expect(seam).toBe(-1);
  });

  const same = (photo: Pixels, width: number, height: number) =>
    refineMatte(photo, { width, height, alpha: new Float32Array(width * height).fill(1) });

  it.each([
    ['one px', 1, 1, 1024, 1024],
    ['a panorama of 20:1', 2000, 100, 256, 256],
    ['a coarse matte of another aspect', 300, 200, 77, 131],
    ['a coarse matte of one sample', 50, 40, 1, 1]
  ])('survives %s', (_what, width, height, cw, ch) => {
    const { alpha } = same(
      photoOf(width, height, () => RED),
      cw,
      ch
    );
    expect(alpha).toHaveLength(width * height);
    expect(alpha.every((a) => a === 255)).toBe(true);
  });
});
