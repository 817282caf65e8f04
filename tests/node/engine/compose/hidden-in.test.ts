import { describe, expect, it } from 'vitest';
import { makeLayer } from '../../../../src/lib/engine/compose/layer.ts';
import { hiddenIn } from '../../../../src/lib/engine/compose/original-shade.ts';

/** A product over all but a tenth on each side, in a photo of `side` px. */
function boxIn(side: number) {
  const alpha = new Uint8Array(side * side);
  const [from, to] = [Math.round(0.1 * side), Math.round(0.9 * side)];
  for (let y = from; y < to; y++) alpha.fill(255, y * side + from, y * side + to);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  return makeLayer({ data, width: side, height: side }, { alpha, width: side, height: side });
}

describe('hiddenIn', () => {
  it.each([512, 600, 700, 900, 1100, 1500])('is whole all over a product in a photo of %i px', (side) => {
    const size = { width: 512, height: 512 };
    const { data } = hiddenIn(boxIn(side), size);
    const inside: number[] = [];
    for (let y = 60; y < 452; y++) inside.push(...data.subarray(y * 512 + 60, y * 512 + 452));
    expect(inside.reduce((a, b) => Math.min(a, b))).toBeGreaterThan(0.98);
    expect(inside.reduce((a, b) => Math.max(a, b))).toBeLessThan(1.02);
    expect(data[20 * 512 + 20]).toBe(0);
  });
});
