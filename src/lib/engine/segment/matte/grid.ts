import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import type { Guide } from './guided.ts';

/** A photo seen at a fraction of its size: one sample for each block of `step` × `step` px, cut off at its end. */
export interface Grid extends Size {
  readonly step: number;
}

/** The colours of a photo at the samples of `rect` on a grid: the mean of each block, 0–1, transparency ignored. */
export function shrink(photo: Pixels, { step }: Grid, rect: Rect): Guide {
  const plane = () => new Float32Array(rect.width * rect.height);
  const planes: Guide = [plane(), plane(), plane()];
  for (let y = 0, i = 0; y < rect.height; y++) {
    const top = (rect.y + y) * step;
    const bottom = Math.min(photo.height, top + step);
    for (let x = 0; x < rect.width; x++, i++) {
      const left = (rect.x + x) * step;
      meanColour(photo, { left, top, right: Math.min(photo.width, left + step), bottom }, planes, i);
    }
  }
  return planes;
}

function meanColour(
  { data, width }: Pixels,
  block: { left: number; top: number; right: number; bottom: number },
  [red, green, blue]: Guide,
  i: number
): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let y = block.top; y < block.bottom; y++) {
    for (let at = 4 * (y * width + block.left); at < 4 * (y * width + block.right); at += 4) {
      r += data[at]!;
      g += data[at + 1]!;
      b += data[at + 2]!;
    }
  }
  const scale = 1 / (255 * (block.right - block.left) * (block.bottom - block.top));
  red[i] = r * scale;
  green[i] = g * scale;
  blue[i] = b * scale;
}
