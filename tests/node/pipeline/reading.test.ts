import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/lib/pipeline/reading.ts';

const at = (x: number, y: number) => ({ x, y });

/** A rectangle's corners from its top left, clockwise, turned by `degrees`. */
function turned(width: number, height: number, degrees: number) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const point = (x: number, y: number) => at(500 + x * cos - y * sin, 500 + x * sin + y * cos);
  return [point(0, 0), point(width, 0), point(width, height), point(0, height)] as const;
}

describe('lineOf', () => {
  it.each([
    ['level', 0, 0],
    ['upright', 90, 0],
    ['upright, read downwards', -90, 0],
    ['a little askew', 10, 10],
    ['rising', -35, 35],
    ['steep', 70, 20]
  ])('%s', (_, degrees, slant) => {
    const line = lineOf(turned(400, 50, degrees), at(2, 2));
    expect(line.length).toBe(800);
    expect(line.slant).toBeCloseTo(slant, 6);
  });

  it('the longer side counts, whichever comes first', () => {
    const line = lineOf(turned(50, 400, 30), at(1, 1));
    expect(line.length).toBe(400);
    expect(line.slant).toBeCloseTo(30, 6);
  });
});
