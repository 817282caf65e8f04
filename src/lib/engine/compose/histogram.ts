import { LUMINANCE } from '../../domain/color/white-balance.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';

/** How often each sRGB value (0–255) occurs among a picture's product pixels. */
export interface Histogram {
  readonly red: Uint32Array<ArrayBuffer>;
  readonly green: Uint32Array<ArrayBuffer>;
  readonly blue: Uint32Array<ArrayBuffer>;
  /** Of 0.2126 R + 0.7152 G + 0.0722 B, rounded. */
  readonly luminance: Uint32Array<ArrayBuffer>;
  /** Product pixels: α ≥ 128. */
  readonly count: number;
  /** Those of them of which a channel is 0, and those of which one is 255. */
  readonly clipped: { readonly dark: number; readonly light: number };
}

const bins = () => new Uint32Array(256);

/** @param matte the product's, of the picture's size */
export function histogramOf({ data }: Pixels, { alpha }: Matte): Histogram {
  const [red, green, blue, luminance] = [bins(), bins(), bins(), bins()];
  let [count, dark, light] = [0, 0, 0];
  for (let p = 0, at = 0; p < alpha.length; p++, at += 4) {
    if (alpha[p]! < 128) continue;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    red[r]!++;
    green[g]!++;
    blue[b]!++;
    luminance[Math.round(LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b)]!++;
    count++;
    if (r === 0 || g === 0 || b === 0) dark++;
    if (r === 255 || g === 255 || b === 255) light++;
  }
  return { red, green, blue, luminance, count, clipped: { dark, light } };
}
