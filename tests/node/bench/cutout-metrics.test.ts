import { describe, expect, it } from 'vitest';
import {
  cutoutScores,
  edgeBand,
  edgeRadius,
  squaredDistance,
  whiteEdgeError
} from '../../../bench/cutout-metrics.ts';

const SIZE = 100;

/** A box of α = 255, x from `left` to 70, y 20–80. */
const box = (left = 30) => ({
  width: SIZE,
  height: SIZE,
  alpha: Uint8Array.from({ length: SIZE * SIZE }, (_, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    return x >= left && x < 70 && y >= 20 && y < 80 ? 255 : 0;
  })
});

const painted = (alpha: Uint8Array, grey: number) => {
  const rgba = new Uint8ClampedArray(alpha.length * 4).fill(grey);
  alpha.forEach((a, i) => (rgba[4 * i + 3] = a));
  return rgba;
};

describe('cutoutScores', () => {
  it('the truth itself is perfect', () => {
    expect(cutoutScores(box(), box())).toEqual({ iou: 1, mae: 0, edgeMae: 0, boundaryF: 1, sad: 0, grad: 0 });
  });

  it('counts areas exactly', () => {
    const { iou, mae, sad } = cutoutScores(box(40), box(30));
    expect(iou).toBeCloseTo(30 / 40);
    expect(mae).toBeCloseTo(600 / 10_000);
    expect(sad).toBeCloseTo(0.6);
  });

  it('a contour within the tolerance is the same contour, one outside is not', () => {
    expect(edgeRadius(box())).toBe(2);
    expect(cutoutScores(box(32), box(30)).boundaryF).toBe(1);
    expect(cutoutScores(box(40), box(30)).boundaryF).toBeLessThan(0.9);
  });

  it('an empty matte scores nothing against a product', () => {
    const empty = { ...box(), alpha: new Uint8Array(SIZE * SIZE) };
    const { iou, boundaryF } = cutoutScores(empty, box());
    expect([iou, boundaryF]).toEqual([0, 0]);
  });

  it('refuses mattes of two sizes', () => {
    expect(() => cutoutScores({ ...box(), width: 50, height: 200 }, box())).toThrow(RangeError);
  });
});

describe('edge band', () => {
  it('is the contour within twice the radius, and every soft pixel', () => {
    const truth = box();
    truth.alpha[5 * SIZE + 5] = 10;
    const band = edgeBand(truth);
    const at = (x: number, y: number) => band[y * SIZE + x];
    expect([at(30, 50), at(26, 50), at(34, 50), at(5, 5)]).toEqual([1, 1, 1, 1]);
    expect([at(25, 50), at(35, 50), at(50, 50), at(6, 5)]).toEqual([0, 0, 0, 0]);
  });

  it('distances are Euclidean', () => {
    const set = new Uint8Array(SIZE * SIZE);
    set[0] = 1;
    expect(squaredDistance(set, SIZE, SIZE)[4 * SIZE + 3]).toBe(25);
  });
});

describe('whiteEdgeError', () => {
  it('is the halo in grey levels', () => {
    const { alpha } = box();
    const band = edgeBand(box());
    expect(whiteEdgeError(painted(alpha, 100), painted(alpha, 100), band)).toBe(0);
    const all = new Uint8Array(alpha.length).fill(1);
    const solid = new Uint8Array(alpha.length).fill(255);
    expect(whiteEdgeError(painted(solid, 110), painted(solid, 100), all)).toBe(10);
  });

  it('colour under α = 0 does not count', () => {
    const none = new Uint8Array(SIZE * SIZE);
    expect(
      whiteEdgeError(
        painted(none, 0),
        painted(none, 255),
        none.map(() => 1)
      )
    ).toBe(0);
  });
});
