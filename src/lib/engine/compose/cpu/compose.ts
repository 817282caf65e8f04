import { byteOfLinear, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels } from '../../../domain/pixels.ts';

/**
 * Lays a product over its backdrop in linear light, premultiplied. Where α = 0 the backdrop keeps its bytes, where
 * α = 255 the product does.
 *
 * @param product straight sRGB
 * @param backdrop of the same size, opaque; null = transparent
 */
export function compose(product: Pixels, backdrop: Pixels | null): Pixels {
  const { width, height } = product;
  const data = backdrop ? backdrop.data.slice() : new Uint8ClampedArray(product.data.length);
  const [own, out] = [new Uint32Array(product.data.buffer), new Uint32Array(data.buffer)];
  for (let p = 0, at = 3; p < own.length; p++, at += 4) {
    const alpha = product.data[at]!;
    if (alpha === 0) continue;
    if (alpha === 255 || !backdrop) out[p] = own[p]!;
    else blend(data, product.data, at - 3, alpha / 255);
  }
  return { data, width, height };
}

function blend(under: Uint8ClampedArray, over: Uint8ClampedArray, at: number, alpha: number): void {
  for (let c = at; c < at + 3; c++) {
    under[c] = byteOfLinear(LINEAR_OF_BYTE[over[c]!]! * alpha + LINEAR_OF_BYTE[under[c]!]! * (1 - alpha));
  }
}
