import { expect, test } from 'vitest';
import { floodMatte } from '../../../../src/lib/engine/compose/flood.ts';
import { inside, picture, type Rgba } from './pictures.ts';

const BOX = { x: 30, y: 30, width: 60, height: 60 };
const HOLE = { x: 50, y: 50, width: 20, height: 20 };
const packshot = (ground: Rgba, extra: (x: number, y: number) => Rgba | null = () => null) =>
  picture(120, 120, (x, y) => extra(x, y) ?? (inside(BOX, x, y) ? [30, 60, 90, 255] : ground));

test('what a flood from the frame does not reach is the product, with a faint rim for its soft edge', () => {
  const matte = floodMatte(packshot([255, 255, 255, 255]))!;
  const rim = { x: BOX.x - 3, y: BOX.y - 3, width: BOX.width + 6, height: BOX.height + 6 };
  matte.alpha.forEach((alpha, p) => {
    const [x, y] = [p % 120, Math.floor(p / 120)];
    expect(alpha).toBe(inside(BOX, x, y) ? 255 : inside(rim, x, y) ? 8 : 0);
  });
});

test('off-white and coloured backgrounds are flooded too, noise included', () => {
  for (const ground of [
    [250, 250, 252, 255],
    [120, 200, 120, 255]
  ] as const) {
    const matte = floodMatte(
      packshot(ground, (x, y) =>
        inside(BOX, x, y) ? null : [ground[0] - ((x * y) % 5), ground[1], ground[2], 255]
      )
    );
    expect(matte!.alpha.filter((alpha) => alpha === 255)).toHaveLength(3600);
  }
});

test('dust is background, so that it can be counted as dirt', () => {
  const dusty = packshot([255, 255, 255, 255], (x, y) =>
    x === 10 && y > 10 && y < 14 ? [0, 0, 0, 255] : null
  );
  expect(floodMatte(dusty)!.alpha[12 * 120 + 10]).toBe(0);
});

test('background that the product encloses is product', () => {
  const ring = packshot([255, 255, 255, 255], (x, y) => (inside(HOLE, x, y) ? [255, 255, 255, 255] : null));
  expect(floodMatte(ring)!.alpha.filter((alpha) => alpha === 255)).toHaveLength(3600);
});

test('a frame of several colours is ambiguous', () => {
  expect(floodMatte(picture(120, 120, (x, y) => [x * 2, y * 2, 100, 255]))).toBeNull();
});

test('next to no background, and nothing but background, are ambiguous', () => {
  const frame = { x: 1, y: 1, width: 118, height: 118 };
  expect(
    floodMatte(picture(120, 120, (x, y) => (inside(frame, x, y) ? [0, 0, 0, 255] : [255, 255, 255, 255])))
  ).toBeNull();
  expect(floodMatte(picture(120, 120, () => [255, 255, 255, 255]))).toBeNull();
});

test('a product that is cut off by one side is still found', () => {
  const cut = picture(120, 120, (x, y) =>
    y > 60 && x > 20 && x < 100 ? [10, 10, 10, 255] : [255, 255, 255, 255]
  );
  expect(floodMatte(cut)!.alpha.filter((alpha) => alpha === 255)).toHaveLength(79 * 59);
});
