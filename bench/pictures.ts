import sharp from 'sharp';
import type { Rect } from '../src/lib/domain/pixels.ts';
import type { Plane } from './cutout-metrics.ts';

/** The first channel of a picture, read by libvips. */
export async function plane(source: string | Buffer): Promise<Plane> {
  const { data, info } = await sharp(source).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, alpha: new Uint8Array(data) };
}

/** A picture's RGBA, sRGB, upright, straight, read by libvips. */
export async function rgba(source: string | Buffer): Promise<Uint8ClampedArray> {
  const upright = sharp(source).autoOrient().toColourspace('srgb').ensureAlpha();
  return new Uint8ClampedArray(await upright.raw().toBuffer());
}

/** Bounds of α > 0.5; the whole picture where nothing is. */
export function boxOf({ alpha, width, height }: Plane): Rect {
  let [left, top, right, bottom] = [width, height, -1, -1];
  alpha.forEach((a, index) => {
    if (a < 128) return;
    const [x, y] = [index % width, Math.floor(index / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  });
  return right < 0
    ? { x: 0, y: 0, width, height }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
