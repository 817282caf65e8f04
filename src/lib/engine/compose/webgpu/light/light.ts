import { run, type Kernel } from '../kernel.ts';
import { makeTexture, PLANES } from '../textures.ts';
import premultiply from './premultiply.wgsl?raw';

const PREMULTIPLY: Kernel = { name: 'premultiply', code: premultiply };

/** Rows `top` to `bottom` of a colour texture as premultiplied linear light, in floats. */
export function lightOf(
  device: GPUDevice,
  picture: GPUTexture,
  top = 0,
  bottom = picture.height
): GPUTexture {
  const size = { width: picture.width, height: bottom - top };
  const output = makeTexture(device, PREMULTIPLY.name, size, PLANES);
  run(device, PREMULTIPLY, { inputs: [picture], output, params: [top] });
  return output;
}
