import type { AdjustEdit } from '../../../../domain/document/edits/adjust.ts';
import { denoiseEpsilons, denoiseRadius } from '../../formulas/adjust.ts';
import { run, type Kernel } from '../kernel.ts';
import { makeTexture, PLANES } from '../textures.ts';
import denoiseCode from './denoise.wgsl?raw';
import guide from './guide.wgsl?raw';
import { boxMean } from './mean.ts';
import moments from './moments.wgsl?raw';
import signals from './signals.wgsl?raw';

/*
 * Three self-guided filters at once: a channel for each of luma, B − y and R − y, the fourth for the α that they are
 * counted by.
 */

const kernel = (name: string, code: string): Kernel => ({ name, code: `${signals}\n${code}` });
const MOMENTS = kernel('denoise moments', moments);
const GUIDE = kernel('denoise guide', guide);
const DENOISE = kernel('denoise', denoiseCode);

/** Encoded colours of a placed product without its noise: floats, opaque. */
export function denoised(device: GPUDevice, placed: GPUTexture, edit: AdjustEdit): GPUTexture {
  const paint = (by: Kernel, inputs: readonly GPUTexture[], params: readonly number[]): GPUTexture => {
    const output = makeTexture(device, by.name, placed, PLANES);
    run(device, by, { inputs: [placed, ...inputs], output, params });
    return output;
  };
  const mean = (plane: GPUTexture): GPUTexture => boxMean(device, plane, denoiseRadius(placed));
  const { luma, chroma } = denoiseEpsilons(edit);
  const windows = [mean(paint(MOMENTS, [], [0])), mean(paint(MOMENTS, [], [1]))];
  const [factors, offsets] = [0, 1].map((isOffset) =>
    paint(GUIDE, windows, [luma, chroma, chroma, isOffset])
  ) as [GPUTexture, GPUTexture];
  for (const window of windows) window.destroy();
  const lines = [mean(factors), mean(offsets)];
  const colours = paint(DENOISE, lines, []);
  for (const line of lines) line.destroy();
  return colours;
}
