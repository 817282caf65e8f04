import { linearFromSrgb } from '../../../../domain/color/srgb.ts';
import type { GradientBackdrop, Rgb, SetBackdrop } from '../../../../domain/document/edits/backdrop.ts';
import type { Rect, Size } from '../../../../domain/pixels.ts';
import { gradientLine, setGeometry } from '../../formulas/backdrop.ts';
import { blur } from '../blur/blur.ts';
import dither from '../dither.wgsl?raw';
import { run, type Kernel } from '../kernel.ts';
import { lightOf } from '../light/light.ts';
import { COLOUR, makeTexture } from '../textures.ts';
import color from './color.wgsl?raw';

import gradient from './gradient.wgsl?raw';
import set from './set.wgsl?raw';
import soften from './soften.wgsl?raw';

const COLOR: Kernel = { name: 'backdrop color', code: color };
const GRADIENT: Kernel = { name: 'backdrop gradient', code: `${dither}\n${gradient}` };
const SET: Kernel = { name: 'backdrop set', code: `${dither}\n${set}` };
const SOFTEN: Kernel = { name: 'backdrop soften', code: `${dither}\n${soften}` };

/** As many as the shader has room for. */
const STOPS = 8;
/** Numbers by which the shader tells sets apart. */
const KINDS: readonly SetBackdrop['set'][] = ['sweep', 'tabletop', 'podium'];

const linear = (rgb: Rgb): readonly number[] => rgb.map((byte) => linearFromSrgb(byte / 255));

function drawn(
  device: GPUDevice,
  kernel: Kernel,
  frame: Size,
  params: readonly number[],
  inputs: readonly GPUTexture[] = []
): GPUTexture {
  const output = makeTexture(device, kernel.name, frame, COLOUR);
  run(device, kernel, { inputs, output, params });
  return output;
}

/** One colour, opaque. */
export const colorBackdrop = (device: GPUDevice, frame: Size, rgb: Rgb): GPUTexture =>
  drawn(
    device,
    COLOR,
    frame,
    [...rgb, 255].map((byte) => byte / 255)
  );

/** Colours that run into each other. */
export function gradientBackdrop(device: GPUDevice, frame: Size, backdrop: GradientBackdrop): GPUTexture {
  const { stops, shape } = backdrop;
  const room = Array.from({ length: STOPS }, (_, i) => stops[Math.min(i, stops.length - 1)]!);
  const { perX, perY, start } = gradientLine(backdrop, frame);
  return drawn(device, GRADIENT, frame, [
    ...room.flatMap(({ at, color: rgb }) => [...linear(rgb), at]),
    ...[perX, perY, start],
    shape === 'radial' ? 1 : 0,
    stops.length
  ]);
}

/** A picture that fills the frame, blurred by `sigma` px. Frees the sharp one. */
export function softened(device: GPUDevice, picture: GPUTexture, sigma: number): GPUTexture {
  const light = lightOf(device, picture);
  const blurred = blur(device, light, sigma);
  const soft = drawn(device, SOFTEN, picture, [], [blurred]);
  for (const texture of new Set([picture, light, blurred])) texture.destroy();
  return soft;
}

/** A studio around the product. */
export function setBackdrop(
  device: GPUDevice,
  frame: Size,
  backdrop: SetBackdrop,
  product: Rect
): GPUTexture {
  const { kind, light, softness, brightest, horizon, podium } = setGeometry(backdrop, product, frame);
  return drawn(device, SET, frame, [
    ...linear(backdrop.color),
    KINDS.indexOf(kind),
    ...light,
    softness,
    brightest,
    horizon,
    podium.x,
    podium.y,
    podium.across,
    podium.down,
    podium.height
  ]);
}
