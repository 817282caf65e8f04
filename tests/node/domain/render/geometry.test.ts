import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import {
  CENTRED,
  placeSubject,
  type FrameTarget,
  type Placement
} from '../../../../src/lib/domain/render/geometry.ts';
import { seeded } from '../samples.ts';

const AMAZON: FrameTarget = { ratio: 1, longSide: 2000, requiredLongSide: 500, fill: 0.9, ...CENTRED };
const boxOf = (width: number, height: number): Rect => ({ x: 40, y: 30, width, height });

/** Where the box lands, in output px. */
function landed(box: Rect, { scale, offsetX, offsetY }: Placement): Rect {
  return {
    x: offsetX + scale * box.x,
    y: offsetY + scale * box.y,
    width: scale * box.width,
    height: scale * box.height
  };
}

const shareOf = (size: Rect, { frame }: Placement) =>
  Math.max(size.width / frame.width, size.height / frame.height);

describe('placeSubject', () => {
  it('a large product is made smaller to fill 90 % of 2000 px, centred', () => {
    const box = boxOf(3600, 1800);
    const placement = placeSubject(box, AMAZON);
    expect(placement).toMatchObject({ frame: { width: 2000, height: 2000 }, scale: 0.5, enlarged: 0.5 });
    expect(landed(box, placement)).toEqual({ x: 100, y: 550, width: 1800, height: 900 });
  });

  it('a smaller one gets a smaller frame instead of being enlarged', () => {
    expect(placeSubject(boxOf(900, 450), AMAZON)).toMatchObject({
      frame: { width: 1000, height: 1000 },
      scale: 1
    });
  });

  it('only the required minimum enlarges, and says by how much', () => {
    const { frame, enlarged } = placeSubject(boxOf(100, 225), AMAZON);
    expect(frame).toEqual({ width: 500, height: 500 });
    expect(enlarged).toBe(2);
  });

  it('the wanted size is a ceiling even for the required one (a thumbnail)', () => {
    expect(placeSubject(boxOf(900, 900), { ...AMAZON, longSide: 128 }).frame).toEqual({
      width: 128,
      height: 128
    });
  });

  it('a frame that is not square is filled by the side that reaches it first', () => {
    const box = boxOf(900, 900);
    const placement = placeSubject(box, { ...AMAZON, ratio: 4 / 3 });
    expect(placement.frame).toEqual({ width: 1333, height: 1000 });
    expect(landed(box, placement).height).toBe(900);
  });

  it('a product that would fill the whole frame is never kept at 1 : 1 when it does not fit', () => {
    const box = boxOf(2001, 500);
    expect(landed(box, placeSubject(box, { ...AMAZON, fill: 1 })).width).toBeLessThanOrEqual(2000);
  });

  const random = seeded(42);
  const whole = (from: number, to: number) => Math.floor(from + random() * (to - from + 1));
  const cases = Array.from({ length: 20_000 }, () => {
    const box = { x: whole(0, 900), y: whole(0, 900), width: whole(1, 6000), height: whole(1, 6000) };
    const ratio = [1, 1, 4 / 3, 3 / 4, 1.91, 9 / 16, 1 / 1.44][whole(0, 6)] ?? 1;
    const requiredLongSide = [1, 500, 1200][whole(0, 2)] ?? 1;
    const target = { ratio, longSide: 2000, requiredLongSide, fill: 0.5 + random() / 2, ...CENTRED };
    return { box, target, placement: placeSubject(box, target) };
  });

  /** The first case that breaks a rule, for its message; 20,000 expects would be slow. */
  const firstBreach = (isRight: (one: (typeof cases)[number]) => boolean) =>
    cases.find((one) => !isRight(one));

  it('the product’s share of the frame is the target’s within one pixel (1.5 where the frame’s short side is rounded)', () => {
    const breach = firstBreach(({ box, target, placement }) => {
      const { width, height } = placement.frame;
      const slack = target.ratio === 1 ? 1 : 1.5;
      const side = Math.max(width, height);
      return (
        Math.abs(shareOf(landed(box, placement), placement) - target.fill) * Math.min(width, height, side) <=
        slack
      );
    });
    expect(breach).toBeUndefined();
  });

  it('the product is never cut by the frame, and stands in its middle', () => {
    const breach = firstBreach(({ box, placement }) => {
      const { x, y, width, height } = landed(box, placement);
      const right = placement.frame.width - x - width;
      const bottom = placement.frame.height - y - height;
      const isInside = Math.min(x, y, right, bottom) >= -1e-6;
      return isInside && Math.abs(x - right) <= 1 + 1e-6 && Math.abs(y - bottom) <= 1 + 1e-6;
    });
    expect(breach).toBeUndefined();
  });

  it('the product is enlarged only where the frame would be under the required minimum', () => {
    const breach = firstBreach(({ target, placement: { frame, enlarged, scale } }) => {
      const isAtMinimum = Math.max(frame.width, frame.height) === target.requiredLongSide;
      return enlarged === scale && (enlarged <= 1 || isAtMinimum);
    });
    expect(breach).toBeUndefined();
    expect(cases.some(({ placement }) => placement.enlarged > 1)).toBe(true);
  });

  it('pixels are not thrown away: a product is made smaller only in the largest frame', () => {
    const breach = firstBreach(
      ({ target, placement: { frame, scale } }) =>
        scale >= 1 || Math.max(frame.width, frame.height) === target.longSide
    );
    expect(breach).toBeUndefined();
  });

  it('at scale 1 the offsets are whole pixels', () => {
    const same = cases.filter(({ placement }) => placement.scale === 1);
    expect(same.length).toBeGreaterThan(500);
    expect(
      same.filter(
        ({ placement: { offsetX, offsetY } }) => !Number.isInteger(offsetX) || !Number.isInteger(offsetY)
      )
    ).toEqual([]);
  });

  it('the frame has the asked ratio within one pixel, and whole sides', () => {
    const breach = firstBreach(({ target, placement: { frame } }) => {
      const { width, height } = frame;
      const isWhole = Number.isInteger(width) && Number.isInteger(height);
      const error = target.ratio >= 1 ? height - width / target.ratio : width - height * target.ratio;
      return isWhole && Math.abs(error) <= 1;
    });
    expect(breach).toBeUndefined();
  });
});

