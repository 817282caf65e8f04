import { describe, expect, test } from 'vitest';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { measure } from '../../../../../src/lib/engine/compose/measure/measure.ts';
import { withinReach } from '../../../../../src/lib/engine/compose/reach.ts';
import { inside, matteOf, noise, picture, pixelAt, type Rgba } from '../pictures.ts';

const SIDE = 200;
const PRODUCT = { x: 20, y: 50, width: 160, height: 100 };
const white: Rgba = [255, 255, 255, 255];
const product: Rgba = [90, 60, 30, 255];

const matte = matteOf(SIDE, SIDE, (x, y) => (inside(PRODUCT, x, y) ? 255 : 0));
const clean = () => picture(SIDE, SIDE, (x, y) => (inside(PRODUCT, x, y) ? product : white));

/** The clean packshot with one defect. */
function seeded(paint: (x: number, y: number) => number | null): Pixels {
  return picture(SIDE, SIDE, (x, y) => {
    const value = inside(PRODUCT, x, y) ? null : paint(x, y);
    return value === null ? (pixelAt(clean0, x, y) as unknown as Rgba) : [value, value, value, 255];
  });
}
const clean0 = clean();

describe('a clean packshot', () => {
  const { background, fill, crop } = measure(clean(), matte, 8);

  test('has a white ring and nothing that is not white', () => {
    expect(background).toMatchObject({
      ringWhite: 1,
      farNotWhite: 0,
      farMin: 255,
      nearNotWhite: 0,
      nearMin: 255
    });
    expect(background).toMatchObject({ worstRegion: null, detachedSpecks: 0, nearPx: 8 });
  });

  test('has every background pixel counted once, near within 8 px of the product', () => {
    expect(background.nearPixels).toBe(176 * 116 - 160 * 100);
    expect(background.farPixels).toBe(SIDE * SIDE - 176 * 116);
  });

  test('is filled as its box says', () => {
    expect(fill).toEqual({ box: PRODUCT, longSide: 0.8, boxArea: 0.4, maskArea: 0.4 });
  });

  test('touches no border', () => {
    expect(crop).toEqual({ outputEdgePixels: 0, region: null });
  });
});

