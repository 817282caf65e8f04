import { run, type Kernel } from '../kernel.ts';
import type { Readback } from '../readback.ts';
import { makeTexture, PLANE } from '../textures.ts';
import code from './contour.wgsl?raw';

const CONTOUR: Kernel = { name: 'contour', code };

/** `lowerContour` of a placed product: few numbers, with which the CPU goes on. */
export async function contourOf(
  device: GPUDevice,
  readback: Readback,
  placed: GPUTexture
): Promise<Float32Array<ArrayBuffer>> {
  const output = makeTexture(device, CONTOUR.name, { width: placed.width, height: 1 }, PLANE);
  run(device, CONTOUR, { inputs: [placed], output, params: [] });
  const contour = await readback.floats(output);
  output.destroy();
  return contour;
}
