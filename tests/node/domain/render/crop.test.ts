import { describe, expect, it } from 'vitest';
import { IDENTITY_CROP, isUncropped, type CropEdit } from '../../../../src/lib/domain/document/edits/crop.ts';
import type { Point, Rect, Size } from '../../../../src/lib/domain/pixels.ts';
import { cropMatrix, croppedBox, keptRect, turnedSize } from '../../../../src/lib/domain/render/crop.ts';
import {
  boundsOf,
  cornersOf,
  IDENTITY_MATRIX,
  inverse,
  moved,
  type Matrix3
} from '../../../../src/lib/domain/render/matrix.ts';
import { seeded } from '../samples.ts';

const crop = (more: Partial<CropEdit>): CropEdit => ({ ...IDENTITY_CROP, ...more });
const SIZE: Size = { width: 7, height: 4 };
const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };
const random = seeded(11);
const between = (from: number, to: number) => from + random() * (to - from);

/** Any crop that a document may hold; every limit is often met. */
function anyCrop(): CropEdit {
  const often = (from: number, to: number) => [from, to, 0, between(from, to)][Math.floor(random() * 4)]!;
  const [width, height] = [between(0.05, 1), between(0.05, 1)];
  return {
    turns: Math.floor(random() * 4) as CropEdit['turns'],
    flip: random() < 0.5,
    straighten: often(-45, 45),
    keystone: { x: often(-1, 1), y: often(-1, 1) },
    rect: random() < 0.5 ? null : { x: between(0, 1 - width), y: between(0, 1 - height), width, height }
  };
}
const anySize = (): Size => {
  const long = Math.round(between(10, 4000));
  const short = Math.max(1, Math.round(long * between(0.02, 1)));
  return random() < 0.5 ? { width: long, height: short } : { width: short, height: long };
};
const depthAt = (matrix: Matrix3, { x, y }: Point) => matrix[6] * x + matrix[7] * y + matrix[8];
const middle = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });
const rectOf = (size: Size): Rect => ({ x: 0, y: 0, ...size });

