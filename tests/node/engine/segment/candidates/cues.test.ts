import { describe, expect, it } from 'vitest';
import {
  contrastOf,
  cuesOf,
  overlap,
  partsOf
} from '../../../../../src/lib/engine/segment/candidates/cues.ts';
import { middleOf, raised } from '../../../../../src/lib/engine/segment/candidates/levels.ts';
import { networkOf } from '../photos.ts';

const SIDE = 128;
const flat = new Float32Array(SIDE * SIDE);
const disc = (radius: number, cx = 64, cy = 64, value = 1) =>
  networkOf(SIDE, (x, y) => (Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < radius ? value : 0));
const cues = (plane: Float32Array) => cuesOf(plane, SIDE, flat);

describe('cuesOf', () => {
  it('a crisp disc raises no doubt', () => {
    expect(cues(disc(40))).toMatchObject({ fuzz: 0, mush: 0, scatter: 0, frame: 0 });
    expect(cues(disc(40)).coverage).toBeCloseTo((Math.PI * 1600) / SIDE ** 2, 2);
  });

  it('a soft edge is fuzzy and no mush; a half-decided product is mush', () => {
    const soft = networkOf(SIDE, (x, y) => Math.min(1, Math.max(0, (42 - Math.hypot(x - 64, y - 64)) / 4)));
    expect(cues(soft).fuzz).toBeGreaterThan(0.05);
    expect(cues(soft).mush).toBe(0);
    expect(cues(disc(40, 64, 64, 0.55)).mush).toBeGreaterThan(0.7);
  });

  it('hair is fuzzy and no mush', () => {
    const hair = networkOf(SIDE, (x, y) => (y > 60 ? 1 : x % 6 === 0 ? 0.7 : 0));
    expect(cues(hair).fuzz).toBeGreaterThan(0.05);
    expect(cues(hair).mush).toBe(0);
  });

  it('two equal discs are half scattered', () => {
    const right = disc(20, 96, 64);
    const two = disc(20, 32, 64).map((a, i) => Math.max(a, right[i]!));
    expect(cues(two).scatter).toBeCloseTo(0.5, 2);
    expect(partsOf(two, SIDE)).toHaveLength(2);
  });

  it('what leans on the frame is told by the length of the frame', () => {
    expect(cues(networkOf(SIDE, (_x, y) => (y < 64 ? 1 : 0))).frame).toBeCloseTo(0.5, 1);
  });

  it('nothing at all is all doubt', () => {
    expect(cues(flat)).toMatchObject({ fuzz: 1, mush: 1, coverage: 0, complexity: 0 });
  });

  it('an outline on the picture’s edges is better aligned than one beside them', () => {
    const picture = new Float32Array(3 * SIDE * SIDE);
    picture.set(disc(40));
    const contrast = contrastOf(picture, SIDE);
    const on = cuesOf(disc(40), SIDE, contrast).alignment;
    expect(on).toBeGreaterThan(3 * cuesOf(disc(30), SIDE, contrast).alignment);
  });

  it('a comb has a longer outline than a disc of its area', () => {
    const comb = networkOf(SIDE, (x, y) => (y > 20 && y < 100 && x % 8 < 4 ? 1 : 0));
    expect(cues(comb).complexity).toBeGreaterThan(3 * cues(disc(40)).complexity);
  });
});

it('overlap is intersection over union', () => {
  const left = networkOf(SIDE, (x) => (x < 64 ? 1 : 0));
  const middle = networkOf(SIDE, (x) => (x >= 32 && x < 96 ? 1 : 0));
  expect(overlap(left, middle)).toBeCloseTo(1 / 3, 6);
  expect(overlap(flat, flat)).toBe(1);
});

describe('levels', () => {
  it('the middle of a decided matte is 0.5', () => {
    expect(middleOf(disc(40))).toBe(0.5);
  });

  it('a faint product is raised to where it is seen; 0 and 1 stay', () => {
    const faint = networkOf(SIDE, (x, y) => (Math.hypot(x - 64, y - 64) < 40 ? 0.35 : 0.02));
    faint[0] = 1;
    const { alpha } = raised({ alpha: faint, width: SIDE, height: SIDE }, middleOf(faint));
    expect(alpha[64 * SIDE + 64]).toBeGreaterThan(0.5);
    expect(alpha[5 * SIDE + 5]).toBeLessThan(0.35);
    expect(alpha[0]).toBe(1);
  });
});
