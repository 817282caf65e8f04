import { describe, expect, it } from 'vitest';
import type { Matte, Point } from '../../../../src/lib/domain/pixels.ts';
import { boundsOf } from '../../../../src/lib/domain/render/matrix.ts';
import { boxOf } from '../../../../src/lib/engine/compose/bounds.ts';
import { hullOf } from '../../../../src/lib/engine/compose/hull.ts';
import { inside, matteOf, noise } from './pictures.ts';

const HALF = 128;
const disc = (side: number, radius: number) =>
  matteOf(side, side, (x, y) => (Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2) < radius ? 255 : 0));

/** Above 0 where the way over `b` turns clockwise (y runs down). */
const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** All corners of the pixels that count. */
function corners({ alpha, width }: Matte): Point[] {
  return [...alpha.keys()].flatMap((p) => {
    if (alpha[p]! < HALF) return [];
    const [x, y] = [p % width, Math.floor(p / width)];
    return [
      { x, y },
      { x: x + 1, y },
      { x: x + 1, y: y + 1 },
      { x, y: y + 1 }
    ];
  });
}

function expectHull(matte: Matte): void {
  const hull = hullOf(matte, HALF);
  hull.forEach((corner, i) => {
    const [before, after] = [hull.at(i - 1)!, hull[(i + 1) % hull.length]!];
    expect(turn(before, corner, after), `${i} of ${JSON.stringify(hull)}`).toBeGreaterThan(0);
  });
  const all = corners(matte);
  const isHeld = (point: Point) => hull.every((corner, i) => turn(hull.at(i - 1)!, corner, point) >= 0);
  expect(all.every(isHeld)).toBe(true);
  expect(hull.every(({ x, y }) => all.some((point) => point.x === x && point.y === y))).toBe(true);
  expect(boundsOf(hull)).toEqual(boxOf(matte, HALF));
}

describe('hullOf', () => {
  it('of a rectangle is its four corners, clockwise', () => {
    const hull = hullOf(
      matteOf(30, 20, (x, y) => (inside({ x: 4, y: 5, width: 10, height: 6 }, x, y) ? 255 : 0)),
      HALF
    );
    const expected = [
      { x: 4, y: 5 },
      { x: 14, y: 5 },
      { x: 14, y: 11 },
      { x: 4, y: 11 }
    ];
    expect(hull).toHaveLength(4);
    expect(hull).toEqual(expect.arrayContaining(expected));
    expectHull(matteOf(30, 20, (x, y) => (inside({ x: 4, y: 5, width: 10, height: 6 }, x, y) ? 255 : 0)));
  });

  it('of one pixel is that pixel’s square, and of none is empty', () => {
    const one = matteOf(5, 5, (x, y) => (x === 2 && y === 3 ? 255 : 0));
    expect(hullOf(one, HALF)).toHaveLength(4);
    expect(boundsOf(hullOf(one, HALF))).toEqual({ x: 2, y: 3, width: 1, height: 1 });
    expect(
      hullOf(
        matteOf(5, 5, () => 127),
        HALF
      )
    ).toEqual([]);
  });

  it('counts what is at least as solid as is asked', () => {
    const soft = matteOf(9, 9, (x) => 30 * x);
    expect(boundsOf(hullOf(soft, HALF))).toEqual({ x: 5, y: 0, width: 4, height: 9 });
    expect(boundsOf(hullOf(soft, 30))).toEqual({ x: 1, y: 0, width: 8, height: 9 });
  });

  it.each([
    ['a disc', disc(80, 33)],
    ['a ring', matteOf(80, 80, (x, y) => (Math.abs(Math.hypot(x - 40, y - 40) - 30) < 3 ? 255 : 0))],
    ['a diagonal line', matteOf(40, 40, (x, y) => (x === y ? 255 : 0))],
    ['the whole picture', matteOf(12, 7, () => 255)],
    ['two things', matteOf(50, 30, (x, y) => ((x < 5 && y < 5) || (x > 40 && y > 20) ? 255 : 0))]
  ])('of %s it is convex, has no needless corner, holds every pixel and touches its box', (_what, matte) => {
    expectHull(matte);
  });

  it('of anything, likewise', () => {
    const random = noise(21);
    for (let round = 0; round < 40; round++) {
      const sparse = 200 + (round % 56);
      expectHull(matteOf(3 + (round % 17), 2 + (round % 11), () => (random() > sparse ? 255 : 0)));
    }
  });
});
