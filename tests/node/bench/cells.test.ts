import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checker, differenceCell, edgeCell, labelled, worstEdge } from '../../../bench/cells.ts';
import { edgeBand } from '../../../bench/cutout-metrics.ts';

const [WIDTH, HEIGHT] = [800, 600];

/** A grey box of α = 255 between x 200 and `right`, y 150–450. */
function product(right: number) {
  const alpha = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    return x >= 200 && x < right && y >= 150 && y < 450 ? 255 : 0;
  });
  const rgba = new Uint8ClampedArray(alpha.length * 4).fill(90);
  alpha.forEach((a, i) => (rgba[4 * i + 3] = a));
  return { width: WIDTH, height: HEIGHT, alpha, rgba };
}

const pixel = async (png: Buffer, left: number, top: number) => [
  ...(await sharp(png).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())
];

describe('contact sheet', () => {
  it('finds the worst place of the edge', () => {
    const truth = product(600);
    const { x, y } = worstEdge(product(610), truth, edgeBand(truth));
    expect(x).toBeLessThan(600);
    expect(x + 160).toBeGreaterThan(610);
    expect(y).toBeGreaterThanOrEqual(70);
    expect(y + 160).toBeLessThanOrEqual(530);
  });

  it('shows what is too much in red and what is missing in blue', async () => {
    const cell = (matte: number, truth: number) =>
      differenceCell(product(600), product(matte), product(truth));
    // Column 650 of 800 at 320 px: 260; row 300 of 600: the middle.
    const [r, , b] = await pixel(await cell(700, 600), 260, 160);
    expect(r! - b!).toBeGreaterThan(100);
    const [r2, , b2] = await pixel(await cell(600, 700), 260, 160);
    expect(b2! - r2!).toBeGreaterThan(100);
  });

  it('puts a cutout on checks, and its edge on white', async () => {
    expect(await pixel(await checker(product(600)), 160, 160)).toEqual([90, 90, 90]);
    const edge = await edgeCell(product(600), { x: 520, y: 200 });
    expect([await pixel(edge, 10, 10), await pixel(edge, 310, 10)]).toEqual([
      [90, 90, 90],
      [255, 255, 255]
    ]);
  });

  it('labels its cells', async () => {
    const cell = await checker(product(600));
    const { width, height } = await sharp(
      await labelled([
        ['a < b & c', cell],
        ['d', cell]
      ])
    ).metadata();
    expect([width, height]).toEqual([648, 358]);
  });
});
