import type { Matte, Rect, Size } from '../../domain/pixels.ts';

/** Tight box of α ≥ `least`, px; null where there is none. */
export function boxOf({ alpha, width, height }: Matte, least: number): Rect | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    const row = alpha.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((a) => a >= least);
    if (first < 0) continue;
    top = Math.min(top, y);
    bottom = y;
    left = Math.min(left, first);
    right = Math.max(
      right,
      row.findLastIndex((a) => a >= least)
    );
  }
  return bottom < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Positions of the outermost rows and columns, each once, in row order. */
export function* borderOf({ width, height }: Size): Generator<number> {
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) yield y * width + x;
  }
}
