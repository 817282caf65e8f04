import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import {
  CENTRED,
  unitFrame,
  type FrameTarget,
  type Placement
} from '../../../../src/lib/domain/render/geometry.ts';
import { placeScene } from '../../../../src/lib/domain/render/scene.ts';

const KNOWN: Rect = { x: 0, y: 0, width: 3000, height: 2000 };
const target = (more: Partial<FrameTarget> = {}): FrameTarget => ({
  ...CENTRED,
  ratio: 1,
  longSide: 2000,
  requiredLongSide: 1,
  fill: 0.9,
  ...more
});

/** Where a rectangle of the plane lands, output px. */
const landed = ({ x, y, width, height }: Rect, { scale, offsetX, offsetY }: Placement): Rect => ({
  x: offsetX + scale * x,
  y: offsetY + scale * y,
  width: scale * width,
  height: scale * height
});

/** Share of the frame that the photo does not fill. */
function madeUp(known: Rect, placement: Placement): number {
  const { x, y, width, height } = landed(known, placement);
  const { frame } = placement;
  const across = Math.min(frame.width, x + width) - Math.max(0, x);
  const down = Math.min(frame.height, y + height) - Math.max(0, y);
  return 1 - (Math.max(0, across) * Math.max(0, down)) / (frame.width * frame.height);
}

describe('placeScene', () => {
  it('a product with room around it is cropped to, not extended', () => {
    const placement = placeScene(KNOWN, { x: 1200, y: 600, width: 600, height: 800 }, target());
    expect(placement).toMatchObject({ frame: { width: 2000, height: 2000 }, scale: 1 });
    expect(madeUp(KNOWN, placement)).toBe(0);
  });

  it('a product that the largest crop would cut is kept whole: the photo is extended by as little as that takes', () => {
    const box = { x: 200, y: 500, width: 2600, height: 1000 };
    const placement = placeScene(KNOWN, box, target({ ratio: 9 / 16 }));
    const { x, width } = landed(box, placement);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(placement.frame.width);
    expect(width / placement.frame.width).toBeCloseTo(0.94, 2);
    expect(madeUp(KNOWN, placement)).toBeGreaterThan(0.3);
  });

  it('where nobody knows where the product is, all of the photo is kept, in the middle', () => {
    const placement = placeScene(KNOWN, null, target({ ratio: 16 / 9 }));
    expect(placement).toMatchObject({ frame: { width: 2000, height: 1125 } });
    const { x, y, width, height } = landed(KNOWN, placement);
    expect([y, height]).toEqual([expect.closeTo(0, 6), expect.closeTo(1125, 0)]);
    expect(x).toBeCloseTo(2000 - x - width, 6);
  });

  it('a channel’s least share brings the product closer, its largest one farther away', () => {
    const small = { x: 1400, y: 900, width: 200, height: 200 };
    const near = placeScene(KNOWN, small, target({ fills: { least: 0.85, most: 1, isAsked: false } }));
    expect((near.scale * 200) / near.frame.width).toBeCloseTo(0.85, 2);
    const large = { x: 550, y: 50, width: 1900, height: 1900 };
    const far = placeScene(KNOWN, large, target({ fills: { least: 0, most: 0.8, isAsked: false } }));
    expect((far.scale * 1900) / far.frame.width).toBeCloseTo(0.8, 2);
  });

  it('a photo that is smaller than asked is not enlarged; the required minimum enlarges it and says by how much', () => {
    const small = { x: 0, y: 0, width: 600, height: 400 };
    expect(placeScene(small, null, target()).scale).toBe(1);
    expect(placeScene(small, null, target({ requiredLongSide: 1200 }))).toMatchObject({ enlarged: 2 });
  });

  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const inset = fc.double({ min: 0, max: 0.3, noNaN: true });
  const cases = fc.record({
    width: fc.integer({ min: 40, max: 6000 }),
    height: fc.integer({ min: 40, max: 6000 }),
    box: fc.option(fc.record({ x: part, y: part, width: part, height: part })),
    ratio: fc.constantFrom(1, 16 / 9, 9 / 16, 4 / 3, 3 / 4, 21 / 9, 2 / 3, 3 / 2),
    longSide: fc.constantFrom(1024, 2048, 4096, 4000),
    required: fc.constantFrom(1, 500, 1600),
    safe: fc.record({ top: inset, bottom: inset, left: inset, right: inset }),
    padding: fc.constantFrom(0, 0.05, 0.2),
    shift: fc.record({ x: fc.constantFrom(-1, -0.3, 0, 1), y: fc.constantFrom(-1, 0, 0.6, 1) })
  });

  it('of every photo, shape, size, zone and place: the product is whole and in its zone, the ratio kept, nothing stretched', () => {
    fc.assert(
      fc.property(cases, ({ width, height, box, ratio, longSide, required, safe, padding, shift }) => {
        const known = { x: 0, y: 0, width, height };
        const product = box && {
          x: box.x * (width - 1),
          y: box.y * (height - 1),
          width: Math.max(1, box.width * (width - box.x * (width - 1))),
          height: Math.max(1, box.height * (height - box.y * (height - 1)))
        };
        const asked = target({ ratio, longSide, requiredLongSide: required, safe, padding, shift });
        const placement = placeScene(known, product, asked);
        const { frame, scale, enlarged } = placement;
        const seen = landed(product ?? known, placement);
        const isZoned =
          seen.x >= safe.left * frame.width - 1.5 &&
          seen.y >= safe.top * frame.height - 1.5 &&
          seen.x + seen.width <= (1 - safe.right) * frame.width + 1.5 &&
          seen.y + seen.height <= (1 - safe.bottom) * frame.height + 1.5;
        expect(isZoned).toBe(true);
        const unit = unitFrame(ratio);
        const side = Math.max(frame.width, frame.height);
        expect(Math.abs(frame.width - side * unit.width)).toBeLessThanOrEqual(1);
        expect(Math.abs(frame.height - side * unit.height)).toBeLessThanOrEqual(1);
        expect(side).toBeLessThanOrEqual(longSide);
        expect(enlarged).toBe(scale);
        if (scale > 1 + 1e-9) expect(side).toBe(Math.min(required, longSide));
      }),
      { numRuns: 2000 }
    );
  });

  it('where the product leaves room for a crop, nothing is made up', () => {
    fc.assert(
      fc.property(part, part, fc.constantFrom(1, 16 / 9, 9 / 16, 4 / 3, 21 / 9), (x, y, ratio) => {
        const box = { x: x * 2700, y: y * 1700, width: 300, height: 300 };
        expect(madeUp(KNOWN, placeScene(KNOWN, box, target({ ratio })))).toBeLessThan(0.002);
      })
    );
  });
});
