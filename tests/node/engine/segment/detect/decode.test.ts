import { describe, expect, it } from 'vitest';
import { COCO_NAMES, type CocoName } from '../../../../../src/lib/domain/vocabulary/names.ts';
import { decode, overlap, type Maps } from '../../../../../src/lib/engine/segment/detect/decode.ts';

const SIDE = 128;
const SQUARE = { width: 512, height: 512 };

interface Dot {
  readonly name: CocoName;
  readonly x: number;
  readonly y: number;
  readonly score: number;
  /** Left, top, right, bottom. */
  readonly reach: readonly [number, number, number, number];
}

function maps(...dots: Dot[]): Maps {
  const scores = new Float32Array(COCO_NAMES.length * SIDE * SIDE);
  const reaches = new Float32Array(4 * SIDE * SIDE);
  for (const { name, x, y, score, reach } of dots) {
    scores[(COCO_NAMES.indexOf(name) * SIDE + y) * SIDE + x] = score;
    reach.forEach((far, edge) => (reaches[(edge * SIDE + y) * SIDE + x] = far));
  }
  return { side: SIDE, scores, reaches };
}

const DOG: Dot = { name: 'dog', x: 50, y: 25, score: 0.6, reach: [40, 20, 60, 80] };

describe('CenterNet’s maps', () => {
  it('a peak is a box around its cell, in network px', () => {
    const [found, ...others] = decode(maps(DOG), SQUARE, 0.3);
    expect(found).toEqual({
      name: 'dog',
      score: expect.closeTo(0.6),
      box: { x: 160, y: 80, width: 100, height: 100 }
    });
    expect(others).toEqual([]);
  });

  it('boxes are px of the photo, which lies in the top left of the square with its aspect kept', () => {
    const [wide] = decode(maps(DOG), { width: 2048, height: 1000 }, 0.3);
    expect(wide!.box).toEqual({ x: 640, y: 320, width: 400, height: 400 });
    const [tall] = decode(maps(DOG), { width: 100, height: 256 }, 0.3);
    expect(tall!.box).toEqual({ x: 80, y: 40, width: 20, height: 50 });
  });

  it('a box that lies wholly in the empty part of the square is nothing', () => {
    expect(decode(maps({ ...DOG, x: 120 }), { width: 100, height: 400 }, 0.3)).toEqual([]);
  });

  it('the most certain comes first, and nothing below the least score', () => {
    const cup: Dot = { name: 'cup', x: 100, y: 100, score: 0.9, reach: [8, 8, 8, 8] };
    const bowl: Dot = { name: 'bowl', x: 20, y: 100, score: 0.29, reach: [8, 8, 8, 8] };
    expect(decode(maps(DOG, cup, bowl), SQUARE, 0.3).map(({ name }) => name)).toEqual(['cup', 'dog']);
  });

  it('a lower neighbour is no peak, and a second peak of one name on one thing is the same thing', () => {
    const neighbour: Dot = { ...DOG, x: 51, score: 0.5 };
    const beside: Dot = { ...DOG, x: 53, score: 0.55 };
    expect(decode(maps(DOG, neighbour), SQUARE, 0.3)).toHaveLength(1);
    expect(decode(maps(DOG, beside), SQUARE, 0.3)).toHaveLength(1);
  });

  it('two things of one name that lie apart are two; a second name for one thing is told too', () => {
    const far: Dot = { ...DOG, x: 100, y: 100, score: 0.5 };
    const cat: Dot = { ...DOG, name: 'cat', score: 0.4 };
    expect(decode(maps(DOG, far, cat), SQUARE, 0.3).map(({ name }) => name)).toEqual(['dog', 'dog', 'cat']);
  });

  it('a peak at the border of the map is found', () => {
    const corner: Dot = { name: 'tv', x: 0, y: 0, score: 0.8, reach: [0, 0, 40, 20] };
    expect(decode(maps(corner), SQUARE, 0.3)[0]!.box).toEqual({ x: 0, y: 0, width: 40, height: 20 });
  });

  it('a crowd is cut at fifty', () => {
    const crowd = Array.from({ length: 80 }, (_, i): Dot => {
      const [x, y] = [4 + (i % 10) * 12, 4 + Math.floor(i / 10) * 12];
      return { name: 'person', x, y, score: 0.5, reach: [8, 8, 8, 8] };
    });
    expect(decode(maps(...crowd), SQUARE, 0.3)).toHaveLength(50);
  });
});

describe('overlap', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };

  it('is intersection ÷ union', () => {
    expect(overlap(box, box)).toBe(1);
    expect(overlap(box, { ...box, x: 5 })).toBeCloseTo(1 / 3);
    expect(overlap(box, { ...box, x: 10 })).toBe(0);
    expect(overlap({ ...box, width: 0 }, { ...box, width: 0 })).toBe(0);
  });
});