describe('a seeded defect is found', () => {
  test('one far pixel of 254', () => {
    const { background } = measure(
      seeded((x, y) => (x === 100 && y === 10 ? 254 : null)),
      matte,
      8
    );
    expect(background).toMatchObject({ farNotWhite: 1, farMin: 254, detachedSpecks: 1 });
    expect(background.worstRegion).toEqual({ x: 100, y: 10, width: 1, height: 1 });
  });

  test('one far pixel with a single tinted channel', () => {
    const tinted = clean();
    tinted.data[2] = 250;
    expect(measure(tinted, matte, 8).background).toMatchObject({ farNotWhite: 1, farMin: 250 });
  });

  test('ringing beside the product is near, and no speck', () => {
    const { background } = measure(
      seeded((x, y) => (y === 44 && x % 3 === 0 && inside(PRODUCT, x, 60) ? 249 : null)),
      matte,
      8
    );
    expect(background).toMatchObject({ farNotWhite: 0, nearMin: 249, detachedSpecks: 0 });
    expect(background.nearNotWhite).toBeGreaterThan(40);
  });

  test('the same pixels 9 px away are far', () => {
    const { background } = measure(
      seeded((x, y) => (y === 41 && x === 100 ? 249 : null)),
      matte,
      8
    );
    expect(background).toMatchObject({ farNotWhite: 1, nearNotWhite: 0, detachedSpecks: 1 });
  });

  test('a reach of 16 px makes them near', () => {
    const { background } = measure(
      seeded((x, y) => (y === 41 && x === 100 ? 249 : null)),
      matte,
      16
    );
    expect(background).toMatchObject({ farNotWhite: 0, nearNotWhite: 1, nearPx: 16 });
  });

  test('dust: each speck counts, the largest is the worst', () => {
    const spots = { x: 10, y: 10, width: 3, height: 2 };
    const { background } = measure(
      seeded((x, y) => (inside(spots, x, y) || (x === 190 && y === 190) ? 128 : null)),
      matte,
      8
    );
    expect(background).toMatchObject({ farNotWhite: 7, farMin: 128, detachedSpecks: 2, worstRegion: spots });
  });

  test('a border line is in the ring, detached, and reaches all round', () => {
    const isLine = (x: number, y: number) => x === 0 || y === 0 || x === SIDE - 1 || y === SIDE - 1;
    const { background } = measure(
      seeded((x, y) => (isLine(x, y) ? 230 : null)),
      matte,
      8
    );
    expect(background.ringWhite).toBeCloseTo(0.5, 1);
    expect(background).toMatchObject({ farNotWhite: 796, detachedSpecks: 1 });
    expect(background.worstRegion).toEqual({ x: 0, y: 0, width: SIDE, height: SIDE });
  });

  test('a shadow from the product to the edge is attached, and its region reaches the frame', () => {
    const { background } = measure(
      seeded((x, y) => (y >= 150 && x > 40 && x < 160 ? 200 + Math.floor((y - 150) / 2) : null)),
      matte,
      8
    );
    expect(background.detachedSpecks).toBe(0);
    expect(background.worstRegion).toMatchObject({ y: 158, height: 42 });
    expect(background).toMatchObject({ backdrop: [255, 255, 255], toEdgeColor: [214, 214, 214] });
    expect(background.ringWhite).toBeLessThan(1);
  });

  test('an off-white background is one patch as large as the frame', () => {
    const { background } = measure(
      seeded(() => 250),
      matte,
      8
    );
    expect(background).toMatchObject({ ringWhite: 0, farMin: 250, nearMin: 250, detachedSpecks: 0 });
    expect(background.backdrop).toEqual([250, 250, 250]);
    expect(background.farNotWhite).toBe(background.farPixels);
  });

  test('a product cut off by the frame, on the side with the longest contact', () => {
    const box = { x: 150, y: 50, width: 50, height: 100 };
    const cut = matteOf(SIDE, SIDE, (x, y) => (inside(box, x, y) || (x < 3 && y > 190) ? 255 : 0));
    const { crop } = measure(clean(), cut, 8);
    expect(crop).toEqual({ outputEdgePixels: 100 + 9 + 2, region: { x: 199, y: 50, width: 1, height: 100 } });
  });

  test('α of 8 or less on the frame is no contact', () => {
    expect(
      measure(
        clean(),
        matteOf(SIDE, SIDE, () => 8),
        8
      ).crop.outputEdgePixels
    ).toBe(0);
  });

  test('a small product fills little', () => {
    const small = matteOf(SIDE, SIDE, (x, y) =>
      inside({ x: 90, y: 80, width: 20, height: 40 }, x, y) ? 255 : 0
    );
    expect(measure(clean(), small, 8).fill).toMatchObject({ longSide: 0.2, boxArea: 0.02 });
  });

  test('fill ignores α under 128', () => {
    const soft = matteOf(SIDE, SIDE, (x, y) => (inside(PRODUCT, x, y) ? 255 : 127));
    expect(measure(clean(), soft, 8).fill.box).toEqual(PRODUCT);
  });

  test('no product at all', () => {
    const { fill, background } = measure(
      clean(),
      matteOf(SIDE, SIDE, () => 0),
      8
    );
    expect(fill).toEqual({ box: null, longSide: 0, boxArea: 0, maskArea: 0 });
    expect(background.nearPixels).toBe(0);
  });
});

test('reach is the square around each pixel, as counted the slow way', () => {
  const random = noise(11);
  const { alpha, width, height } = matteOf(61, 47, () => (random() < 3 ? 1 + random() : 0));
  const near = withinReach({ alpha, width, height }, 5);
  for (let p = 0; p < alpha.length; p++) {
    const x = p % width;
    const y = Math.floor(p / width);
    const square = { x: x - 5, y: y - 5, width: 11, height: 11 };
    const expected = alpha.some((a, q) => a > 0 && inside(square, q % width, Math.floor(q / width)));
    expect(near[p]).toBe(expected ? 1 : 0);
  }
});

test('what the product throws is no background, and is counted apart with its darkest value', () => {
  const SHADE = { x: 20, y: 150, width: 160, height: 12 };
  const covered = matteOf(SIDE, SIDE, (x, y) => (inside(PRODUCT, x, y) ? 255 : inside(SHADE, x, y) ? 1 : 0));
  const shaded = seeded((x, y) => (inside(SHADE, x, y) ? 180 + (x % 2) : null));
  const { background } = measure(shaded, matte, 8, covered);
  expect(background).toMatchObject({
    thrownPixels: 160 * 12,
    thrownMin: 180,
    farNotWhite: 0,
    nearNotWhite: 0
  });
  expect(measure(shaded, matte, 8).background).toMatchObject({ thrownPixels: 0, farMin: 180 });
});
