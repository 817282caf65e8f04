import { boxRadii, SAMPLED_SIGMA } from '../../blur.ts';
import { run, type Kernel } from '../kernel.ts';
import { formatOf, makeTexture, type Format } from '../textures.ts';
import box from './box.wgsl?raw';
import gauss from './gauss.wgsl?raw';

/** Invocations along a line; as `STRETCH` of the shader. */
const STRETCH = 64;

/** Standard deviations, px. 0 = not along this axis. */
export interface Sigma {
  readonly x: number;
  readonly y: number;
}

/** Beyond the frame there is nothing, which counts; or what is beyond is left out of the mean. */
export type Beyond = 'nothing' | 'left out';

interface Along {
  readonly isDown: boolean;
  readonly beyond: Beyond;
}

/** The shader is written for one format; it works in any. */
const inFormat = (name: string, code: string, format: Format): Kernel => ({
  name: `${name} ${format}`,
  code: code.replace('r32float', format)
});

/** A kernel along rows or columns, into a texture of its own. */
function along(
  device: GPUDevice,
  kernel: Kernel,
  plane: GPUTexture,
  amount: number,
  { isDown, beyond }: Along
): GPUTexture {
  const output = makeTexture(device, kernel.name, plane, formatOf(plane));
  const [length, lines] = isDown ? [plane.height, plane.width] : [plane.width, plane.height];
  run(device, kernel, {
    inputs: [plane],
    output,
    params: [amount, isDown ? 1 : 0, beyond === 'nothing' ? 1 : 0],
    ...(kernel.name.startsWith('box') && { across: [lines, Math.ceil(length / STRETCH)] as const })
  });
  return output;
}

/** As `gaussian` of blur.ts: sampled where it is narrow, else four box filters. */
function steps(plane: GPUTexture, sigma: number): { kernel: Kernel; amounts: readonly number[] } {
  const format = formatOf(plane);
  if (sigma <= SAMPLED_SIGMA) return { kernel: inFormat('gauss', gauss, format), amounts: [sigma] };
  return { kernel: inFormat('box', box, format), amounts: boxRadii(sigma) };
}

/** Runs filters one after the other; what lies between is freed, `plane` is not. */
function inTurn(plane: GPUTexture, filters: readonly ((from: GPUTexture) => GPUTexture)[]): GPUTexture {
  return filters.reduce((from, filter) => {
    const to = filter(from);
    if (from !== plane) from.destroy();
    return to;
  }, plane);
}

/** Blurs every channel of a float texture by a Gaussian: a new texture, or `plane` itself where σ is 0. */
export function blur(device: GPUDevice, plane: GPUTexture, sigma: Sigma, beyond: Beyond): GPUTexture {
  const filtersAlong = (amount: number, isDown: boolean) => {
    if (amount <= 0) return [];
    const { kernel, amounts } = steps(plane, amount);
    return amounts.map((step) => (from: GPUTexture) => along(device, kernel, from, step, { isDown, beyond }));
  };
  return inTurn(plane, [...filtersAlong(sigma.x, false), ...filtersAlong(sigma.y, true)]);
}

/** Mean over a window of (2 × radius + 1)²: a new texture. */
export function boxMean(device: GPUDevice, plane: GPUTexture, radius: number): GPUTexture {
  const kernel = inFormat('box', box, formatOf(plane));
  return inTurn(
    plane,
    [false, true].map(
      (isDown) => (from: GPUTexture) => along(device, kernel, from, radius, { isDown, beyond: 'left out' })
    )
  );
}
