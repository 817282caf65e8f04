import type { ComposePass } from '../../../../domain/render/pass.ts';
import { reflectionLength, reflectionLevel, reflectionSigma, standLine } from '../../formulas/reflection.ts';
import { blur } from '../blur/blur.ts';
import fade from '../frame-fade.wgsl?raw';
import { run, type Kernel } from '../kernel.ts';
import { makeTexture, PLANES, uploadPlane } from '../textures.ts';
import mirror from './mirror.wgsl?raw';
import premultiply from './premultiply.wgsl?raw';

const PREMULTIPLY: Kernel = { name: 'reflection premultiply', code: premultiply };
const MIRROR: Kernel = { name: 'reflection', code: `${fade}\n${mirror}` };

export type ReflectionPass = NonNullable<ComposePass['reflection']>;

/** Standard deviation of the blurred copy of a level. */
const sigmaOf = (level: number): number => (level === 0 ? 0 : 2 ** (level - 1));

/**
 * The product mirrored at the line that it stands on, with all that fades it: premultiplied linear light.
 * @param contour `lowerContour` of the product
 */
export function reflection(
  device: GPUDevice,
  product: GPUTexture,
  contour: Float32Array<ArrayBuffer>,
  pass: ReflectionPass
): GPUTexture {
  const length = reflectionLength(pass, pass.product);
  const levels = Math.ceil(reflectionLevel(reflectionSigma(length, pass))) + 1;
  const line = uploadPlane(device, MIRROR.name, { width: product.width, height: 1 }, standLine(contour));
  const sharp = makeTexture(device, PREMULTIPLY.name, product, PLANES);
  run(device, PREMULTIPLY, { inputs: [product], output: sharp, params: [] });
  let sum = makeTexture(device, MIRROR.name, product, PLANES);
  for (let level = 0; level < levels; level++) {
    const sigma = sigmaOf(level);
    const copy = blur(device, sharp, sigma);
    const next = makeTexture(device, MIRROR.name, product, PLANES);
    const params = [level, pass.strength, length, reflectionSigma(1, pass), pass.reachesFrame ? 0 : 1];
    run(device, MIRROR, { inputs: [line, copy, sum], output: next, params });
    if (copy !== sharp) copy.destroy();
    sum.destroy();
    sum = next;
  }
  for (const texture of [line, sharp]) texture.destroy();
  return sum;
}
