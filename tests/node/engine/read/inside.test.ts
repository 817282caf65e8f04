import { describe, expect, it } from 'vitest';
import { shareInside } from '../../../../src/lib/engine/read/inside.ts';

const SIDE = 100;
const at = (x: number, y: number) => ({ x, y });

/** White, its right half the product; `ink` is drawn in dark on the rest. */
function scene(ink: (x: number, y: number) => boolean) {
  const matte = { width: SIDE, height: SIDE, alpha: new Uint8Array(SIDE * SIDE) };
  const picture = { width: SIDE, height: SIDE, data: new Uint8ClampedArray(4 * SIDE * SIDE).fill(255) };
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    if (x >= SIDE / 2) matte.alpha[i] = 255;
    if (x >= SIDE / 2 || ink(x, y)) picture.data.fill(60, 4 * i, 4 * i + 3);
  }
  return [picture, matte] as const;
}

const striped = scene((x) => x % 4 === 0);
const bare = scene(() => false);

describe('share of words on the product', () => {
  it('of upright and turned rectangles; what leaves the picture does not count', () => {
    const share = (...corners: Parameters<typeof shareInside>[0]) => shareInside(corners, ...striped);
    expect(share(at(60, 10), at(90, 10), at(90, 20), at(60, 20))).toBe(1);
    expect(share(at(10, 10), at(40, 10), at(40, 20), at(10, 20))).toBe(0);
    expect(share(at(25, 10), at(75, 10), at(75, 20), at(25, 20))).toBeCloseTo(0.5, 1);
    expect(share(at(50, 20), at(80, 50), at(50, 80), at(20, 50))).toBeCloseTo(0.5, 1);
    expect(share(at(-9, -9), at(-5, -9), at(-5, -5), at(-9, -5))).toBe(0);
  });

  it('is all of it where nothing is drawn on the background beside the product', () => {
    const across = [at(25, 10), at(75, 10), at(75, 20), at(25, 20)] as const;
    expect(shareInside(across, ...bare)).toBe(1);
    expect(shareInside(across, ...striped)).toBeLessThan(0.6);
  });

  it('takes a matte of another size', () => {
    const small = { width: 2, height: 1, alpha: Uint8Array.of(0, 255) };
    expect(shareInside([at(60, 10), at(90, 10), at(90, 20), at(60, 20)], striped[0], small)).toBe(1);
    expect(shareInside([at(10, 10), at(40, 10), at(40, 20), at(10, 20)], striped[0], small)).toBe(0);
  });
});
