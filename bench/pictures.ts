import sharp from 'sharp';
import type { Plane } from './cutout-metrics.ts';

/** The first channel of a picture, read by libvips. */
export async function plane(source: string | Buffer): Promise<Plane> {
  const { data, info } = await sharp(source).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, alpha: new Uint8Array(data) };
}

/** A picture's RGBA, straight, read by libvips. */
export async function rgba(source: string | Buffer): Promise<Uint8ClampedArray> {
  return new Uint8ClampedArray(await sharp(source).ensureAlpha().raw().toBuffer());
}
