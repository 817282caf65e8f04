import { run } from '../kernel.ts';
import { COLOUR, makeTexture } from '../textures.ts';
import code from './compose.wgsl?raw';

const COMPOSE = { name: 'compose', code };

/** Textures of one size. */
export interface Layers {
  readonly product: GPUTexture;
  /** How much light is left. */
  readonly shade: GPUTexture | null;
  readonly reflection: GPUTexture | null;
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
