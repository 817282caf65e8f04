import type { Rect } from '../../../domain/pixels.ts';

/** How far from a mixed pixel an opaque one may be whose colour it takes, px: lens and matte leave of a hard edge less. */
const REACH = 4;
/** Opaque pixels that must be there, and α from which one counts as such. */
const FEWEST = 3;
const OPAQUE = 250;

/** Offsets within the reach as a list of dx, dy, weight: what is near counts most. */
const AROUND: readonly number[] = (() => {
  const list: number[] = [];
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const far = dx * dx + dy * dy;
      if (far > 0 && far <= REACH * REACH) list.push(dx, dy, 1 / (far * far));
    }
  }
  return list;
})();

/**
 * The foreground's colour along a hard edge, where opaque pixels are always near: their mean, the nearest counting
 * most. Writes RGB of the mixed pixels within `core` to `out`.
 *
 * @returns false where a mixed pixel has too few opaque ones near it (hair, a pane of glass): nothing is to be relied on
 */
export function takeNear(
  rgba: Uint8ClampedArray,
  alpha: Uint8Array,
  width: number,
  core: Rect,
  out: Uint8ClampedArray
): boolean {
  const height = alpha.length / width;
  for (let y = core.y; y < core.y + core.height; y++) {
    for (let x = core.x; x < core.x + core.width; x++) {
      const i = y * width + x;
      if (alpha[i] === 0 || alpha[i] === 255) continue;
      let [count, weights, r, g, b] = [0, 0, 0, 0, 0];
      for (let k = 0; k < AROUND.length; k += 3) {
        const u = x + AROUND[k]!;
        const v = y + AROUND[k + 1]!;
        if (u < 0 || v < 0 || u >= width || v >= height) continue;
        const from = v * width + u;
        if (alpha[from]! < OPAQUE) continue;
        const weight = AROUND[k + 2]!;
        count++;
        weights += weight;
        r += weight * rgba[4 * from]!;
        g += weight * rgba[4 * from + 1]!;
        b += weight * rgba[4 * from + 2]!;
      }
      if (count < FEWEST) return false;
      out[4 * i] = r / weights;
      out[4 * i + 1] = g / weights;
      out[4 * i + 2] = b / weights;
    }
  }
  return true;
}
