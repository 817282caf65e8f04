import type { Pixels, Size } from '../../../domain/pixels.ts';

/** Straight sRGB bytes. */
export const COLOUR = 'rgba8unorm';
/** One number a pixel: a shade's light (linear, 0–1), or a plane on the way to one. */
export const PLANE = 'r32float';
/** Two, and four numbers a pixel, on the way. */
export const PAIRS = 'rg32float';
export const PLANES = 'rgba32float';

export type Format = typeof COLOUR | typeof PLANE | typeof PAIRS | typeof PLANES;

const BYTES: Readonly<Record<Format, number>> = { [COLOUR]: 4, [PLANE]: 4, [PAIRS]: 8, [PLANES]: 16 };

/** All textures here are made by `makeTexture`. */
export const formatOf = ({ format }: GPUTexture): Format => format as Format;

export const bytesPerPixel = (texture: GPUTexture): number => BYTES[formatOf(texture)];

/** A texture that kernels read and write and that can be copied both ways. Whoever makes it destroys it. */
export const makeTexture = (
  device: GPUDevice,
  label: string,
  { width, height }: Size,
  format: Format
): GPUTexture =>
  device.createTexture({
    label,
    size: { width, height },
    format,
    usage:
      GPUTextureUsage.TEXTURE_BINDING |
      GPUTextureUsage.STORAGE_BINDING |
      GPUTextureUsage.COPY_SRC |
      GPUTextureUsage.COPY_DST
  });

/** Sends pixels up as they are. `writeTexture` and not a bitmap: 10–20 times as fast where no hardware helps. */
export function upload(device: GPUDevice, label: string, { data, width, height }: Pixels): GPUTexture {
  const texture = makeTexture(device, label, { width, height }, COLOUR);
  device.queue.writeTexture({ texture }, data, { bytesPerRow: width * 4 }, { width, height });
  return texture;
}

/** Sends one number a pixel up. */
export function uploadPlane(
  device: GPUDevice,
  label: string,
  size: Size,
  plane: Float32Array<ArrayBuffer>
): GPUTexture {
  const texture = makeTexture(device, label, size, PLANE);
  device.queue.writeTexture({ texture }, plane, { bytesPerRow: size.width * 4 }, size);
  return texture;
}
