import { describe, expect, test } from 'vitest';
import { inOrder, moved, rotation, scaling, type Matrix3 } from '../../../src/lib/domain/render/matrix.ts';
import { tangentAt } from '../../../src/lib/ui/editor/views/lens.ts';
import { LevelCount, levelPath, peakOf } from '../../../src/lib/ui/editor/views/levels.ts';

describe('the histogram', () => {
  const pixels = (...list: readonly number[][]) => new Uint8ClampedArray(list.flat());
  const product = [255, 255, 255, 255];
  const nothing = [0, 0, 0, 0];
  const band = () => pixels([0, 10, 20, 255], [255, 100, 90, 255], [40, 50, 60, 255], [255, 255, 255, 255]);
  const matte = pixels(product, product, product, nothing);

  test('counts the product alone, and what of it is clipped', () => {
    const count = new LevelCount();
    count.add(band(), matte, { shadows: false, highlights: false });
    expect(count).toMatchObject({ count: 3, shadows: 1, highlights: 1 });
    expect([count.red[0], count.red[255], count.green[50], count.blue[60]]).toEqual([1, 1, 1, 1]);
    expect(count.luminance.reduce((sum, value) => sum + value, 0)).toBe(3);
  });

  test('paints clipped pixels where that is asked, and clears all others', () => {
    const painted = band();
    new LevelCount().add(painted, matte, { shadows: true, highlights: false });
    const opaque = [3, 7, 11, 15].map((at) => painted[at]);
    expect(opaque).toEqual([255, 0, 0, 0]);
    const both = band();
    new LevelCount().add(both, matte, { shadows: true, highlights: true });
    expect([both[0], both[2]]).toEqual([0x1f, 0xff]);
    expect([both[4], both[6]]).toEqual([0xff, 0x1f]);
  });

  test('is drawn against its largest value between the ends', () => {
    const count = new LevelCount();
    count.red[0] = 1000;
    count.red[100] = 9;
    expect(peakOf(count)).toBe(9);
    expect(levelPath(count.red, 9, 72)).toMatch(/L0 0\.0.*L100 0\.0.*L101 72\.0.*Z$/);
  });
});

describe('the lens', () => {
  const perspective: Matrix3 = [1, 0.1, 5, 0, 1.2, -3, 0.0004, 0.0002, 1];

  test('shows a turned photo exactly, and a perspective as good as it near its middle', () => {
    for (const [matrix, slack] of [
      [inOrder(rotation(20), scaling(0.5)), 1e-9],
      [perspective, 0.15]
    ] as const) {
      const at = moved(matrix, { x: 300, y: 200 });
      const { a = 1, b = 0, c = 0, d = 1, e = 0, f = 0 } = tangentAt(matrix, at);
      const near = { x: 308, y: 195 };
      const [exact, shown] = [
        moved(matrix, near),
        { x: a * near.x + c * near.y + e, y: b * near.x + d * near.y + f }
      ];
      expect(Math.hypot(exact.x - shown.x, exact.y - shown.y)).toBeLessThan(slack);
    }
  });
});
