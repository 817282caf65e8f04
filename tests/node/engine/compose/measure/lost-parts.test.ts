import { describe, expect, test } from 'vitest';
import type { Matte, Rect } from '../../../../../src/lib/domain/pixels.ts';
import { makeLayer } from '../../../../../src/lib/engine/compose/layer.ts';
import { measureLostParts } from '../../../../../src/lib/engine/compose/measure/lost-parts.ts';
import { mainColours } from '../../../../../src/lib/engine/compose/measure/main-colours.ts';
import { inside, matteOf, noise, picture, type Rgba } from '../pictures.ts';

const SIDE = 400;
const BODY = { x: 100, y: 160, width: 180, height: 160 };
const HANDLE = { x: 160, y: 100, width: 60, height: 60 };
const grain = noise(3);
const cloth = (): Rgba => [190 + (grain() % 7), 180, 160, 255];
const red = (): Rgba => [170 + (grain() % 9), 30, 40, 255];

const matteWith = (...parts: readonly Rect[]): Matte =>
  matteOf(SIDE, SIDE, (x, y) => (parts.some((part) => inside(part, x, y)) ? 255 : 0));

const lostIn = (paint: (x: number, y: number) => Rgba, matte: Matte) =>
  measureLostParts(makeLayer(picture(SIDE, SIDE, paint), matte));

const mug = (x: number, y: number): Rgba => (inside(BODY, x, y) || inside(HANDLE, x, y) ? red() : cloth());

describe('lost parts', () => {
  test('a part of the product’s colours that the cutout left behind is found where it is', () => {
    const { pixels, region } = lostIn(mug, matteWith(BODY));
    expect(pixels).toBeGreaterThan(0.8 * HANDLE.width * HANDLE.height);
    expect(pixels).toBeLessThan(1.05 * HANDLE.width * HANDLE.height);
    expect(Math.abs(region!.x - HANDLE.x)).toBeLessThan(5);
    expect(Math.abs(region!.height - HANDLE.height)).toBeLessThan(8);
  });

  test('are none where the whole product was cut out', () => {
    expect(lostIn(mug, matteWith(BODY, HANDLE))).toEqual({ pixels: 0, region: null });
  });

  test('are none where the thing stands apart, has other colours, or is the product’s shadow', () => {
    const apart = { ...HANDLE, x: 10, y: 10 };
    const beside = (part: Rect, colour: () => Rgba) => (x: number, y: number) =>
      inside(BODY, x, y) ? red() : inside(part, x, y) ? colour() : cloth();
    expect(lostIn(beside(apart, red), matteWith(BODY)).pixels).toBe(0);
    expect(
      lostIn(
        beside(HANDLE, () => [20, 60, 160, 255]),
        matteWith(BODY)
      ).pixels
    ).toBe(0);
    const grey = (): Rgba => [95, 90, 80, 255];
    const dark = (x: number, y: number): Rgba =>
      inside(BODY, x, y) ? [95, 90, 80, 255] : inside(HANDLE, x, y) ? grey() : cloth();
    expect(lostIn(dark, matteWith(BODY)).pixels).toBe(0);
  });
});

describe('main colours', () => {
  const whole = matteOf(SIDE, SIDE, (x, y) => (inside(BODY, x, y) ? 255 : 0));
  const half = (x: number): Rgba => (x < 190 ? red() : [20, 60, 160, 255]);

  test('are those that much of the product has, each with its share, and nothing of the background', () => {
    const colours = mainColours(
      picture(SIDE, SIDE, (x, y) => (inside(BODY, x, y) ? half(x) : cloth())),
      whole
    );
    expect(colours).toHaveLength(2);
    for (const { share } of colours) expect(share).toBeCloseTo(0.5, 1);
    expect(colours.map(({ color }) => color[0]).sort((a, b) => a - b)).toEqual([20, 174]);
  });

  test('shades of one colour are one; where there is no product there are none', () => {
    const shaded = picture(SIDE, SIDE, (_x, y) => [150 + Math.round(y / 16), 30, 40, 255]);
    expect(mainColours(shaded, whole)).toHaveLength(1);
    expect(mainColours(shaded, matteWith())).toEqual([]);
  });
});
