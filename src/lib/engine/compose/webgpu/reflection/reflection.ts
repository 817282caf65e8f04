import type { ComposePass } from '../../../../domain/render/pass.ts';
import { reflectionLength, reflectionLevel, reflectionSigma } from '../../formulas/reflection.ts';
import { standLine } from '../../formulas/stand.ts';
import { blur } from '../blur/blur.ts';
import fade from '../frame-fade.wgsl?raw';
import { run, type Kernel } from '../kernel.ts';
import { lightOf } from '../light/light.ts';
import { makeTexture, PLANES, uploadPlane } from '../textures.ts';
import halve from './halve.wgsl?raw';
import mirror from './mirror.wgsl?raw';

const HALVE: Kernel = { name: 'reflection halve', code: halve };
const MIRROR: Kernel = { name: 'reflection', code: `${fade}\n${mirror}` };

export type ReflectionPass = NonNullable<ComposePass['reflection']>;

/** As the CPU's `BlurLevel`: the lower part of the product, blurred, in cells of `cell` px. */
interface BlurLevel {
  readonly cell: number;
  /** px². */
  readonly variance: number;
  readonly light: GPUTexture;
}

function halved(device: GPUDevice, light: GPUTexture): GPUTexture {
  const size = { width: Math.ceil(light.width / 2), height: Math.ceil(light.height / 2) };
  const output = makeTexture(device, HALVE.name, size, PLANES);
  run(device, HALVE, { inputs: [light], output, params: [] });
  return output;
}

/** The next level, of standard deviation `sigma` px; frees the one before. */
function blurredLevel(device: GPUDevice, before: BlurLevel, sigma: number): BlurLevel {
  const cell = Math.max(1, sigma / 2);
  const isHalved = cell > before.cell;
  const light = isHalved ? halved(device, before.light) : before.light;
  const had = before.variance + (isHalved ? before.cell ** 2 / 4 : 0);
  const variance = sigma ** 2 - cell ** 2 / 6;
  const next = blur(device, light, Math.sqrt(variance - had) / cell);
  for (const texture of new Set([before.light, light])) if (texture !== next) texture.destroy();
  return { cell, variance, light: next };
}

/** Rows of the product that are mirrored, px. */
function mirroredRows(line: Float32Array, length: number, { height }: GPUTexture) {
  const lowest = line.reduce((most, y) => Math.max(most, y), -1);
  const highest = line.reduce((least, y) => Math.min(least, y), lowest);
  return {
    top: Math.max(0, Math.floor(highest - length) - 2),
    bottom: Math.min(height, Math.ceil(lowest) + 2)
  };
}

/**
 * The product mirrored at the line that it stands on, with all that fades it: premultiplied linear light.
 *
 * @param contour `lowerContour` of the product
 * @returns null where there is nothing to mirror
 */
export function reflection(
  device: GPUDevice,
  product: GPUTexture,
  contour: Float32Array<ArrayBuffer>,
  pass: ReflectionPass
): GPUTexture | null {
  const line = standLine(contour);
  if (line.every((y) => y < 0)) return null;
  const length = reflectionLength(pass, pass.product);
  const { top, bottom } = mirroredRows(line, length, product);
  const size = { width: product.width, height: 1 };
  const rows = [line, contour].map((row) => uploadPlane(device, MIRROR.name, size, row));
  const fades = pass.reachesFrame ? 0 : 1;
  const most = Math.ceil(reflectionLevel(reflectionSigma(length, pass)));
  let level: BlurLevel = { cell: 1, variance: 0, light: lightOf(device, product, top, bottom) };
  let sum = makeTexture(device, MIRROR.name, product, PLANES);
  for (let index = 0; index <= most; index++) {
    if (index > 0) level = blurredLevel(device, level, 2 ** (index - 1));
    const next = makeTexture(device, MIRROR.name, product, PLANES);
    const params = [index, level.cell, top, pass.strength, length, reflectionSigma(1, pass), fades];
    run(device, MIRROR, { inputs: [...rows, level.light, sum], output: next, params });
    sum.destroy();
    sum = next;
  }
  for (const texture of [...rows, level.light]) texture.destroy();
  return sum;
}
