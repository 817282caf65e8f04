import type { Rect, Size } from '../../domain/pixels.ts';

/** A connected patch of pixels. */
export interface Patch {
  readonly pixels: number;
  readonly box: Rect;
  /** True where a neighbour of the patch, not part of it, has the class `beside`. */
  readonly touches: boolean;
  /** Positions of its pixels. A view that the next patch overwrites. */
  readonly members: Int32Array;
}

/**
 * Finds the connected patches (8 neighbours) of the pixels of one class. Takes time in proportion to the picture.
 *
 * @param classes one class per pixel; the patch's pixels are set to `done` as they are found
 * @param wanted class to collect
 * @param beside class to look out for next to a patch
 * @param done any other class
 */
export function* patchesOf(
  classes: Uint8Array,
  { width, height }: Size,
  wanted: number,
  beside: number,
  done: number
): Generator<Patch> {
  let queue = new Int32Array(1024);
  for (let seed = classes.indexOf(wanted); seed >= 0; seed = classes.indexOf(wanted, seed + 1)) {
    let [left, right, top, bottom] = [width, -1, height, -1];
    let [head, tail] = [0, 1];
    let touches = false;
    queue[0] = seed;
    classes[seed] = done;
    while (head < tail) {
      const p = queue[head++]!;
      const x = p % width;
      const y = (p - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (tail + 8 > queue.length) queue = enlarged(queue);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const q = ny * width + nx;
          if (classes[q] === beside) touches = true;
          if (classes[q] !== wanted) continue;
          classes[q] = done;
          queue[tail++] = q;
        }
      }
    }
    const box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    yield { pixels: tail, box, touches, members: queue.subarray(0, tail) };
  }
}

function enlarged(queue: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(queue.length * 2);
  larger.set(queue);
  return larger;
}