describe('cropMatrix', () => {
  it('leaves an untouched photo where it is', () => {
    expect(isUncropped(IDENTITY_CROP)).toBe(true);
    expect(cropMatrix(IDENTITY_CROP, SIZE)).toEqual(IDENTITY_MATRIX);
  });

  it.each<[CropEdit['turns'], boolean, Point]>([
    [0, false, { x: 0, y: 0 }],
    [1, false, { x: 4, y: 0 }],
    [2, false, { x: 7, y: 4 }],
    [3, false, { x: 0, y: 7 }],
    [0, true, { x: 7, y: 0 }],
    [1, true, { x: 0, y: 0 }],
    [2, true, { x: 0, y: 4 }],
    [3, true, { x: 4, y: 7 }]
  ])('%i quarter turns clockwise, mirrored: %s; corners stay whole pixels', (turns, flip, corner) => {
    const matrix = cropMatrix(crop({ turns, flip }), SIZE);
    expect(moved(matrix, { x: 0, y: 0 })).toEqual(corner);
    const plane = cornersOf(rectOf(SIZE)).map((point) => moved(matrix, point));
    expect(boundsOf(plane)).toEqual(rectOf(turnedSize(crop({ turns }), SIZE)));
    expect(matrix.every(Number.isInteger)).toBe(true);
  });

  it('four quarter turns, two mirrors: every turn undoes its opposite', () => {
    for (const turns of [0, 1, 2, 3] as const) {
      const there = cropMatrix(crop({ turns }), SIZE);
      const turned = turnedSize(crop({ turns }), SIZE);
      const back = cropMatrix(crop({ turns: ((4 - turns) % 4) as CropEdit['turns'] }), turned);
      for (const point of cornersOf(rectOf(SIZE))) expect(moved(back, moved(there, point))).toEqual(point);
    }
  });

  it('straightening turns clockwise about the centre', () => {
    const matrix = cropMatrix(crop({ straighten: 10 }), SIZE);
    const { x, y } = moved(matrix, middle(SIZE));
    expect([x, y]).toEqual([expect.closeTo(3.5), expect.closeTo(2)]);
    expect(moved(matrix, { x: 7, y: 2 }).y).toBeGreaterThan(2);
    expect(
      Math.hypot(moved(matrix, { x: 7, y: 2 }).x - 3.5, moved(matrix, { x: 7, y: 2 }).y - 2)
    ).toBeCloseTo(3.5);
  });

  it('whatever is done, the centre stays the centre, at its own scale', () => {
    for (let round = 0; round < 500; round++) {
      const [edit, size] = [anyCrop(), anySize()];
      const matrix = cropMatrix(edit, size);
      const from = middle(size);
      const to = moved(matrix, from);
      const turned = middle(turnedSize(edit, size));
      expect([to.x, to.y]).toEqual([expect.closeTo(turned.x, 6), expect.closeTo(turned.y, 6)]);
      const step = 1e-4;
      const [right, down] = [
        moved(matrix, { x: from.x + step, y: from.y }),
        moved(matrix, { x: from.x, y: from.y + step })
      ];
      const area = (right.x - to.x) * (down.y - to.y) - (right.y - to.y) * (down.x - to.x);
      expect(Math.abs(area) / step ** 2).toBeCloseTo(1, 2);
    }
  });

  it('keystone above 0 brings the right, or the lower, side nearer', () => {
    const side = (edit: Partial<CropEdit>, a: Point, b: Point) => {
      const matrix = cropMatrix(crop(edit), SIZE);
      const [from, to] = [moved(matrix, a), moved(matrix, b)];
      return Math.hypot(from.x - to.x, from.y - to.y);
    };
    const [topLeft, topRight, bottomRight, bottomLeft] = cornersOf(rectOf(SIZE)) as [
      Point,
      Point,
      Point,
      Point
    ];
    const horizontal = { keystone: { x: 0.5, y: 0 } };
    expect(side(horizontal, topRight, bottomRight)).toBeGreaterThan(4);
    expect(side(horizontal, topLeft, bottomLeft)).toBeLessThan(4);
    const vertical = { keystone: { x: 0, y: 0.5 } };
    expect(side(vertical, bottomLeft, bottomRight)).toBeGreaterThan(7);
    expect(side(vertical, topLeft, topRight)).toBeLessThan(7);
  });

  it('no point of the photo ever comes near the eye: depth stays at 0.4 or more, for every crop and shape', () => {
    const limits = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })));
    const sizes = [SIZE, { width: 1, height: 100 }, { width: 100, height: 1 }, { width: 50, height: 50 }];
    for (const size of sizes) {
      for (const keystone of limits) {
        for (let straighten = -45; straighten <= 45; straighten += 5) {
          for (const turns of [0, 1] as const) {
            const matrix = cropMatrix(crop({ turns, straighten, keystone }), size);
            const least = Math.min(...cornersOf(rectOf(size)).map((point) => depthAt(matrix, point)));
            expect(least).toBeGreaterThanOrEqual(0.4 - 1e-9);
          }
        }
      }
    }
  });
});

describe('keptRect', () => {
  it('is in shares of the turned picture’s sides', () => {
    const rect = { x: 0.25, y: 0.5, width: 0.5, height: 0.5 };
    expect(keptRect(crop({ turns: 1, rect }), { width: 800, height: 400 })).toEqual({
      x: 100,
      y: 400,
      width: 200,
      height: 400
    });
    expect(keptRect(IDENTITY_CROP, SIZE)).toBeNull();
  });
});

/** Whether a point lies in a convex polygon, however that runs. */
function holds(polygon: readonly Point[], { x, y }: Point): boolean {
  const turns = polygon.map((to, i) => {
    const from = polygon.at(i - 1)!;
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
  });
  return turns.every((turn) => turn >= -1e-7) || turns.every((turn) => turn <= 1e-7);
}

