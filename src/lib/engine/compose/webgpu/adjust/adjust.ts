import type { AdjustEdit } from '../../../../domain/document/edits/adjust.ts';
import { claritySigma, isToned, linearGains, sharpenSigma, toneTable } from '../../formulas/adjust.ts';
import { blur } from '../blur/blur.ts';
import { run, type Kernel } from '../kernel.ts';
import { COLOUR, makeTexture, PAIRS, uploadPlane } from '../textures.ts';
import adjustCode from './adjust.wgsl?raw';
import { denoised } from './denoise.ts';
import light from './light.wgsl?raw';
import luminance from './luminance.wgsl?raw';

const LUMINANCE: Kernel = { name: 'adjust luminance', code: `${light}\n${luminance}` };
const ADJUST: Kernel = { name: 'adjust', code: `${light}\n${adjustCode}` };

/** In the order of `Params` in light.wgsl. */
const paramsOf = (adjust: AdjustEdit): readonly number[] => [
  ...linearGains(adjust),
  adjust.saturation,
  isToned(adjust) ? 1 : 0,
  adjust.clarity,
  adjust.sharpen
];

/** `toneTable` as a texture of one row. */
function tonesOf(device: GPUDevice, adjust: AdjustEdit): GPUTexture {
  const table = toneTable(adjust);
  return uploadPlane(device, 'adjust tones', { width: table.length, height: 1 }, table);
}

/** Adjusts a placed product: straight sRGB bytes, its α as it is. */
export function adjust(device: GPUDevice, placed: GPUTexture, edit: AdjustEdit): GPUTexture {
  const colours = edit.denoise > 0 ? denoised(device, placed, edit) : placed;
  const tones = tonesOf(device, edit);
  const inputs = [placed, colours, tones];
  const params = paramsOf(edit);
  const details = detailsOf(device, placed, edit, (output) =>
    run(device, LUMINANCE, { inputs, output, params })
  );
  const output = makeTexture(device, ADJUST.name, placed, COLOUR);
  run(device, ADJUST, { inputs: [...inputs, details.wide, details.fine], output, params });
  for (const texture of new Set([colours, tones, details.wide, details.fine])) {
    if (texture !== placed) texture.destroy();
  }
  return output;
}

/** Luminance blurred for clarity and for sharpening; where neither is asked, any texture. */
function detailsOf(
  device: GPUDevice,
  placed: GPUTexture,
  { clarity, sharpen }: AdjustEdit,
  write: (luminance: GPUTexture) => void
): { readonly wide: GPUTexture; readonly fine: GPUTexture } {
  if (clarity === 0 && sharpen === 0) return { wide: placed, fine: placed };
  const counted = makeTexture(device, LUMINANCE.name, placed, PAIRS);
  write(counted);
  const blurred = (sigma: number) => blur(device, counted, sigma);
  const wide = clarity === 0 ? placed : blurred(claritySigma(placed));
  const fine = sharpen === 0 ? placed : blurred(sharpenSigma(placed));
  counted.destroy();
  return { wide, fine };
}
