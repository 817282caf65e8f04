import { describe, expect, test } from 'vitest';
import { NO_PROMPT, type Prompt } from '../../../../../src/lib/domain/document/edits/cutout.ts';
import type { Coarse } from '../../../../../src/lib/engine/segment/coarse.ts';
import { colourCandidate } from '../../../../../src/lib/engine/segment/prompt/colour.ts';
import { withHoles } from '../../../../../src/lib/engine/segment/prompt/holes.ts';
import { DIRECTIONS, minCut } from '../../../../../src/lib/engine/segment/prompt/min-cut.ts';
import { regionOf } from '../../../../../src/lib/engine/segment/prompt/region.ts';
import { settle } from '../../../../../src/lib/engine/segment/prompt/settle.ts';
import { noise, picture, type Rgba } from '../../compose/pictures.ts';

const SIDE = 200;
const PHOTO = { width: 400, height: 400 };
/** A coarse matte of half the photo's size; `paint` takes photo px. */
function coarse(paint: (x: number, y: number) => number): Coarse {
  const alpha = new Float32Array(SIDE * SIDE);
  for (let p = 0; p < alpha.length; p++) alpha[p] = paint(2 * (p % SIDE) + 1, 2 * Math.floor(p / SIDE) + 1);
  return { alpha, width: SIDE, height: SIDE };
}
const at = ({ alpha }: Coarse, x: number, y: number) => alpha[(y >> 1) * SIDE + (x >> 1)]!;
const prompt = (patch: Partial<Prompt>): Prompt => ({ ...NO_PROMPT, ...patch });
const disc = (cx: number, cy: number, r: number) => (x: number, y: number) =>
  Math.max(0, Math.min(1, (r + 1 - Math.hypot(x - cx, y - cy)) / 2));
const [left, right] = [disc(110, 200, 60), disc(290, 200, 60)];
const two = coarse((x, y) => Math.max(left(x, y), right(x, y)));

describe('regionOf', () => {
  test('a box gets a margin and stays in the photo', () => {
    expect(regionOf(prompt({ box: { x: 100, y: 50, width: 100, height: 200 } }), PHOTO)).toEqual({
      x: 88,
      y: 26,
      width: 124,
      height: 248
    });
    expect(regionOf(prompt({ box: { x: -50, y: -50, width: 900, height: 900 } }), PHOTO)).toEqual({
      x: 0,
      y: 0,
      ...PHOTO
    });
  });

  test('clicks alone, and nothing, mean the whole photo', () => {
    expect(regionOf(NO_PROMPT, PHOTO)).toBeNull();
    expect(regionOf(prompt({ include: [{ x: 3, y: 4 }] }), PHOTO)).toBeNull();
  });

  test.each([
    [{ box: { x: 500, y: 0, width: 10, height: 10 } }, 'bad-request'],
    [{ box: { x: 10, y: 10, width: 0, height: 10 } }, 'bad-request'],
    [{ box: { x: 10, y: 10, width: NaN, height: 10 } }, 'bad-request'],
    [{ include: [{ x: 401, y: 0 }] }, 'bad-request'],
    [{ exclude: [{ x: 0, y: -1 }] }, 'bad-request'],
    [{ text: 'bag' }, 'unsupported-prompt']
  ])('%o is refused', (patch, code) => {
    expect(() => regionOf(prompt(patch), PHOTO)).toThrow(expect.objectContaining({ code }));
  });
});

describe('settle', () => {
  test('without a prompt only specks go', () => {
    const speck = coarse((x, y) => Math.max(left(x, y), disc(350, 50, 1.7)(x, y)));
    const settled = settle(speck, PHOTO, NO_PROMPT);
    expect([at(settled, 110, 200), at(settled, 351, 51)]).toEqual([1, 0]);
    expect(settle(two, PHOTO, NO_PROMPT).alpha).toEqual(two.alpha);
  });

  test('of two equal things the one that is clicked stays, with its soft rim', () => {
    const settled = settle(two, PHOTO, prompt({ include: [{ x: 290, y: 190 }] }));
    expect([at(settled, 110, 200), at(settled, 290, 200)]).toEqual([0, 1]);
    const other = settle(two, PHOTO, prompt({ exclude: [{ x: 290, y: 190 }] }));
    const expected = coarse(left);
    expect(other.alpha).toEqual(expected.alpha);
  });

  test('a click on background changes nothing', () => {
    const settled = settle(two, PHOTO, prompt({ include: [{ x: 200, y: 20 }] }));
    expect([at(settled, 110, 200), at(settled, 290, 200)]).toEqual([1, 1]);
  });

  test('a neighbour that reaches into the box goes, the product that sticks out a little stays', () => {
    const box = { x: 52, y: 142, width: 200, height: 116 };
    const settled = settle(two, PHOTO, prompt({ box }));
    expect([at(settled, 110, 200), at(settled, 245, 200), at(settled, 290, 200)]).toEqual([1, 0, 0]);
    expect(at(settled, 110, 141)).toBeGreaterThan(0.9);
    expect(at(settled, 110, 280)).toBe(0);
  });

  test('a refused piece of one part is cut off at its neck', () => {
    const joined = coarse((x, y) =>
      Math.max(left(x, y), right(x, y), x > 110 && x < 290 && Math.abs(y - 200) < 12 ? 1 : 0)
    );
    for (const include of [[], [{ x: 100, y: 200 }]]) {
      const settled = settle(joined, PHOTO, prompt({ include, exclude: [{ x: 300, y: 200 }] }));
      expect([at(settled, 110, 200), at(settled, 290, 200), at(settled, 250, 200)]).toEqual([1, 0, 0]);
    }
  });
});

