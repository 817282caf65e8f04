import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FULL_SIDE } from '../../../../src/lib/domain/channels/fill-by.ts';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import { CENTRED, placeSubject, type FrameTarget } from '../../../../src/lib/domain/render/geometry.ts';

const BOX: Rect = { x: 100, y: 50, width: 800, height: 400 };
const target = (more: Partial<FrameTarget> = {}): FrameTarget => ({
  ...CENTRED,
  ratio: 1,
  longSide: 4000,
  requiredLongSide: 1,
  fill: 0.9,
  ...more
});
const STORY = { top: 0.14, bottom: 0.2, left: 0.06, right: 0.06 };

describe('the fill solver', () => {
  it('a share of the area is met by the box, or by what the product covers', () => {
    const byBox = placeSubject(BOX, target({ measure: 'box', fill: 0.25 }));
    const area = byBox.frame.width * byBox.frame.height;
    expect((BOX.width * BOX.height * byBox.scale ** 2) / area).toBeCloseTo(0.25, 2);
    const mass = { area: 160_000, centroid: { x: 500, y: 250 } };
    const byCover = placeSubject(BOX, target({ measure: 'cover', fill: 0.2 }), mass);
    expect((mass.area * byCover.scale ** 2) / (byCover.frame.width * byCover.frame.height)).toBeCloseTo(
      0.2,
      2
    );
  });

  it('a share of the area that would cut the product is not reached: it stays clear of the frame', () => {
    const { frame, scale } = placeSubject(BOX, target({ measure: 'box', fill: 0.9 }));
    expect((BOX.width * scale) / frame.width).toBeCloseTo(FULL_SIDE, 2);
  });

  it('a product stands within the zone that an app leaves free, whatever is asked', () => {
    const side = fc.integer({ min: 5, max: 5000 });
    const shift = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, shift, shift, fc.constantFrom('box', 'floor'), (width, height, x, y, align) => {
        const asked = target({ ratio: 9 / 16, longSide: 1920, safe: STORY, shift: { x, y }, align });
        const box = { x: 10, y: 20, width, height };
        const { frame, scale, offsetX, offsetY } = placeSubject(box, asked);
        const [left, top] = [offsetX + 10 * scale, offsetY + 20 * scale];
        const isWithin =
          left >= STORY.left * frame.width - 1 &&
          top >= STORY.top * frame.height - 1 &&
          left + width * scale <= (1 - STORY.right) * frame.width + 1 &&
          top + height * scale <= (1 - STORY.bottom) * frame.height + 1;
        expect(isWithin).toBe(true);
      })
    );
  });

  it('by weight, a product whose mass lies to the right stands farther left, but never out of the frame', () => {
    const mass = { area: 1000, centroid: { x: 800, y: 250 } };
    const asked = target({ fill: 0.5 });
    const [plain, optical] = [
      placeSubject(BOX, asked, mass),
      placeSubject(BOX, { ...asked, align: 'optical' }, mass)
    ];
    expect(plain.offsetX - optical.offsetX).toBeCloseTo(0.5 * 300 * optical.scale, 0);
    const full = placeSubject(BOX, target({ fill: 1, align: 'optical' }), mass);
    expect(full.offsetX + BOX.x * full.scale).toBeGreaterThanOrEqual(0);
  });

  it('on a floor, products of any height have their foot on one line', () => {
    const feet = [200, 500, 900].map((height) => {
      const box = { x: 0, y: 0, width: 300, height };
      const { frame, scale, offsetY } = placeSubject(box, target({ fill: 0.6, align: 'floor' }));
      return (offsetY + height * scale) / frame.height;
    });
    for (const foot of feet) expect(foot).toBeCloseTo(0.95, 2);
  });
});
