import type { ShadowPass } from '../../../../domain/render/pass.ts';
import type { Rect } from '../../../../domain/pixels.ts';
import { contactBlurs, contactDepth, contactWeights, dropOffset, dropSigma } from '../../formulas/shadow.ts';
import { blur } from '../blur/blur.ts';
import fade from '../frame-fade.wgsl?raw';
import { run, type Kernel } from '../kernel.ts';
import { makeTexture, PLANE, uploadPlane } from '../textures.ts';
import drop from './drop.wgsl?raw';
import occluder from './occluder.wgsl?raw';
import shadeCode from './shade.wgsl?raw';

const DROP: Kernel = { name: 'shadow drop', code: drop };
const OCCLUDER: Kernel = { name: 'shadow occluder', code: occluder };
const SHADE: Kernel = { name: 'shadow', code: `${fade}\n${shadeCode}` };

type Shades = ShadowPass['shadow'];

/** What a shade is made of; null = none of it. */
export interface Casts {
  /** `lowerContour` of the placed product. */
  readonly contour: Float32Array<ArrayBuffer> | null;
  /** The light that the photo's own shadow leaves, row by row. */
  readonly original: Float32Array<ArrayBuffer> | null;
}

function dropped(device: GPUDevice, placed: GPUTexture, shadow: Shades, product: Rect): GPUTexture {
  const moved = makeTexture(device, DROP.name, placed, PLANE);
  const { x, y } = dropOffset(shadow, product);
  run(device, DROP, { inputs: [placed], output: moved, params: [x, y] });
  const sigma = dropSigma(shadow, product);
  const blurred = blur(device, moved, sigma);
  if (blurred !== moved) moved.destroy();
  return blurred;
}

function touched(
  device: GPUDevice,
  placed: GPUTexture,
  contour: Float32Array<ArrayBuffer>,
  { shadow, product }: Pick<ShadowPass, 'shadow' | 'product'>
): readonly [core: GPUTexture, wide: GPUTexture] {
  const { core, wide } = contactBlurs(shadow, product);
  const row = { width: placed.width, height: 1 };
  const rows = [contour, contactWeights(contour, product)].map((numbers) =>
    uploadPlane(device, OCCLUDER.name, row, numbers)
  );
  const band = makeTexture(device, OCCLUDER.name, placed, PLANE);
  run(device, OCCLUDER, { inputs: rows, output: band, params: [contactDepth(wide)] });
  const blurred = [core, wide].map((sigma) => blur(device, band, sigma.x, sigma.y));
  for (const texture of [...rows, band]) if (!blurred.includes(texture)) texture.destroy();
  return blurred as [GPUTexture, GPUTexture];
}

/** How much light a placed product leaves on what is behind it: a plane of 0–1. */
export function shadow(
  device: GPUDevice,
  placed: GPUTexture,
  pass: Pick<ShadowPass, 'shadow' | 'product'>,
  { contour, original }: Casts
): GPUTexture {
  const { drop, reachesFrame, ...strengths } = pass.shadow;
  const fallen = drop.strength > 0 ? dropped(device, placed, pass.shadow, pass.product) : placed;
  const [core, wide] = contour ? touched(device, placed, contour, pass) : [placed, placed];
  const own = original ? uploadPlane(device, 'shadow original', placed, original) : placed;
  const output = makeTexture(device, SHADE.name, placed, PLANE);
  run(device, SHADE, {
    inputs: [fallen, core, wide, own],
    output,
    params: [
      drop.strength,
      contour ? strengths.contact.strength : 0,
      original ? strengths.original.strength : 0,
      reachesFrame ? 0 : 1
    ]
  });
  for (const texture of new Set([fallen, core, wide, own])) if (texture !== placed) texture.destroy();
  return output;
}
