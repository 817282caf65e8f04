import {
  byteOfLinear,
  linearFromSrgb,
  LINEAR_OF_BYTE,
  LINEAR_STEPS,
  srgbFromLinear
} from '../../../domain/color/srgb.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import { boxOf } from '../bounds.ts';
import { NOISE_ALPHA } from '../cutout.ts';

/** The visible part of a picture as numbers: straight linear light, and α 0–1. */
export interface Light {
  /** Place in the picture, px. */
  readonly rect: Rect;
  /** Three values a pixel. */
  readonly rgb: Float32Array<ArrayBuffer>;
  readonly alpha: Float32Array<ArrayBuffer>;
}

/** Encoded value (0–1) of linear light `round(linear × LINEAR_STEPS)`. */
const ENCODED_OF_LINEAR = Float32Array.from({ length: LINEAR_STEPS + 1 }, (_, step) =>
  srgbFromLinear(step / LINEAR_STEPS)
);

const ENCODED_STEPS = 8192;
const LINEAR_OF_ENCODED = Float32Array.from({ length: ENCODED_STEPS + 1 }, (_, step) =>
  linearFromSrgb(step / ENCODED_STEPS)
);

/** sRGB value of linear light, both 0–1: beyond is clamped. Within 1/20 of a byte. */
export const encoded = (linear: number): number =>
  linear <= 0 ? 0 : linear >= 1 ? 1 : ENCODED_OF_LINEAR[(linear * LINEAR_STEPS + 0.5) | 0]!;

/** The way back, as close. */
export const decoded = (value: number): number =>
  value <= 0 ? 0 : value >= 1 ? 1 : LINEAR_OF_ENCODED[(value * ENCODED_STEPS + 0.5) | 0]!;

/** Null where nothing is visible. */
export function lightOf({ data, width, height }: Pixels): Light | null {
  const alphas = new Uint8Array(width * height);
  for (let p = 0; p < alphas.length; p++) alphas[p] = data[p * 4 + 3]!;
  const rect = boxOf({ alpha: alphas, width, height }, NOISE_ALPHA + 1);
  if (!rect) return null;
  const area = rect.width * rect.height;
  const light: Light = { rect, rgb: new Float32Array(area * 3), alpha: new Float32Array(area) };
  for (let y = 0, p = 0; y < rect.height; y++) {
    for (let at = ((rect.y + y) * width + rect.x) * 4, x = 0; x < rect.width; x++, p++, at += 4) {
      light.alpha[p] = data[at + 3]! / 255;
      for (let c = 0; c < 3; c++) light.rgb[p * 3 + c] = LINEAR_OF_BYTE[data[at + c]!]!;
    }
  }
  return light;
}

/** The picture with its visible part in other colours; α stays. */
export function withLight(picture: Pixels, { rect, rgb }: Light): Pixels {
  const data = picture.data.slice();
  for (let y = 0, from = 0; y < rect.height; y++) {
    let at = ((rect.y + y) * picture.width + rect.x) * 4;
    for (let x = 0; x < rect.width; x++, from += 3, at += 4) {
      if (data[at + 3] === 0) continue;
      data[at] = byteOfLinear(rgb[from]!);
      data[at + 1] = byteOfLinear(rgb[from + 1]!);
      data[at + 2] = byteOfLinear(rgb[from + 2]!);
    }
  }
  return { ...picture, data };
}
