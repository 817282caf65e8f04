import { describe, expect, test } from 'vitest';
import { IDENTITY_CROP, type CropEdit } from '../../../src/lib/domain/document/edits/crop.ts';
import { cropMatrix } from '../../../src/lib/domain/render/crop.ts';
import { cornersOf, inverse, moved } from '../../../src/lib/domain/render/matrix.ts';
import type { Rect } from '../../../src/lib/domain/pixels.ts';
import { broughtInside, isInside, largestInside, pictureArea } from '../../../src/lib/ui/editor/crop/area.ts';
import { dragged, inRatio, shifted } from '../../../src/lib/ui/editor/crop/kept.ts';
import {
  keeping,
  keptOf,
  mirrored,
  quarterTurned,
  reshaped,
  wholePlane
} from '../../../src/lib/ui/editor/crop/turning.ts';
import { HANDLES } from '../../../src/lib/ui/editor/pick/box.ts';

const SIZE = { width: 400, height: 300 };
const WHOLE = { x: 0, y: 0, ...SIZE };
const crop = (fields: Partial<CropEdit> = {}): CropEdit => ({ ...IDENTITY_CROP, ...fields });
const area = (fields: Partial<CropEdit> = {}) => pictureArea(crop(fields), SIZE);
const ratioOf = ({ width, height }: Rect) => width / height;
const middleOf = ({ x, y, width, height }: Rect) => [x + width / 2, y + height / 2];

const near = (rect: Rect) =>
  Object.fromEntries(Object.entries(rect).map(([name, value]) => [name, expect.closeTo(value as number, 6)]));

/** Every corner of the kept rectangle comes from within the photo. */
function comesFromPhoto(edit: CropEdit): boolean {
  const back = inverse(cropMatrix(edit, SIZE));
  return cornersOf(keptOf(edit, SIZE))
    .map((corner) => moved(back, corner))
    .every(({ x, y }) => x > -0.01 && y > -0.01 && x < SIZE.width + 0.01 && y < SIZE.height + 0.01);
}

describe('the largest rectangle inside', () => {
  test('of an upright picture is the picture, or as much of it as the ratio allows, in its middle', () => {
    expect(largestInside(area(), 4 / 3)).toEqual(near(WHOLE));
    const square = largestInside(area(), 1);
    expect(square).toEqual(near({ x: 50, y: 0, width: 300, height: 300 }));
  });

  test('of a straightened picture is the textbook’s', () => {
    const angle = (10 * Math.PI) / 180;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const rect = largestInside(area({ straighten: 10 }), 4 / 3);
    // Its corner touches the long side: h = H ÷ (cos + ratio · sin).
    expect(rect.height).toBeCloseTo(300 / (cos + (4 / 3) * sin), 6);
    expect(middleOf(rect)).toEqual([expect.closeTo(200, 6), expect.closeTo(150, 6)]);
  });

  test('touches the border and no larger one of its shape fits, whatever the turn and tilt', () => {
    for (const straighten of [-45, -12, 3, 30]) {
      for (const keystone of [
        { x: 0, y: 0 },
        { x: 0.8, y: -0.5 }
      ]) {
        for (const ratio of [0.5, 1, 16 / 9]) {
          const inside = area({ straighten, keystone });
          const rect = largestInside(inside, ratio);
          expect(isInside(inside, rect)).toBe(true);
          expect(ratioOf(rect)).toBeCloseTo(ratio, 9);
          const grown = { ...rect, width: rect.width * 1.002, height: rect.height * 1.002 };
          for (const x of [-0.3, 0, 0.3])
            for (const y of [-0.3, 0, 0.3])
              expect(isInside(inside, { ...grown, x: rect.x + x, y: rect.y + y })).toBe(false);
        }
      }
    }
  });
});

describe('brought inside', () => {
  test('what lies inside stays as it is', () => {
    const rect = { x: 100, y: 100, width: 80, height: 50 };
    expect(broughtInside(area({ straighten: 20 }), rect)).toBe(rect);
  });

  test('the whole picture becomes the largest of its shape', () => {
    const inside = area({ straighten: 20 });
    const [got, best] = [broughtInside(inside, WHOLE), largestInside(inside, 4 / 3)];
    expect(got.width).toBeCloseTo(best.width, 4);
    expect(got.x).toBeCloseTo(best.x, 4);
  });

  test('a small one in a corner that is turned away moves and keeps its size', () => {
    const rect = { x: 0, y: 0, width: 40, height: 30 };
    const inside = area({ straighten: 20 });
    const got = broughtInside(inside, rect);
    expect(got).toMatchObject({ width: 40, height: 30 });
    expect(isInside(inside, got)).toBe(true);
    expect(got.x).toBeLessThan(100);
  });
});

