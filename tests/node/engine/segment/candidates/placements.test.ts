import { describe, expect, it } from 'vitest';
import { grownBy, placement, within } from '../../../../../src/lib/engine/segment/candidates/placements.ts';

const photo = { width: 600, height: 400 };
const frame = { x: 0, y: 0, ...photo };

describe('placement', () => {
  it('the whole region is shown as it is, and once more mirrored', () => {
    expect(placement('whole', 768, frame, photo, null)).toEqual({
      id: 'whole-768',
      side: 768,
      rect: frame,
      flip: false
    });
    expect(placement('mirror', 1024, frame, photo, null)).toMatchObject({ rect: frame, flip: true });
  });

  it('a wide look has a quarter of room on each side', () => {
    expect(placement('wide', 1024, frame, photo, null)?.rect).toEqual({
      x: -150,
      y: -100,
      width: 900,
      height: 600
    });
  });

  it('a square holds the region in its middle', () => {
    expect(placement('square', 1024, frame, photo, null)?.rect).toEqual({
      x: 0,
      y: -100,
      width: 600,
      height: 600
    });
  });

  it.each([
    ['nearly square', { x: 0, y: 0, width: 400, height: 410 }],
    ['a panorama', { x: 0, y: 0, width: 8000, height: 400 }]
  ])('there is no square around what is %s', (_what, region) => {
    expect(placement('square', 1024, region, region, null)).toBeNull();
  });

  it('a close look is at the product with some room, within the photo', () => {
    const found = { x: 10, y: 100, width: 100, height: 200 };
    expect(placement('close', 1024, frame, photo, found)?.rect).toEqual({
      x: 0,
      y: 76,
      width: 122,
      height: 248
    });
  });

  it('there is no close look where nothing was found, or where it would show nearly everything', () => {
    expect(placement('close', 1024, frame, photo, null)).toBeNull();
    expect(placement('close', 1024, frame, photo, { x: 20, y: 20, width: 560, height: 360 })).toBeNull();
  });

  it('a photo of one pixel can be shown in every way that makes sense', () => {
    const one = { x: 0, y: 0, width: 1, height: 1 };
    expect(placement('whole', 1024, one, one, null)?.rect).toEqual(one);
    expect(placement('wide', 1024, one, one, null)?.rect).toEqual(one);
    expect(placement('close', 1024, one, one, one)).toBeNull();
  });
});

it('within keeps at least a pixel, and grownBy keeps the middle', () => {
  expect(within({ x: 900, y: -50, width: 10, height: 10 }, photo)).toEqual({
    x: 599,
    y: 0,
    width: 1,
    height: 1
  });
  expect(grownBy({ x: 10, y: 10, width: 10, height: 20 }, 0.5)).toEqual({
    x: 5,
    y: 0,
    width: 20,
    height: 40
  });
});
