import { describe, expect, test } from 'vitest';
import { heat } from '../../../src/lib/ui/editor/doubt-overlay.ts';
import { simplified, strokesOf, type BrushTip } from '../../../src/lib/ui/editor/brush/strokes.ts';
import { inside, photoMap, toSource, toStage } from '../../../src/lib/ui/editor/photo-map.ts';
import {
  boxBetween,
  HANDLES,
  handlePoint,
  resized,
  widened,
  type Handle
} from '../../../src/lib/ui/editor/pick/box.ts';

const SIZE = { width: 400, height: 300 };

describe('where the photo lies in the stage', () => {
  const rect = { x: 20, y: 10, width: 200, height: 150 };

  test('shown by itself it fills what is shown', () => {
    const map = photoMap(rect, SIZE, null);
    expect(map).toEqual({ origin: { x: 20, y: 10 }, scale: 0.5 });
    expect(toSource(map, { x: 120, y: 85 })).toEqual({ x: 200, y: 150 });
  });

  test('placed in a frame it is moved and scaled with it', () => {
    const placement = {
      frame: { width: 1000, height: 1000 },
      scale: 2,
      offsetX: 100,
      offsetY: -50,
      enlarged: 2
    };
    const map = photoMap({ x: 0, y: 0, width: 500, height: 500 }, placement.frame, placement);
    expect(map).toEqual({ origin: { x: 50, y: -25 }, scale: 1 });
  });

  test('there and back is the same place', () => {
    const map = photoMap(rect, SIZE, null);
    const point = { x: 33.3, y: 271.9 };
    const back = toSource(map, toStage(map, point));
    expect(back.x).toBeCloseTo(point.x, 9);
    expect(back.y).toBeCloseTo(point.y, 9);
  });

  test('a point is kept on the picture, its far edges left out', () => {
    expect(inside({ x: -5, y: 150 }, SIZE)).toEqual({ x: 0, y: 150 });
    const far = inside({ x: 999, y: 999 }, SIZE);
    expect(far.x).toBeLessThan(400);
    expect(far.y).toBeLessThan(300);
  });
});

describe('boxes', () => {
  test('drawn from any corner to any other it is the same box', () => {
    const box = { x: 10, y: 20, width: 30, height: 40 };
    const corners = [
      [10, 20, 40, 60],
      [40, 60, 10, 20],
      [40, 20, 10, 60]
    ] as const;
    for (const [ax, ay, bx, by] of corners) {
      expect(boxBetween({ x: ax, y: ay }, { x: bx, y: by }, SIZE)).toEqual(box);
    }
  });

  test('reaching out of the picture it is cut to it, and never empty', () => {
    expect(boxBetween({ x: -50, y: -50 }, { x: 9999, y: 9999 }, SIZE)).toEqual({ x: 0, y: 0, ...SIZE });
    const speck = boxBetween({ x: 9999, y: 9999 }, { x: 9999, y: 9999 }, SIZE);
    expect(speck).toEqual({ x: 399, y: 299, width: 1, height: 1 });
  });

  test.each(HANDLES)('the handle %s moves its own sides alone', (handle: Handle) => {
    const box = { x: 100, y: 100, width: 100, height: 100 };
    const from = handlePoint(box, handle);
    const moved = resized(box, handle, { x: from.x + 7, y: from.y + 9 }, SIZE);
    const sides = { w: moved.x, n: moved.y, e: moved.x + moved.width, s: moved.y + moved.height };
    expect(sides).toEqual({
      w: handle.includes('w') ? 107 : 100,
      n: handle.includes('n') ? 109 : 100,
      e: handle.includes('e') ? 207 : 200,
      s: handle.includes('s') ? 209 : 200
    });
  });

  test('a side dragged past the other turns the box over', () => {
    const box = { x: 100, y: 100, width: 50, height: 50 };
    expect(resized(box, 'e', { x: 80, y: 0 }, SIZE)).toEqual({ x: 80, y: 100, width: 20, height: 50 });
  });

  test('widened by a share it stays in the picture', () => {
    expect(widened({ x: 100, y: 100, width: 100, height: 100 }, 0.1, SIZE)).toEqual({
      x: 90,
      y: 90,
      width: 120,
      height: 120
    });
    expect(widened({ x: 0, y: 0, ...SIZE }, 1, SIZE)).toEqual({ x: 0, y: 0, ...SIZE });
  });
});

describe('strokes', () => {
  const tip: BrushTip = { kind: 'keep', radius: 10, hardness: 0.8, snap: true };
  const line = (count: number, pressure = 1) =>
    Array.from({ length: count }, (_, x) => ({ x, y: 0, pressure }));

  test('a straight line is its two ends', () => {
    expect(simplified(line(500), 0.3)).toEqual([
      { x: 0, y: 0, pressure: 1 },
      { x: 499, y: 0, pressure: 1 }
    ]);
  });

  test('no place of a curve lies further off its simplification than the tolerance', () => {
    const curve = Array.from({ length: 400 }, (_, i) => ({ x: i, y: 40 * Math.sin(i / 30) }));
    const few = simplified(curve, 0.3);
    expect(few.length).toBeLessThan(80);
    for (const { x, y } of curve) {
      const next = few.findIndex((point) => point.x >= x);
      const [a, b] = [few[Math.max(0, next - 1)]!, few[next]!];
      const share = b.x === a.x ? 0 : (x - a.x) / (b.x - a.x);
      expect(Math.abs(y - (a.y + share * (b.y - a.y)))).toBeLessThan(0.5);
    }
  });

  test('a dab is one point', () => {
    expect(strokesOf([{ x: 3.14159, y: 2, pressure: 1 }], tip, 0.3)).toEqual([{ ...tip, points: [3.1, 2] }]);
    expect(strokesOf([], tip, 0.3)).toEqual([]);
  });

  test('where the pressure changes a new stroke begins at the place the last one ended', () => {
    const strokes = strokesOf([...line(10, 1), { x: 10, y: 0, pressure: 0.5 }], tip, 0.3);
    expect(strokes.map(({ points, radius }) => ({ points, radius }))).toEqual([
      { points: [0, 0, 9, 0], radius: 10 },
      { points: [9, 0, 10, 0], radius: 6 }
    ]);
  });

  test('a stroke longer than a document allows is cut in two that touch', () => {
    const zigzag = Array.from({ length: 5000 }, (_, x) => ({ x, y: 9 * (x % 2), pressure: 1 }));
    const [first, second] = strokesOf(zigzag, tip, 0.3);
    expect(first!.points.length).toBeLessThanOrEqual(2 * 4096);
    expect(second!.points.slice(0, 2)).toEqual(first!.points.slice(-2));
    expect(second!.points.slice(-2)).toEqual([4999, 9]);
  });
});

test('doubt is clear where there is none and opaque where there is most', () => {
  const data = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255]);
  heat(data);
  expect(data[3]).toBe(0);
  expect(data[7]).toBe(255);
  expect(data[4]).toBeGreaterThan(200);
});
