import { describe, expect, it } from 'vitest';
import { evenContours, type Level } from '../../../../../src/lib/engine/segment/matte/motion.ts';

const SIDE = 96;

/** A level whose contour is where `distance` (px, positive inside) is 0, its ramp 8 px wide. */
function levelOf(distance: (x: number, y: number) => number, told: number): Level {
  const level = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < level.length; i++) {
    level[i] = Math.min(1, Math.max(0, 0.5 + distance(i % SIDE, Math.floor(i / SIDE)) / 8));
  }
  return { width: SIDE, height: SIDE, level, told: new Float32Array(level.length).fill(told) };
}

const area = ({ level }: Level): number => level.reduce((sum, a) => sum + (a > 0.5 ? 1 : 0), 0);

/** How far the contour's place in a column strays from the mean of all columns, px. */
function roughness({ level }: Level): number {
  const places = Array.from({ length: 60 }, (_, x) => {
    let sum = 0;
    for (let y = 0; y < SIDE; y++) sum += level[y * SIDE + x + 18]!;
    return sum;
  });
  const mean = places.reduce((a, b) => a + b, 0) / places.length;
  return Math.sqrt(places.reduce((sum, at) => sum + (at - mean) ** 2, 0) / places.length);
}

const jagged = (x: number, y: number) => y - 48 + (x % 4 < 2 ? 1.5 : -1.5);

describe('evenContours', () => {
  it('evens out a jagged line, the more the less the colours tell', () => {
    const [before, sure, blind] = [levelOf(jagged, 0), levelOf(jagged, 1), levelOf(jagged, 0)];
    evenContours(sure);
    evenContours(blind);
    expect(roughness(blind)).toBeLessThan(0.2 * roughness(before));
    expect(roughness(blind)).toBeLessThan(0.5 * roughness(sure));
  });

  it('leaves a straight line where it is, slanted and thin ones too', () => {
    for (const line of [
      (x: number, y: number) => (2 * x + y - 140) / Math.sqrt(5),
      (x: number, y: number) => 1.5 - Math.abs(x - 0.4 * y - 30) / 1.077
    ]) {
      const [before, after] = [levelOf(line, 0), levelOf(line, 0)];
      evenContours(after);
      expect(Math.abs(area(after) - area(before))).toBeLessThan(0.03 * area(before));
    }
  });

  it('hardly shrinks what is round', () => {
    const disc = (x: number, y: number) => 20 - Math.hypot(x - 48, y - 48);
    const [before, after] = [levelOf(disc, 0), levelOf(disc, 0)];
    evenContours(after);
    expect(area(after)).toBeGreaterThan(0.97 * area(before));
  });
});
