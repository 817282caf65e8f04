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

  it('MAE and edge MAE are the mean of |Δα| over the frame and over the band', () => {
    // Every α of the product is 51 too low: 0.2 on 40 × 60 of 100 × 100 px.
    const faint = { ...box(), alpha: box().alpha.map((a) => (a === 255 ? 204 : 0)) };
    const { mae, edgeMae, sad, iou } = cutoutScores(faint, box());
    expect(mae).toBeCloseTo((0.2 * 2400) / 10_000);
    expect(sad).toBeCloseTo((0.2 * 2400) / 1000);
    expect(iou).toBe(1);
    const band = edgeBand(box());
    const [inBand, product] = box().alpha.reduce(
      ([all, own], a, i) => [all! + band[i]!, own! + (a === 255 ? band[i]! : 0)],
      [0, 0]
    );
    // The rings 0 to 4 px inside the contour: 40 × 60 less 30 × 50.
    expect(product).toBe(40 * 60 - 30 * 50);
    expect(edgeMae).toBeCloseTo((0.2 * product!) / inBand!);
  });

  it('boundary F is the harmonic mean of precision and recall', () => {
    // The truth's left half alone: of its 60 + 2 × 19 + 58 contour px, the cut side lies far from the truth's contour.
    const half = {
      ...box(),
      alpha: box().alpha.map((a, i) => (i % SIZE < 50 ? a : 0))
    };
    const precise = (60 + 2 * 18 + 2 * 3) / (60 + 2 * 18 + 60);
    const { boundaryF } = cutoutScores(half, box());
    // Found of the truth: left side, and top and bottom up to 2 px past the cut.
    const recalled = (60 + 2 * 21) / (60 + 60 + 2 * 38);
    expect(boundaryF).toBeCloseTo((2 * precise * recalled) / (precise + recalled), 10);
  });

  it('Grad of one pixel against nothing is the energy of both kernels: 1 + 1', () => {
    const dot = { ...box(), alpha: new Uint8Array(SIZE * SIZE) };
    const empty = { ...dot, alpha: dot.alpha.slice() };
    dot.alpha[50 * SIZE + 50] = 255;
    expect(cutoutScores(dot, empty).grad * 1000).toBeCloseTo(2, 4);
  });

  it('Grad of a straight step is 4 √π σ³ a px of its length', () => {
    const [width, height] = [60, 40];
    const step = {
      width,
      height,
      alpha: Uint8Array.from({ length: width * height }, (_, i) => (i % width >= 30 ? 255 : 0))
    };
    const { grad } = cutoutScores({ ...step, alpha: new Uint8Array(width * height) }, step);
    // The formula is the integral; the sampled, cut-off kernels come within 3 % of it.
    const whole = height * 4 * Math.sqrt(Math.PI) * 1.4 ** 3;
    expect(Math.abs((grad * 1000) / whole - 1)).toBeLessThan(0.03);
  });

  it('soft truth widens the band by its soft pixels', () => {
    const truth = box();
    for (let x = 80; x < 90; x++) truth.alpha[10 * SIZE + x] = 128 - 26;
    const { edgeMae } = cutoutScores(box(), truth);
    const band = edgeBand(box()).reduce((sum, on) => sum + on, 0);
    expect(edgeMae).toBeCloseTo((10 * 102) / 255 / (band + 10));
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

  it('takes colour and coverage together: half a black edge over white', () => {
    // α 51 (0.2) of black is 204 on white; the truth's α 102 (0.4) of grey 128 is 204.2 on white.
    const [ours, truth] = [new Uint8ClampedArray([0, 0, 0, 51]), new Uint8ClampedArray([128, 128, 128, 102])];
    expect(whiteEdgeError(ours, truth, new Uint8Array([1]))).toBeCloseTo(0.2);
    expect(whiteEdgeError(ours, truth, new Uint8Array([0]))).toBe(0);
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
