import { describe, expect, it } from 'vitest';
import type { Point, Rect } from '../../../../src/lib/domain/pixels.ts';
import {
  boundsOf,
  clipped,
  cornersOf,
  IDENTITY_MATRIX,
  inOrder,
  inverse,
  isPlain,
  moved,
  rotation,
  scaling,
  translation,
  type Matrix3
} from '../../../../src/lib/domain/render/matrix.ts';
import { seeded } from '../samples.ts';

const P: Point = { x: 3, y: 5 };

/** Twice the signed area; above 0 where the corners run clockwise (y runs down). */
const area = (polygon: readonly Point[]): number =>
  polygon.reduce((sum, { x, y }, i) => sum + polygon.at(i - 1)!.x * y - x * polygon.at(i - 1)!.y, 0);

describe('matrices', () => {
  it('in order: the first is applied first', () => {
    expect(moved(inOrder(translation(10, 20), scaling(2)), P)).toEqual({ x: 26, y: 50 });
    expect(moved(inOrder(scaling(2), translation(10, 20)), P)).toEqual({ x: 16, y: 30 });
    expect(inOrder()).toEqual(IDENTITY_MATRIX);
  });

  it('turns clockwise as seen, because y runs down', () => {
    const { x, y } = moved(rotation(90), { x: 1, y: 0 });
    expect([x, y]).toEqual([expect.closeTo(0), expect.closeTo(1)]);
  });

  it('scaling and moving are exact, so that pixels which need no resampling are told as such', () => {
    const matrix = inOrder(scaling(1), translation(-7, 11));
    expect(matrix).toEqual([1, 0, -7, 0, 1, 11, 0, 0, 1]);
    expect(isPlain(matrix)).toBe(true);
  });

  it.each<[string, Matrix3]>([
    ['turned', rotation(1)],
    ['mirrored', scaling(-1, 1)],
    ['upside down', scaling(-1)],
    ['squeezed', scaling(1, 2)],
    ['in perspective', [1, 0, 0, 0, 1, 0, 0.001, 0, 1]]
  ])('what is %s is not plain', (_title, matrix) => {
    expect(isPlain(matrix)).toBe(false);
  });

  it('the inverse leads back', () => {
    const random = seeded(3);
    for (let round = 0; round < 500; round++) {
      const matrix = inOrder(
        translation(random() * 100, random() * -100),
        rotation(random() * 360),
        scaling(0.1 + random(), 0.1 + random()),
        [1, 0, 0, 0, 1, 0, (random() - 0.5) / 500, (random() - 0.5) / 500, 1]
      );
      const { x, y } = moved(inverse(matrix), moved(matrix, P));
      expect([x, y]).toEqual([expect.closeTo(P.x, 6), expect.closeTo(P.y, 6)]);
    }
    expect(() => inverse(scaling(0))).toThrow(RangeError);
  });
});

describe('clipped', () => {
  const RECT: Rect = { x: 10, y: 10, width: 20, height: 10 };

  it('what lies inside stays, what lies outside is gone, what holds the rectangle becomes it', () => {
    const inner = cornersOf({ x: 12, y: 12, width: 3, height: 3 });
    expect(clipped(inner, RECT)).toEqual(inner);
    expect(clipped(cornersOf({ x: 40, y: 0, width: 5, height: 50 }), RECT)).toEqual([]);
    expect(boundsOf(clipped(cornersOf({ x: -99, y: -99, width: 999, height: 999 }), RECT))).toEqual(RECT);
    expect(clipped([], RECT)).toEqual([]);
  });

  it('a triangle over a corner loses what is beyond it', () => {
    const triangle = [
      { x: 20, y: 15 },
      { x: 40, y: 15 },
      { x: 20, y: 35 }
    ];
    expect(boundsOf(clipped(triangle, RECT))).toEqual({ x: 20, y: 15, width: 10, height: 5 });
  });

  it('two rectangles keep their common part, in every position', () => {
    const random = seeded(5);
    const whole = (to: number) => Math.floor(random() * to);
    for (let round = 0; round < 2000; round++) {
      const other = { x: whole(40), y: whole(40), width: 1 + whole(30), height: 1 + whole(30) };
      const width = Math.min(30, other.x + other.width) - Math.max(10, other.x);
      const height = Math.min(20, other.y + other.height) - Math.max(10, other.y);
      const expected = width > 0 && height > 0 ? 2 * width * height : 0;
      expect(area(clipped(cornersOf(other), RECT))).toBeCloseTo(expected, 9);
    }
  });
});
