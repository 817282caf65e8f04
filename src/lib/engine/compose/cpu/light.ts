import { linearFromSrgb, LINEAR_OF_BYTE, LINEAR_STEPS, srgbFromLinear } from '../../../domain/color/srgb.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import { NOISE_ALPHA } from '../cutout.ts';

/** A part of a picture as numbers: straight linear light, and α 0–1. */
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

/** What of a picture is visible, px; null where nothing is. */
export function visibleRect({ data, width, height }: Pixels): Rect | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = y * width * 4 + 3;
    let first = 0;
    while (first < width && data[row + first * 4]! <= NOISE_ALPHA) first++;
    if (first === width) continue;
    let last = width - 1;
    while (data[row + last * 4]! <= NOISE_ALPHA) last--;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, first);
    right = Math.max(right, last);
  }
  return bottom < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** A part of a picture as numbers. */
export function lightOf({ data, width }: Pixels, rect: Rect): Light {
  const area = rect.width * rect.height;
  const light: Light = { rect, rgb: new Float32Array(area * 3), alpha: new Float32Array(area) };
  const { rgb, alpha } = light;
  for (let y = 0, p = 0; y < rect.height; y++) {
    for (let at = ((rect.y + y) * width + rect.x) * 4, x = 0; x < rect.width; x++, p++, at += 4) {
      alpha[p] = data[at + 3]! / 255;
      rgb[p * 3] = LINEAR_OF_BYTE[data[at]!]!;
      rgb[p * 3 + 1] = LINEAR_OF_BYTE[data[at + 1]!]!;
      rgb[p * 3 + 2] = LINEAR_OF_BYTE[data[at + 2]!]!;
    }
  }
  return light;
}
