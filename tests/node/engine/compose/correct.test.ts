import { describe, expect, test } from 'vitest';
import {
  IDENTITY_CORRECTION,
  type Correction,
  type Stroke
} from '../../../../src/lib/domain/document/edits/cutout.ts';
import type { Matte } from '../../../../src/lib/domain/pixels.ts';
import { corrected } from '../../../../src/lib/engine/compose/correct.ts';
import { HeldPhoto } from '../../../../src/lib/engine/compose/held.ts';
import { nearestSeed } from '../../../../src/lib/engine/compose/nearest.ts';
import { matteOf, picture } from './pictures.ts';

const SIZE = 400;
/** A red disc of radius 100 in the middle of grey. */
const away = (x: number, y: number) => Math.hypot(x + 0.5 - 200, y + 0.5 - 200);
const photo = picture(SIZE, SIZE, (x, y) => (away(x, y) < 100 ? [200, 40, 40, 255] : [150, 150, 150, 255]));
const disc = (radius: number) =>
  matteOf(SIZE, SIZE, (x, y) => Math.round(255 * Math.max(0, Math.min(1, radius + 0.5 - away(x, y)))));
const NOTHING = matteOf(SIZE, SIZE, () => 0);

const change = (matte: Matte, patch: Partial<Correction>) =>
  corrected(photo, matte, { ...IDENTITY_CORRECTION, ...patch });
const stroke = (patch: Partial<Stroke>): Stroke => ({
  kind: 'keep',
  points: [200, 200],
  radius: 30,
  hardness: 1,
  snap: false,
  ...patch
});
const at = ({ alpha, width }: Matte, x: number, y: number) => alpha[y * width + x]!;
/** Mean difference, 0–255, of the pixels that either has as an edge or that differ. */
function difference(a: Matte, b: Matte): number {
  let [sum, count] = [0, 0];
  a.alpha.forEach((value, p) => {
    if (value === b.alpha[p] && (value === 0 || value === 255)) return;
    sum += Math.abs(value - b.alpha[p]!);
    count++;
  });
  return count === 0 ? 0 : sum / count;
}

const isSame = (a: Matte, b: Matte) => Buffer.compare(a.alpha, b.alpha) === 0;
const areaOf = ({ alpha }: Matte) => alpha.reduce((sum, a) => sum + a / 255, 0);

describe('strokes', () => {
  test('keep paints product, erase takes it, the later over the earlier, and nothing beyond the radius', () => {
    const kept = change(NOTHING, { strokes: [stroke({ points: [100, 100, 160, 100] })] });
    expect([at(kept, 130, 100), at(kept, 130, 128), at(kept, 130, 133), at(kept, 195, 100)]).toEqual([
      255, 255, 0, 0
    ]);
    const both = [stroke({ points: [100, 100, 160, 100] }), stroke({ kind: 'erase', points: [130, 100] })];
    expect(at(change(NOTHING, { strokes: both }), 130, 100)).toBe(0);
    expect(at(change(NOTHING, { strokes: both }), 80, 100)).toBe(255);
  });

  test('a soft brush fades from its hard share on', () => {
    const soft = change(NOTHING, { strokes: [stroke({ radius: 40, hardness: 0.5 })] });
    const [inner, between, outer] = [at(soft, 215, 200), at(soft, 230, 200), at(soft, 238, 200)];
    expect(inner).toBe(255);
    expect(between).toBeLessThan(200);
    expect(between).toBeGreaterThan(50);
    expect(outer).toBeLessThan(between);
  });

  test('a snapping stroke keeps up to the picture’s own edge and no farther', () => {
    const along = { points: [280, 200], radius: 50 };
    const snapped = change(NOTHING, { strokes: [stroke({ ...along, snap: true })] });
    const free = change(NOTHING, { strokes: [stroke(along)] });
    expect([at(free, 297, 200), at(free, 310, 200)]).toEqual([255, 255]);
    expect([at(snapped, 297, 200), at(snapped, 302, 200), at(snapped, 310, 200)]).toEqual([255, 0, 0]);
    const outside = stroke({ kind: 'erase', points: [320, 200], radius: 50, snap: true });
    const erased = change(disc(130), { strokes: [outside] });
    expect([at(erased, 310, 200), at(erased, 302, 200), at(erased, 297, 200)]).toEqual([0, 0, 255]);
  });

  test('strokes over the frame, of one point, and of none do no harm', () => {
    const strokes = [
      stroke({ points: [-10, -10, 410, 410], radius: 20 }),
      stroke({ points: [-500, -500] }),
      stroke({ points: [] })
    ];
    const matte = change(NOTHING, { strokes });
    expect([at(matte, 0, 0), at(matte, 399, 399), at(matte, 0, 399)]).toEqual([255, 255, 0]);
  });

  test('a held photo paints only what is new, and the same as all at once', () => {
    const strokes = [
      stroke({ points: [100, 100, 160, 100] }),
      stroke({ kind: 'erase', points: [130, 100], hardness: 0.3 }),
      stroke({ points: [280, 200], snap: true })
    ];
    const held = new HeldPhoto(photo, disc(100));
    for (const count of [1, 3, 2, 0, 3]) {
      const correction = { ...IDENTITY_CORRECTION, strokes: strokes.slice(0, count) };
      const atOnce = corrected(photo, disc(100), correction);
      expect(isSame(held.matteFor(`${count}`, correction), atOnce)).toBe(true);
    }
    expect([held.has('2'), held.has('other')]).toEqual([true, false]);
  });
});