const random = noise(4);
const grain = (r: number, g: number, b: number): Rgba => {
  const n = (random() - 128) / 12;
  return [r + n, g + n, b + n, 255];
};
const RED: [number, number, number] = [190, 60, 50];
const GREY: [number, number, number] = [140, 150, 150];

function iou(a: Coarse, truth: (x: number, y: number) => boolean): number {
  let [both, either] = [0, 0];
  for (let p = 0; p < a.alpha.length; p++) {
    const is = a.alpha[p]! >= 0.5;
    const should = truth(2 * (p % SIDE) + 1, 2 * Math.floor(p / SIDE) + 1);
    if (is && should) both++;
    if (is || should) either++;
  }
  return both / either;
}

describe('colourCandidate', () => {
  const photo = picture(400, 400, (x, y) => grain(...(left(x, y) > 0.5 || right(x, y) > 0.5 ? RED : GREY)));
  const box = { x: 45, y: 135, width: 130, height: 130 };

  test('finds the whole of what the network is sure of in part', () => {
    const unsure = coarse((x, y) => (disc(110, 200, 20)(x, y) > 0.5 ? 1 : 0.4));
    const found = colourCandidate(photo, unsure, prompt({ box }))!;
    expect(iou(found, (x, y) => left(x, y) > 0.5)).toBeGreaterThan(0.95);
  });

  test('grows from a click on what the network missed', () => {
    const nothing = coarse(() => 0);
    const found = colourCandidate(photo, nothing, prompt({ include: [{ x: 110, y: 200 }] }))!;
    expect(at(found, 110, 150)).toBeGreaterThan(0.5);
    expect(at(found, 200, 50)).toBeLessThan(0.5);
  });

  test('says so where nothing can be learnt', () => {
    expect(
      colourCandidate(
        photo,
        coarse(() => 0.3),
        prompt({ box })
      )
    ).toBeNull();
    const all = coarse(() => 1);
    expect(colourCandidate(photo, all, NO_PROMPT)).toBeNull();
  });
});

test('the cut is the cheapest one: as trying all labels of a small grid finds', () => {
  const [width, height] = [4, 3];
  const next = noise(11);
  for (let round = 0; round < 40; round++) {
    const terminal = Float32Array.from({ length: 12 }, () => (next() - 128) / 32);
    const arcs = new Float32Array(96);
    const pairs: [number, number, number][] = [];
    for (let p = 0; p < 12; p++) {
      for (let d = 4; d < 8; d++) {
        const [dx, dy] = DIRECTIONS[d]!;
        const [x, y] = [(p % width) + dx, Math.floor(p / width) + dy];
        if (x < 0 || x >= width || y >= height) continue;
        const cost = next() / 128;
        arcs[8 * p + d] = arcs[8 * (y * width + x) + 7 - d] = cost;
        pairs.push([p, y * width + x, cost]);
      }
    }
    const costOf = (isProduct: (p: number) => boolean) =>
      pairs.reduce((sum, [p, q, cost]) => sum + (isProduct(p) === isProduct(q) ? 0 : cost), 0) +
      terminal.reduce((sum, t, p) => sum + (isProduct(p) ? Math.max(0, -t) : Math.max(0, t)), 0);
    let least = Infinity;
    for (let bits = 0; bits < 4096; bits++)
      least = Math.min(
        least,
        costOf((p) => ((bits >> p) & 1) === 1)
      );
    const label = minCut(width, terminal.slice(), arcs.slice());
    expect(costOf((p) => label[p] === 1)).toBeCloseTo(least, 3);
  }
});

describe('withHoles', () => {
  const ring = (x: number, y: number) => disc(200, 200, 120)(x, y) - disc(200, 200, 60)(x, y);
  const photo = picture(400, 400, (x, y) => grain(...(ring(x, y) > 0.5 ? RED : GREY)));
  const filled = coarse(disc(200, 200, 120));

  test('keep fills what the product encloses, cut opens what the network filled', () => {
    expect(at(withHoles(photo, coarse(ring), 'keep'), 200, 200)).toBe(1);
    expect(withHoles(photo, coarse(ring), 'keep').alpha.every((a, p) => a >= filled.alpha[p]! - 0.01)).toBe(
      true
    );
    const cut = withHoles(photo, filled, 'cut');
    expect(iou(cut, (x, y) => ring(x, y) > 0.5)).toBeGreaterThan(0.93);
  });

  test('as found, a sure network is believed, an undecided one is not', () => {
    expect(withHoles(photo, filled, 'auto').alpha).toEqual(filled.alpha);
    const unsure = coarse((x, y) => disc(200, 200, 120)(x, y) - 0.4 * disc(200, 200, 60)(x, y));
    expect(at(withHoles(photo, unsure, 'auto'), 200, 200)).toBe(0);
  });

  test('a label in the background’s colour on a product of that colour is not cut out', () => {
    const white = picture(400, 400, () => grain(230, 230, 230));
    expect(withHoles(white, filled, 'cut').alpha).toEqual(filled.alpha);
  });

  test('a pin-hole is filled', () => {
    const pin = coarse((x, y) => (x === 201 && y === 101 ? 0.2 : disc(200, 200, 120)(x, y)));
    expect(at(withHoles(photo, pin, 'auto'), 201, 101)).toBe(1);
  });
});
