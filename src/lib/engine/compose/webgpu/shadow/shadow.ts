import type { ShadowPass } from '../../../../domain/render/pass.ts';
import type { Rect, Size } from '../../../../domain/pixels.ts';
import { inOrder, inverse, scaling, type Matrix3 } from '../../../../domain/render/matrix.ts';
import { contactBlurs, contactDepth, contactWeights, dropOffset, dropSigma } from '../../formulas/shadow.ts';
import { standLine } from '../../formulas/stand.ts';
import type { ShadeMap } from '../../original-shade.ts';
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
  /** The photo's own shade, in its own px. */
  readonly original: ShadeMap | null;
}

/** A homography row by row, from px of the frame to px of a map of the whole photo, as rows of four. */
function toMap({ width, height }: ShadeMap, matrix: Matrix3, photo: Size): readonly number[] {
  const map = inOrder(inverse(matrix), scaling(width / photo.width, height / photo.height));
  return [...map.slice(0, 3), 0, ...map.slice(3, 6), 0, ...map.slice(6), 0];
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
  const row = { width: placed.width, height: 1 };
  const line = standLine(contour);
  const weights = contactWeights(contour, line, shadow, product);
  const lines = uploadPlane(device, OCCLUDER.name, row, line);
  const blurs = contactBlurs(shadow, product);
  const thrown = (part: 'core' | 'wide') => {
    const { x, y } = blurs[part];
    const counts = uploadPlane(device, OCCLUDER.name, row, weights[part]);
    const floor = makeTexture(device, OCCLUDER.name, placed, PLANE);
    run(device, OCCLUDER, { inputs: [lines, counts], output: floor, params: [contactDepth(blurs[part])] });
    const blurred = blur(device, floor, x, y);
    for (const texture of [counts, floor]) if (texture !== blurred) texture.destroy();
    return blurred;
  };
  const textures = [thrown('core'), thrown('wide')] as const;
  lines.destroy();
  return textures;
}

/**
 * How much light a placed product leaves on what is behind it: a plane of 0–1.
 * @param photo its size
 */
export function shadow(
  device: GPUDevice,
  placed: GPUTexture,
  pass: ShadowPass,
  photo: Size,
  { contour, original }: Casts
): GPUTexture {
  const { contact, drop, original: own, reachesFrame } = pass.shadow;
  const fallen = drop.strength > 0 ? dropped(device, placed, pass.shadow, pass.product) : placed;
  const [core, wide] = contour ? touched(device, placed, contour, pass) : [placed, placed];
  const map = original ? uploadPlane(device, 'shadow original', original, original.data) : placed;
  const output = makeTexture(device, SHADE.name, placed, PLANE);
  run(device, SHADE, {
    inputs: [fallen, core, wide, map],
    output,
    params: [
      ...(original ? toMap(original, pass.matrix, photo) : new Array<number>(12).fill(0)),
      drop.strength,
      contour ? contact.strength : 0,
      original ? own.strength : 0,
      reachesFrame ? 0 : 1
    ]
  });
  for (const texture of new Set([fallen, core, wide, map])) if (texture !== placed) texture.destroy();
  return output;
}
