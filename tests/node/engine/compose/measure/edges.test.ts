import { describe, expect, it } from 'vitest';
import { edgeWidths } from '../../../../../src/lib/engine/compose/measure/edges.ts';
import { measureSharpness } from '../../../../../src/lib/engine/compose/measure/sharpness.ts';

const SIDE = 60;
const solid = { alpha: new Uint8Array(SIDE * SIDE).fill(255), width: SIDE, height: SIDE };
/** Dark on the left, `to` on the right, and so many columns in between. */
const step = (to: number, columns: number) =>
  new Uint8Array(SIDE * SIDE).map((_, p) => {
    const share = Math.min(1, Math.max(0, ((p % SIDE) - 30) / columns + 0.5));
    return 100 + Math.round((to - 100) * share);
  });

describe('edges on a surface', () => {
  it('are texture from 12 steps of luma, and edges from 48', () => {
    const counts = (to: number) => {
      const { interior, texture, outline } = edgeWidths(step(to, 3), solid);
      return [interior.length > 0, texture.length > 0, outline.length > 0];
    };
    expect([106, 111, 112, 147, 148].map(counts)).toEqual([
      [false, false, false],
      [false, false, false],
      [false, true, false],
      [false, true, false],
      [true, true, false]
    ]);
  });

  it('that end in paper white are no texture: a flood takes an enclosed background for product', () => {
    expect(edgeWidths(step(255, 1), solid).texture).toEqual([]);
    expect(edgeWidths(step(255, 1), solid).interior.length).toBeGreaterThan(0);
    expect(edgeWidths(step(253, 1), solid).texture.length).toBeGreaterThan(0);
  });

  it('as wide as shading are no texture', () => {
    expect(edgeWidths(step(180, 18), solid).texture.length).toBeGreaterThan(0);
    expect(edgeWidths(step(180, 24), solid).texture).toEqual([]);
  });

  it('faint ones tell how wide they are, too', () => {
    const { interior, texture } = measureSharpness(step(140, 10), solid);
    expect(interior).toEqual({ edges: 0, width: null });
    expect(texture.width).toBeGreaterThan(6);
    expect(texture.width).toBeLessThan(9);
  });
});