describe('handles', () => {
  const limits = { area: area(), ratio: null, least: 8 };
  const rect = { x: 100, y: 50, width: 200, height: 100 };

  test('a corner goes where it is dragged, the opposite one stays', () => {
    expect(dragged(rect, 'nw', { x: 80, y: 70 }, limits)).toEqual({ x: 80, y: 70, width: 220, height: 80 });
    expect(dragged(rect, 's', { x: 999, y: 200 }, limits)).toEqual({ ...rect, height: 150 });
  });

  test('beyond the picture a corner slides along its border', () => {
    expect(dragged(rect, 'se', { x: 500, y: 120 }, limits)).toEqual({ ...rect, width: 300, height: 70 });
  });

  test('no side becomes smaller than the least, or turns over', () => {
    expect(dragged(rect, 'e', { x: 0, y: 0 }, limits)).toEqual({ ...rect, width: 8 });
    expect(dragged(rect, 'n', { x: 0, y: 900 }, limits)).toEqual({ ...rect, y: 142, height: 8 });
  });

  test('a locked ratio is kept by every handle, also where the picture ends', () => {
    const square = { x: 150, y: 100, width: 80, height: 80 };
    for (const handle of HANDLES) {
      for (const to of [
        { x: -100, y: -50 },
        { x: 700, y: 20 },
        { x: 190, y: 140 },
        { x: 260, y: 600 }
      ]) {
        const got = dragged(square, handle, to, { area: area({ straighten: 7 }), ratio: 1, least: 8 });
        expect(ratioOf(got), handle).toBeCloseTo(1, 6);
        expect(isInside(area({ straighten: 7 }), got), handle).toBe(true);
        expect(got.width, handle).toBeGreaterThan(7.9);
      }
    }
  });

  test('with a locked ratio a side grows the other way about the middle', () => {
    const square = { x: 150, y: 100, width: 80, height: 80 };
    const got = dragged(square, 'e', { x: 250, y: 0 }, { area: area(), ratio: 1, least: 8 });
    expect(got).toEqual({ x: 150, y: 90, width: 100, height: 100 });
  });

  test('moved against the border it stops there and slides on', () => {
    expect(shifted(rect, 500, 20, area())).toEqual({ ...rect, x: 200, y: 70 });
    const turned = area({ straighten: 15 });
    const start = broughtInside(turned, rect);
    expect(isInside(turned, shifted(start, 300, -200, turned))).toBe(true);
  });

  test('another ratio keeps the middle and the area where there is room', () => {
    const got = inRatio(rect, 1, area());
    expect(middleOf(got)).toEqual(middleOf(rect));
    expect(got.width * got.height).toBeCloseTo(20_000, 6);
  });
});

describe('turning', () => {
  const edit = crop({
    straighten: 6,
    keystone: { x: 0.4, y: -0.2 },
    rect: { x: 0.3, y: 0.4, width: 0.2, height: 0.25 }
  });
  /** Where the photo's points land in what is kept, as shares of it. */
  const look = (of: CropEdit) => {
    const kept = keptOf(of, SIZE);
    return [
      { x: 130, y: 140 },
      { x: 180, y: 160 },
      { x: 150, y: 190 }
    ].map((point) => {
      const { x, y } = moved(cropMatrix(of, SIZE), point);
      return { x: (x - kept.x) / kept.width, y: (y - kept.y) / kept.height };
    });
  };
  const nearAll = (points: readonly { x: number; y: number }[]) =>
    points.map(({ x, y }) => ({ x: expect.closeTo(x, 6), y: expect.closeTo(y, 6) }));

  test('a quarter turn turns what is seen, tilt, flip and rectangle with it; four are none', () => {
    for (const start of [edit, mirrored(edit), quarterTurned(edit, 1)]) {
      const turned = look(start).map(({ x, y }) => ({ x: 1 - y, y: x }));
      expect(look(quarterTurned(start, 1))).toEqual(nearAll(turned));
      const back = look(start).map(({ x, y }) => ({ x: y, y: 1 - x }));
      expect(look(quarterTurned(start, -1))).toEqual(nearAll(back));
    }
    const four = [1, 2, 3, 4].reduce((done) => quarterTurned(done, 1), edit);
    expect(look(four)).toEqual(nearAll(look(edit)));
  });

  test('a mirror mirrors what is seen, and twice is not at all', () => {
    for (const start of [edit, quarterTurned(edit, 1)]) {
      expect(look(mirrored(start))).toEqual(nearAll(look(start).map(({ x, y }) => ({ x: 1 - x, y }))));
      expect(look(mirrored(mirrored(start)))).toEqual(nearAll(look(start)));
    }
  });

  test('an untouched photo turned and mirrored back is untouched', () => {
    expect(mirrored(mirrored(crop()))).toEqual(crop());
    expect(quarterTurned(quarterTurned(crop(), 1), -1)).toEqual(crop());
  });

  test('everything kept is no rectangle', () => {
    expect(keeping(crop(), WHOLE, SIZE).rect).toBeNull();
    expect(keeping(crop({ turns: 1 }), wholePlane(crop({ turns: 1 }), SIZE), SIZE).rect).toBeNull();
    expect(keeping(crop(), { ...WHOLE, width: 200 }, SIZE).rect).toEqual({
      x: 0,
      y: 0,
      width: 0.5,
      height: 1
    });
  });

  test('straightening and tilting keep the rectangle inside the photo; set back, it grows back', () => {
    for (const straighten of [-45, -20, 0.1, 33]) {
      for (const y of [-1, 0, 0.6]) {
        const next = reshaped(crop(), { straighten, keystone: { x: 0.3, y } }, WHOLE, SIZE);
        expect(comesFromPhoto(next)).toBe(true);
        expect(reshaped(next, { straighten: 0, keystone: { x: 0, y: 0 } }, WHOLE, SIZE)).toEqual(crop());
      }
    }
  });
});
