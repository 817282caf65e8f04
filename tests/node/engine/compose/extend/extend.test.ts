import { differenceCiede2000 } from 'culori';
import { describe, expect, it } from 'vitest';
import { SCENE_METHODS } from '../../../../../src/lib/domain/document/edits/backdrop.ts';
import type { Matte, Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { extendScene } from '../../../../../src/lib/engine/compose/extend/extend.ts';
import { expectGolden } from '../../../../golden/golden.ts';
import { FRAME, framed, grainy, linearAt, PHOTO, slope, sloped, stones } from './surfaces.ts';

const at = ({ data, width }: Pixels, x: number, y: number) =>
  data.slice((y * width + x) * 4, (y * width + x) * 4 + 4);
const ciede = differenceCiede2000();

/** Mean sRGB levels of a column between two rows. */
function meanOf(picture: Pixels, columns: readonly number[]): [number, number, number] {
  const sum = [0, 0, 0];
  for (const x of columns) {
    for (let y = 0; y < picture.height; y++)
      at(picture, x, y).forEach((byte, c) => (sum[c]! += c < 3 ? byte : 0));
  }
  return sum.slice(0, 3).map((value) => value / columns.length / picture.height) as [number, number, number];
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const colour = (c: ArrayLike<number>) => ({
    mode: 'rgb' as const,
    r: c[0]! / 255,
    g: c[1]! / 255,
    b: c[2]! / 255
  });
  return ciede(colour(a), colour(b));
};

const span = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Standard deviation of the differences of neighbours, and of the values, of some columns. */
function deviation(picture: Pixels, columns: readonly number[]) {
  const values = columns.flatMap((x) => span(0, picture.height).map((y) => at(picture, x, y)[1]!));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The rows of the photo itself. */
const known = ({ data, width }: Pixels): Buffer =>
  Buffer.concat(
    span(PHOTO.y, PHOTO.height).map((y) =>
      Buffer.from(data.slice((y * width + PHOTO.x) * 4, (y * width + PHOTO.x + PHOTO.width) * 4))
    )
  );

describe('extendScene', () => {
  it.each(SCENE_METHODS)('%s leaves the photo’s own pixels as they are, and nothing clear', (method) => {
    const photo = framed(stones());
    const { pixels } = extendScene(photo, null, method);
    expect(known(pixels).equals(known(photo))).toBe(true);
    expect(pixels.data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it.each(SCENE_METHODS)('%s gives the same picture each time', (method) => {
    const photo = framed(stones());
    const [once, again] = [extendScene(photo, null, method), extendScene(photo, null, method)];
    expect(Buffer.from(once.pixels.data).equals(Buffer.from(again.pixels.data))).toBe(true);
    expect(once.extended).toEqual(again.extended);
  });

  it('a photo that fills its frame is left alone', () => {
    const whole = { x: 0, y: 0, ...FRAME };
    const photo = framed(stones(), whole);
    const { pixels, extended } = extendScene(photo, null, 'auto');
    expect(extended).toEqual({ method: 'none', share: 0, confidence: 1 });
    expect(Buffer.from(pixels.data).equals(Buffer.from(photo.data))).toBe(true);
  });

  it('a plain wall goes on as it is: ΔE2000 under 0.5 at the seam and far from it', () => {
    const { pixels, extended } = extendScene(
      framed(() => [201, 190, 178]),
      null,
      'auto'
    );
    expect(extended).toMatchObject({ method: 'continue', share: (320 - 180) / 320 });
    expect(extended.confidence).toBeGreaterThan(0.95);
    for (const x of [69, 65, 30, 0, 250, 319])
      expect(difference(at(pixels, x, 45), [201, 190, 178])).toBeLessThan(0.5);
  });

  it('pure white goes on as pure white', () => {
    const { pixels } = extendScene(
      framed(() => [255, 255, 255]),
      null,
      'auto'
    );
    expect(pixels.data.every((byte) => byte === 255)).toBe(true);
  });

  it('light that falls off evenly goes on falling off, without a step or a bend at the seam', () => {
    const { pixels, extended } = extendScene(framed(sloped), null, 'auto');
    expect(extended.method).toBe('continue');
    for (const x of [0, 20, 50, 69, 250, 280, 319]) {
      const seen = span(0, FRAME.height).reduce((sum, y) => sum + linearAt(pixels, x, y), 0) / FRAME.height;
      expect(Math.abs(seen - slope(x))).toBeLessThan(0.006);
    }
    expect(difference(meanOf(pixels, [69]), meanOf(pixels, [70]))).toBeLessThan(0.5);
    expect(difference(meanOf(pixels, [249]), meanOf(pixels, [250]))).toBeLessThan(0.5);
  });

  it('a horizon goes on as a horizon', () => {
    const photo = framed((_, y) => (y < 100 ? [210, 214, 220] : [96, 80, 60]));
    const { pixels, extended } = extendScene(photo, null, 'auto');
    expect(extended.method).toBe('continue');
    expect(difference(at(pixels, 10, 95), [210, 214, 220])).toBeLessThan(1);
    expect(difference(at(pixels, 10, 105), [96, 80, 60])).toBeLessThan(1);
  });

  it.each([2, 5])('grain of %d levels goes on as strong and as fine', (sigma) => {
    const { pixels, extended } = extendScene(framed(grainy(sigma)), null, 'auto');
    expect(extended.method).toBe('continue');
    const [inside, outside] = [deviation(pixels, span(100, 50)), deviation(pixels, span(10, 50))];
    expect(outside / inside).toBeGreaterThan(0.8);
    expect(outside / inside).toBeLessThan(1.2);
    expect(difference(meanOf(pixels, span(62, 8)), meanOf(pixels, span(70, 8)))).toBeLessThan(0.5);
  });

  it('stones go on as stones: as much contrast, not one place again and again', () => {
    const { pixels, extended } = extendScene(framed(stones()), null, 'auto');
    expect(extended.method).toBe('synthesize');
    expect(extended.confidence).toBeGreaterThan(0.5);
    const [inside, outside] = [deviation(pixels, span(100, 60)), deviation(pixels, span(5, 60))];

    expect(outside / inside).toBeGreaterThan(0.75);
    expect(outside / inside).toBeLessThan(1.25);
    expectGolden('engine/compose/extend/stones', pixels);
  });

  it('the product is never seen twice', () => {
    const isProduct = (x: number, y: number) => Math.hypot(x - 125, y - 90) < 30;
    const stone = stones();
    const photo = framed((x, y) => (isProduct(x, y) ? [230, 20, 30] : stone(x, y)));
    const alpha = Uint8Array.from({ length: FRAME.width * FRAME.height }, (_, p) =>
      isProduct(p % FRAME.width, Math.floor(p / FRAME.width)) ? 255 : 0
    );
    const product: Matte = { ...FRAME, alpha };
    for (const method of ['auto', 'synthesize'] as const) {
      const { pixels } = extendScene(photo, product, method);
      const red = span(0, 70).flatMap((x) =>
        span(0, 180).filter((y) => at(pixels, x, y)[0]! > at(pixels, x, y)[1]! + 60)
      );
      expect(red).toEqual([]);
    }
  });

  it('a photo of which hardly anything is in the frame gives white, and says that it is not sure', () => {
    const photo = framed(() => [1, 2, 3], { x: 10, y: 10, width: 4, height: 4 });
    const { extended, pixels } = extendScene(photo, null, 'auto');
    expect(extended.confidence).toBe(0);
    expect([...at(pixels, 150, 150)]).toEqual([255, 255, 255, 255]);
  });

  it('a photo that lies askew is filled to its corners', () => {
    const photo = framed(grainy(2));
    for (let y = 0; y < FRAME.height; y++) {
      const from = Math.round(70 + y / 12);
      for (let x = 70; x < from; x++)
        photo.data.fill(0, (y * FRAME.width + x) * 4, (y * FRAME.width + x) * 4 + 4);
    }
    const { pixels } = extendScene(photo, null, 'auto');
    for (const y of [5, 90, 175]) expect(difference(at(pixels, 71, y), [180, 170, 160])).toBeLessThan(6);
  });
});