/** Points along a polygon's outline. */
const along = (polygon: readonly Point[], steps = 300): Point[] =>
  polygon.flatMap((to, i) => {
    const from = polygon.at(i - 1)!;
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps
    }));
  });

/** The box by trying: outline points that are kept, and points of the kept rectangle's outline that the outline holds. */
function triedBox(outline: readonly Point[], edit: CropEdit, size: Size): Rect | null {
  const matrix = cropMatrix(edit, size);
  const kept = keptRect(edit, size);
  const plane = along(outline).map((point) => moved(matrix, point));
  if (!kept) return boundsOf(plane);
  const back = inverse(matrix);
  const inKept = plane.filter((point) => holds(cornersOf(kept), point));
  const ofKept = along(cornersOf(kept)).filter(
    (point) => depthAt(back, point) * back[8] > 0 && holds(outline, moved(back, point))
  );
  return boundsOf([...inKept, ...ofKept]);
}

/** Corners on an ellipse, so that they are convex. */
function anyOutline({ width, height }: Size): Point[] {
  const count = 3 + Math.floor(random() * 8);
  const [rx, ry] = [(width / 2) * between(0.1, 1), (height / 2) * between(0.1, 1)];
  const [cx, cy] = [between(rx, width - rx), between(ry, height - ry)];
  const angles = Array.from({ length: count }, () => random() * 2 * Math.PI).sort((a, b) => a - b);
  return angles.map((angle) => ({ x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle) }));
}

describe('croppedBox', () => {
  it('is what trying every point of the outline finds, for every crop', () => {
    let found = 0;
    for (let round = 0; round < 400; round++) {
      const size = { width: Math.round(between(200, 1000)), height: Math.round(between(200, 1000)) };
      const [edit, outline] = [anyCrop(), anyOutline(size)];
      const box = croppedBox(outline, edit, size);
      const tried = triedBox(outline, edit, size);
      if (!box || !tried) {
        // Trying may miss a sliver; it never finds what is not there.
        if (!box) expect(tried === null || tried.width < 1 || tried.height < 1).toBe(true);
        else expect(Math.min(box.width, box.height)).toBeLessThan(15);
        continue;
      }
      found++;
      // A step along an outline in perspective is up to 15 px long.
      for (const [a, b] of [
        [box.x, tried.x],
        [box.y, tried.y],
        [box.x + box.width, tried.x + tried.width],
        [box.y + box.height, tried.y + tried.height]
      ] as const) {
        expect(Math.abs(a - b)).toBeLessThan(15);
      }
      expect(box.x).toBeLessThanOrEqual(tried.x + 1e-6);
      expect(box.y).toBeLessThanOrEqual(tried.y + 1e-6);
      expect(box.x + box.width).toBeGreaterThanOrEqual(tried.x + tried.width - 1e-6);
      expect(box.y + box.height).toBeGreaterThanOrEqual(tried.y + tried.height - 1e-6);
    }
    expect(found).toBeGreaterThan(200);
  });

  it('a turn gives whole pixels for whole pixels', () => {
    const outline = cornersOf({ x: 1, y: 1, width: 3, height: 2 });
    expect(croppedBox(outline, crop({ turns: 1 }), SIZE)).toEqual({ x: 1, y: 1, width: 2, height: 3 });
  });

  it('keeping everything that was there anyhow changes no box', () => {
    const outline = cornersOf({ x: 1, y: 1, width: 3, height: 2 });
    expect(croppedBox(outline, crop({ rect: WHOLE }), SIZE)).toEqual(croppedBox(outline, crop({}), SIZE));
  });

  it('nothing is left of a product outside of what is kept, nor of none', () => {
    const left = crop({ rect: { x: 0, y: 0, width: 0.25, height: 1 } });
    expect(croppedBox(cornersOf({ x: 5, y: 1, width: 1, height: 1 }), left, SIZE)).toBeNull();
    expect(croppedBox([], crop({ turns: 1 }), SIZE)).toBeNull();
  });
});
