import type { Size } from '../../../domain/pixels.ts';

/*
 * Divides a part of a plane between seeds where it is narrowest: a flood from the seeds that takes the pixels farthest
 * from the outline first, so that floods meet at necks (watershed of the distance to the outline; Meyer 1991).
 */

/** Distance to the nearest pixel outside, in thirds of a px (chamfer 3-4, Borgefors 1986); the frame is no outline. */
export function depthOf(inside: (p: number) => boolean, { width, height }: Size): Int32Array {
  const far = 3 * (width + height);
  const depth = new Int32Array(width * height);
  for (let p = 0; p < depth.length; p++) depth[p] = inside(p) ? far : 0;
  const relax = (p: number, q: number, step: number) => {
    if (depth[q]! + step < depth[p]!) depth[p] = depth[q]! + step;
  };
  const pass = (p: number, x: number, y: number, way: 1 | -1) => {
    const first = way === 1 ? 0 : width - 1;
    const last = width - 1 - first;
    if (x !== first) relax(p, p - way, 3);
    if (y === (way === 1 ? 0 : height - 1)) return;
    relax(p, p - way * width, 3);
    if (x !== first) relax(p, p - way * (width + 1), 4);
    if (x !== last) relax(p, p - way * (width - 1), 4);
  };
  for (let y = 0, p = 0; y < height; y++) for (let x = 0; x < width; x++, p++) pass(p, x, y, 1);
  for (let y = height - 1, p = depth.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, p--) pass(p, x, y, -1);
  }
  return depth;
}

/**
 * Gives every pixel with a depth above 0 that a seed leads to the seed's label; changes `label`, in which seeds are
 * not 0.
 */
export function divide(label: Uint8Array, depth: Int32Array, { width }: Size): void {
  const deepest = depth.reduce((most, value) => (value > most ? value : most), 0);
  const levels: number[][] = Array.from({ length: deepest + 1 }, () => []);
  let level = 0;
  const push = (p: number, most: number) => {
    const at = Math.min(depth[p]!, most);
    levels[at]!.push(p);
    if (at > level) level = at;
  };
  for (let p = 0; p < label.length; p++) if (label[p] && depth[p]! > 0) push(p, deepest);
  for (; level > 0; level--) {
    for (let p = levels[level]!.pop(); p !== undefined; p = levels[level]!.pop()) {
      const x = p % width;
      for (const q of [p - 1, p + 1, p - width, p + width]) {
        if (q < 0 || q >= label.length || (q === p - 1 && x === 0) || (q === p + 1 && x === width - 1))
          continue;
        if (label[q] || depth[q] === 0) continue;
        label[q] = label[p]!;
        // Not above the level it was reached from: a neck that was passed stays passed.
        levels[Math.min(depth[q]!, level)]!.push(q);
      }
    }
  }
}
