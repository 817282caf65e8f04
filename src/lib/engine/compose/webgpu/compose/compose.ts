import dither from '../dither.wgsl?raw';
import { run } from '../kernel.ts';
import { COLOUR, makeTexture } from '../textures.ts';
import code from './compose.wgsl?raw';

const COMPOSE = { name: 'compose', code: `${dither}\n${code}` };

/** Textures of one size. */
export interface Layers {
  readonly product: GPUTexture;
  /** How much light is left. */
  readonly shade: GPUTexture | null;
  /** Premultiplied linear light. */
  readonly reflection: GPUTexture | null;
  /** Null = transparent. */
  readonly backdrop: GPUTexture | null;
}

/** Lays a product over what is behind it: straight sRGB bytes. */
export function compose(device: GPUDevice, { product, shade, reflection, backdrop }: Layers): GPUTexture {
  const output = makeTexture(device, COMPOSE.name, product, COLOUR);
  run(device, COMPOSE, {
    inputs: [product, backdrop ?? product, shade ?? product, reflection ?? product],
    output,
    params: [backdrop, shade, reflection].map((layer) => (layer ? 1 : 0))
  });
  return output;
}