describe('shape', () => {
  test('nothing asked changes nothing; inverting twice neither', () => {
    expect(isSame(change(disc(100), {}), disc(100))).toBe(true);
    const once = change(disc(100), { invert: true });
    expect(at(once, 200, 200)).toBe(0);
    expect(isSame(change(once, { invert: true }), disc(100))).toBe(true);
  });

  test.each([0.5, 3, 10, -0.5, -3, -20])('the edge moves by %s px and keeps its profile', (by) => {
    const [moved, wanted] = [change(disc(100), { grow: by }), disc(100 + by)];
    // Where the edge lies on average, px; and how much of its profile sampling between pixels softens.
    const off = (areaOf(moved) - areaOf(wanted)) / (2 * Math.PI * (100 + by));
    expect(Math.abs(off)).toBeLessThan(0.1);
    expect(difference(moved, wanted)).toBeLessThan(30);
  });

  test('growing and shrinking by the same returns the matte', () => {
    for (const by of [2, 7]) {
      const back = change(change(disc(80), { grow: by }), { grow: -by });
      expect(Math.abs(areaOf(back) - areaOf(disc(80))) / (2 * Math.PI * 80)).toBeLessThan(0.1);
      expect(difference(back, disc(80))).toBeLessThan(30);
    }
  });

  test('a thread grows on both sides and gets no gap', () => {
    const thread = (half: number) =>
      matteOf(SIZE, SIZE, (x) => 255 * Math.max(0, Math.min(1, half + 0.5 - Math.abs(x + 0.5 - 200))));
    expect(difference(change(thread(1.5), { grow: 4 }), thread(5.5))).toBeLessThan(12);
  });

  test('feather is a Gaussian: it spreads as far as its σ says', () => {
    const half = matteOf(SIZE, SIZE, (x) => (x < 200 ? 255 : 0));
    for (const sigma of [1.5, 8, 30]) {
      const soft = change(half, { feather: sigma });
      // Φ(−1) = 0.1587
      expect(at(soft, Math.round(199.5 + sigma), 10) / 255).toBeCloseTo(0.1587, 1);
      expect(Math.abs(at(soft, 199, 10) + at(soft, 200, 10) - 255)).toBeLessThanOrEqual(2);
    }
  });

  test('smooth takes teeth off an outline and leaves its straight parts', () => {
    const saw = matteOf(SIZE, SIZE, (x, y) => (y < 200 + (x % 6 < 3 ? 3 : 0) ? 255 : 0));
    const smooth = change(saw, { smooth: 12 });
    const heights = Array.from({ length: 100 }, (_, i) => {
      let sum = 0;
      for (let y = 0; y < SIZE; y++) sum += at(smooth, 150 + i, y) / 255;
      return sum;
    });
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.6);
    expect(heights[0]).toBeCloseTo(201.5, 0);
    expect(difference(change(disc(100), { smooth: 4 }), disc(100))).toBeLessThan(20);
  });

  test('the order is strokes, invert, smooth, grow, feather', () => {
    const strokes = [stroke({ points: [60, 60] })];
    const all = { strokes, invert: true, smooth: 3, grow: 4, feather: 2 };
    const steps = [{ strokes }, { invert: true }, { smooth: 3 }, { grow: 4 }, { feather: 2 }];
    const oneByOne = steps.reduce((matte: Matte, step) => change(matte, step), disc(100));
    expect(isSame(change(disc(100), all), oneByOne)).toBe(true);
  });

  test('a picture of one pixel bears everything', () => {
    const one = matteOf(1, 1, () => 255);
    const dot = picture(1, 1, () => [1, 2, 3, 255]);
    const correction = { strokes: [stroke({ snap: true })], invert: false, smooth: 3, grow: -2, feather: 5 };
    expect(corrected(dot, one, correction).alpha).toEqual(new Uint8Array([255]));
  });
});

test('the nearest seed is the one that trying all finds', () => {
  const width = 37;
  const seed = new Uint8Array(width * 23);
  for (let p = 5; p < seed.length; p += 61 + (p % 7)) seed[p] = 1;
  const found = nearestSeed(seed, width);
  const distance = (p: number, q: number) =>
    ((p % width) - (q % width)) ** 2 + (Math.floor(p / width) - Math.floor(q / width)) ** 2;
  const seeds = [...seed.keys()].filter((p) => seed[p]);
  for (let p = 0; p < seed.length; p++) {
    expect(distance(p, found[p]!)).toBe(Math.min(...seeds.map((q) => distance(p, q))));
  }
  expect([...nearestSeed(new Uint8Array(6), 3)]).toEqual([-1, -1, -1, -1, -1, -1]);
});
