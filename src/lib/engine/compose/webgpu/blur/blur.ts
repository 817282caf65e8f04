import type { Size } from '../../../../domain/pixels.ts';
import { axisBlur } from '../../cpu/gaussian.ts';
import { run, type Kernel } from '../kernel.ts';
import { formatOf, makeTexture, type Format } from '../textures.ts';
import enlarge from './enlarge.wgsl?raw';
import gauss from './gauss.wgsl?raw';
import reduce from './reduce.wgsl?raw';

/** Shaders are written for one format; they work in any. */
const inFormat = (name: string, code: string, format: Format): Kernel => ({
  name: `${name} ${format}`,
  code: code.replace('r32float', format)
});

/** Standard deviation, in cells, below which a blur changes nothing. */
const LEAST = 0.05;

/** Runs a filter into a texture of its own. */
function filtered(
  device: GPUDevice,
  [name, code]: readonly [name: string, code: string],
  plane: GPUTexture,
  params: readonly number[],
  size: Size = plane
): GPUTexture {
  const format = formatOf(plane);
  const output = makeTexture(device, name, size, format);
  run(device, inFormat(name, code, format), { inputs: [plane], output, params });
  return output;
}

/** The steps of a blur, each from the texture before it. */
function stepsOf(device: GPUDevice, { width, height }: Size, across: number, down: number) {
  const [x, y] = [axisBlur(across), axisBlur(down)];
  const gaussian = (sigma: number, isDown: boolean) =>
    sigma >= LEAST
      ? [(from: GPUTexture) => filtered(device, ['gauss', gauss], from, [sigma, isDown ? 1 : 0])]
      : [];
  const steps = [...gaussian(x.sigma, false), ...gaussian(y.sigma, true)];
  if (x.cell === 1 && y.cell === 1) return steps;
  const cell = [x.cell, y.cell];
  const size = { width: Math.ceil(width / x.cell) + 2, height: Math.ceil(height / y.cell) + 2 };
  return [
    (from: GPUTexture) => filtered(device, ['reduce', reduce], from, cell, size),
    ...steps,
    (from: GPUTexture) => filtered(device, ['enlarge', enlarge], from, cell, { width, height })
  ];
}

/**
 * As `blurred` of the CPU, every channel of a float texture: a new texture, or `plane` itself where σ is next
 * to nothing. `plane` is left to whoever made it.
 *
 * @param across standard deviation along rows, px
 * @param down the same along columns
 */
export function blur(device: GPUDevice, plane: GPUTexture, across: number, down = across): GPUTexture {
  return stepsOf(device, plane, across, down).reduce((from, step) => {
    const to = step(from);
    if (from !== plane) from.destroy();
    return to;
  }, plane);
}
