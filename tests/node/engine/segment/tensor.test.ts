import { describe, expect, it } from 'vitest';
import { mirrored, sampleView, squash } from '../../../../src/lib/engine/segment/tensor.ts';
import { photoOf } from './photos.ts';

const ISNET = { scale: 1 / 256, offset: -0.5 };
const PLAIN = { scale: 1, offset: 0 };

describe('squash', () => {
  it('lays a photo out as three planes, R G B, normalised', () => {
    const planes = squash(
      photoOf(8, 6, () => [0, 128, 255]),
      4,
      ISNET
    );
    expect(planes).toHaveLength(3 * 16);
    expect([planes[0], planes[16], planes[32]].map((value) => value!.toFixed(4))).toEqual([
      '-0.5000',
      '0.0000',
      '0.4961'
    ]);
  });

  it.each([
    [64, 64],
    [37, 91],
    [3, 2]
  ])('keeps a flat colour flat at %i×%i', (width, height) => {
    const planes = squash(
      photoOf(width, height, () => [10, 20, 30]),
      16,
      PLAIN
    );
    for (let i = 0; i < 256; i++) expect(planes[i]).toBeCloseTo(10, 3);
    for (let i = 512; i < 768; i++) expect(planes[i]).toBeCloseTo(30, 3);
  });

  it('does not alias: a one-pixel chequerboard becomes even grey', () => {
    const board = photoOf(128, 128, (x, y) => ((x + y) % 2 ? [255, 255, 255] : [0, 0, 0]));
    const planes = squash(board, 16, PLAIN);
    for (let i = 0; i < 256; i++) expect(Math.abs(planes[i]! - 127.5)).toBeLessThan(3);
  });

  it('keeps places: a step in the middle stays in the middle', () => {
    const step = photoOf(100, 40, (x) => (x < 50 ? [0, 0, 0] : [255, 255, 255]));
    const row = squash(step, 20, PLAIN).subarray(0, 20);
    expect(row[9]! + row[10]!).toBeCloseTo(255, 0);
    expect(row[8]).toBeLessThan(1);
    expect(row[11]).toBeGreaterThan(254);
  });

  it('shows the network what is transparent on white', () => {
    const photo = photoOf(4, 4, () => [0, 0, 0]);
    for (let i = 3; i < photo.data.length; i += 4) photo.data[i] = 0;
    expect(squash(photo, 2, PLAIN)[0]).toBeCloseTo(255, 3);
  });
});

describe('sampleView', () => {
  const photo = photoOf(37, 23, (x, y) => [(x * 7) % 256, (y * 11) % 256, (x * y) % 256]);

  /** The view put together pixel by pixel. */
  const cut = (rect: { x: number; y: number; width: number; height: number }, flip: boolean) =>
    photoOf(rect.width, rect.height, (x, y) => {
      const column = mirrored(rect.x + (flip ? rect.width - 1 - x : x), photo.width);
      const at = 4 * (mirrored(rect.y + y, photo.height) * photo.width + column);
      return [photo.data[at]!, photo.data[at + 1]!, photo.data[at + 2]!];
    });

  it.each([
    ['a part', { x: 5, y: 3, width: 20, height: 11 }, false],
    ['a mirrored part', { x: 5, y: 3, width: 20, height: 11 }, true],
    ['the photo with room around it', { x: -9, y: -6, width: 55, height: 35 }, false],
    ['the same, mirrored', { x: -9, y: -6, width: 55, height: 35 }, true],
    ['more than a whole mirror image', { x: -100, y: -60, width: 230, height: 150 }, false]
  ])('%s is what it is put together pixel by pixel', (_what, rect, flip) => {
    const seen = sampleView(photo, { rect, flip }, 16, PLAIN);
    squash(cut(rect, flip), 16, PLAIN).forEach((value, i) => expect(seen[i]).toBeCloseTo(value, 3));
  });

  it('a single pixel fills every view', () => {
    const one = photoOf(1, 1, () => [10, 20, 30]);
    const seen = sampleView(one, { rect: { x: -1, y: -1, width: 3, height: 3 }, flip: true }, 4, PLAIN);
    expect([seen[0], seen[16], seen[32]].map((value) => Math.round(value!))).toEqual([10, 20, 30]);
  });

  it('mirrors at the frame, its outermost pixel twice', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5].map((at) => mirrored(at, 3))).toEqual([2, 1, 0, 0, 1, 2, 2, 1, 0]);
  });
});
