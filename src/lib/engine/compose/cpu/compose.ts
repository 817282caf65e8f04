import { byteOfLinear, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import { dithered, ditherThreshold } from '../formulas/backdrop.ts';
import { encoded } from './light.ts';
import type { Mirror } from './reflection.ts';
import type { Shade } from './shadow.ts';

/** What lies under a product. */
export interface Ground {
  /** Opaque; null = transparent. */
  readonly backdrop: Pixels | null;
  /** Null = all light is left. */
  readonly shade: Shade | null;
  readonly mirror: Mirror | null;
}

/**
 * Lays a product over its backdrop in linear light, premultiplied: product over reflection over backdrop × light. Where
 * α = 0 and nothing is thrown the backdrop keeps its bytes, where α = 255 the product does. Shade on nothing is black
 * with α = 1 − light: over any backdrop, in linear light, that is backdrop × light again.
 *
 * @param product straight sRGB, of the backdrop's size
 */
export function compose(product: Pixels, ground: Ground): Pixels {
  const { backdrop, shade, mirror } = ground;
  const { width, height } = product;
  const data = backdrop ? backdrop.data.slice() : new Uint8ClampedArray(product.data.length);
  const picture = { data, width, height };
  if (shade || mirror) layThrown(picture, product, ground);
  else layBare(picture, product, backdrop !== null);
  return picture;
}

/** Nothing is thrown. */
function layBare({ data }: Pixels, product: Pixels, isBacked: boolean): void {
  const over = product.data;
  const [own, out] = [new Uint32Array(over.buffer), new Uint32Array(data.buffer)];
  for (let p = 0; p < own.length; p++) {
    const alpha = over[p * 4 + 3]!;
    if (alpha === 255) out[p] = own[p]!;
    else if (alpha > 0) {
      if (isBacked) blend(data, over, p * 4, alpha / 255);
      else out[p] = own[p]!;
    }
  }
}

function layThrown(picture: Pixels, product: Pixels, { backdrop, shade, mirror }: Ground): void {
  const { data, width, height } = picture;
  const over = product.data;
  const [own, out] = [new Uint32Array(over.buffer), new Uint32Array(data.buffer)];
  const thrown = new Float64Array(4);
  const lay = backdrop ? layOver : layOverNothing;
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const alpha = over[p * 4 + 3]!;
      if (alpha === 255) {
        out[p] = own[p]!;
        continue;
      }
      const isMirrored = mirror !== null && mirror(x, y, thrown);
      const light = shade ? shade.light[p]! : 1;
      if (isMirrored || light !== 1) {
        if (!isMirrored) thrown.fill(0);
        lay(data, over, p * 4, light, thrown, ditherThreshold(x, y));
      } else if (alpha > 0) {
        if (backdrop) blend(data, over, p * 4, alpha / 255);
        else out[p] = own[p]!;
      }
    }
  }
}

function blend(under: Uint8ClampedArray, over: Uint8ClampedArray, at: number, alpha: number): void {
  for (let c = at; c < at + 3; c++) {
    under[c] = byteOfLinear(LINEAR_OF_BYTE[over[c]!]! * alpha + LINEAR_OF_BYTE[under[c]!]! * (1 - alpha));
  }
}

/** @param thrown reflection, premultiplied linear R, G, B and α */
function layOver(
  under: Uint8ClampedArray,
  over: Uint8ClampedArray,
  at: number,
  light: number,
  thrown: Float64Array,
  threshold: number
): void {
  const alpha = over[at + 3]! / 255;
  for (let c = 0; c < 3; c++) {
    const ground = LINEAR_OF_BYTE[under[at + c]!]! * light * (1 - thrown[3]!) + thrown[c]!;
    const linear = LINEAR_OF_BYTE[over[at + c]!]! * alpha + ground * (1 - alpha);
    under[at + c] = dithered(encoded(linear), threshold);
  }
}

function layOverNothing(
  into: Uint8ClampedArray,
  over: Uint8ClampedArray,
  at: number,
  light: number,
  thrown: Float64Array,
  threshold: number
): void {
  const alpha = over[at + 3]! / 255;
  const ground = thrown[3]! + (1 - thrown[3]!) * (1 - light);
  const whole = alpha + (1 - alpha) * ground;
  const byte = dithered(whole, threshold);
  if (byte === 0) return;
  for (let c = 0; c < 3; c++) {
    const linear = LINEAR_OF_BYTE[over[at + c]!]! * alpha + thrown[c]! * (1 - alpha);
    into[at + c] = byteOfLinear(linear / whole);
  }
  into[at + 3] = byte;
}
