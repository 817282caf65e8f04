import type { Placement } from '../src/lib/domain/render/geometry.ts';
import type { Plane } from './cutout-metrics.ts';

/** 1 wherever a source pixel with α > 2 may reach: the matte in the output, a pixel generous. */
export function productMap(
  matte: Plane,
  { frame, scale, offsetX, offsetY }: Placement
): Uint8Array<ArrayBuffer> {
  const map = new Uint8Array(frame.width * frame.height);
  const [reach, { width, height }] = [Math.max(1, scale) * 3, frame];
  matte.alpha.forEach((a, index) => {
    if (a <= 2) return;
    const x = offsetX + (index % matte.width) * scale;
    const y = offsetY + Math.floor(index / matte.width) * scale;
    for (let v = Math.max(0, Math.floor(y - reach)); v <= Math.min(height - 1, y + reach); v++) {
      map.fill(
        1,
        v * width + Math.max(0, Math.floor(x - reach)),
        v * width + Math.min(width - 1, Math.floor(x + reach)) + 1
      );
    }
  });
  return map;
}
