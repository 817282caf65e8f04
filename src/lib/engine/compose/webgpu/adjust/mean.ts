import { run, type Kernel } from '../kernel.ts';
import { makeTexture, PLANES } from '../textures.ts';
import code from './box.wgsl?raw';

const BOX: Kernel = { name: 'box', code };

/** Pixels of a line that one invocation works on; as in the shader. */
const STRETCH = 64;

function along(device: GPUDevice, plane: GPUTexture, radius: number, isDown: boolean): GPUTexture {
  const output = makeTexture(device, BOX.name, plane, PLANES);
  const [length, lines] = isDown ? [plane.height, plane.width] : [plane.width, plane.height];
  run(device, BOX, {
    inputs: [plane],
    output,
    params: [radius, isDown ? 1 : 0],
    across: [lines, Math.ceil(length / STRETCH)]
  });
  return output;
}

/** Mean over a window of (2 × radius + 1)², at the frame over what lies inside. Frees `plane`. */
export function boxMean(device: GPUDevice, plane: GPUTexture, radius: number): GPUTexture {
  const rows = along(device, plane, radius, false);
  plane.destroy();
  const means = along(device, rows, radius, true);
  rows.destroy();
  return means;
}