describe('padding and shift', () => {
  const random = seeded(77);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const cases = Array.from({ length: 20_000 }, () => {
    const [width, height] = [1 + Math.floor(random() * 6000), 1 + Math.floor(random() * 6000)];
    const box = { x: 37, y: 11, width, height };
    const padding = among([0, 0.05, 0.2, 0.45]);
    const target: FrameTarget = {
      ...CENTRED,
      ratio: among([1, 4 / 5, 1.91, 1 / 5, 5]),
      longSide: 2000,
      requiredLongSide: among([1, 500, 1200]),
      fill: Math.min(0.3 + random() * 0.7, 1 - 2 * padding),
      padding,
      shift: { x: among([-1, 0, 1, random() * 2 - 1]), y: among([-1, 0, 1, random() * 2 - 1]) }
    };
    return { box, target, placement: placeSubject(box, target) };
  });
  const breach = (isRight: (one: (typeof cases)[number]) => boolean) => cases.find((one) => !isRight(one));
  /** Rounded frames and products kept at 1 : 1 are up to so much beside the exact figure, px. */
  const SLACK = 1.5;
  const marginsOf = ({ box, placement }: (typeof cases)[number]) => {
    const { x, y, width, height } = landed(box, placement);
    const { frame } = placement;
    return { left: x, top: y, right: frame.width - x - width, bottom: frame.height - y - height };
  };

  it('the padding stays free on every side, wherever the product is shifted to', () => {
    expect(
      breach((one) => {
        const { width, height } = one.placement.frame;
        const least = one.target.padding * Math.min(width, height);
        return Object.values(marginsOf(one)).every((margin) => margin >= least - SLACK);
      })
    ).toBeUndefined();
  });

  it('a full shift takes all the room there is, none keeps the middle', () => {
    expect(
      breach((one) => {
        const { left, top, right, bottom } = marginsOf(one);
        const { frame } = one.placement;
        const pad = one.target.padding * Math.min(frame.width, frame.height);
        const isThere = (shift: number, before: number, after: number) =>
          (shift !== 0 || Math.abs(before - after) <= 2) &&
          (shift !== 1 || Math.abs(after - Math.min(pad, (before + after) / 2)) <= SLACK) &&
          (shift !== -1 || Math.abs(before - Math.min(pad, (before + after) / 2)) <= SLACK);
        const { x, y } = one.target.shift;
        return isThere(x, left, right) && isThere(y, top, bottom);
      })
    ).toBeUndefined();
  });

  it('neither enlarges: only a required minimum does', () => {
    expect(
      breach(({ target, placement: { frame, enlarged } }) => {
        const isAtMinimum = Math.max(frame.width, frame.height) <= target.requiredLongSide;
        return enlarged <= 1 || isAtMinimum;
      })
    ).toBeUndefined();
  });

  it('at scale 1 the offsets are whole pixels, shifted or not', () => {
    const same = cases.filter(({ placement }) => placement.scale === 1);
    expect(same.length).toBeGreaterThan(100);
    expect(
      same.every(
        ({ placement: { offsetX, offsetY } }) => Number.isInteger(offsetX) && Number.isInteger(offsetY)
      )
    ).toBe(true);
  });
});
