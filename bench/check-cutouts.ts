import type { Matte } from '../src/lib/domain/pixels.ts';
import { boxOf } from '../src/lib/engine/compose/bounds.ts';
import { patchesOf } from '../src/lib/engine/compose/patches.ts';
import { withinReach } from '../src/lib/engine/compose/reach.ts';
import { LEAST_HOLE } from './check-product-defects.ts';

/** A matte with its holes filled; null where it has none to speak of. */
export function closedHoles(matte: Matte): Matte | null {
  const { width, height } = matte;
  const Class = { rest: 0, clear: 1, done: 2 } as const;
  const classes = matte.alpha.map((a) => (a < 128 ? Class.clear : Class.rest));
  const alpha = matte.alpha.slice();
  const product = matte.alpha.reduce((sum, a) => sum + (a < 128 ? 0 : 1), 0);
  let largest = 0;
  for (const { members, box, pixels } of patchesOf(classes, matte, Class.clear, Class.rest, Class.done)) {
    const isOutside =
      box.x === 0 || box.y === 0 || box.x + box.width === width || box.y + box.height === height;
    if (isOutside) continue;
    largest = Math.max(largest, pixels);
    for (const p of members) alpha[p] = 255;
  }
  if (largest < LEAST_HOLE * product) return null;
  const near = withinReach(
    { ...matte, alpha: alpha.map((a, p) => (a === 255 && matte.alpha[p]! < 128 ? 1 : 0)) },
    3
  );
  return { ...matte, alpha: alpha.map((a, p) => (near[p] === 1 && a >= 128 ? 255 : a)) };
}

/** Share of the product's width that is left out. */
const SIDE = 0.25;

/** A matte without the product's right side. */
export function withoutSide(matte: Matte): Matte | null {
  const { width } = matte;
  const box = boxOf(matte, 128);
  if (!box) return null;
  const end = box.x + (1 - SIDE) * box.width;
  return { ...matte, alpha: matte.alpha.map((a, p) => (p % width > end ? 0 : a)) };
}
