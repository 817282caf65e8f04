/*
 * The sRGB transfer function (IEC 61966-2-1:1999, 5.2) between 8-bit bytes and linear light 0–1, as tables:
 * pixels are mixed and scaled in linear light, and there are millions of them.
 */

/** Linear light of an sRGB value; both 0–1. */
export const linearFromSrgb = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** sRGB value of linear light; both 0–1. */
export const srgbFromLinear = (linear: number): number =>
  linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;

/** Linear light of each sRGB byte. */
export const LINEAR_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => linearFromSrgb(byte / 255));

/** Steps of `BYTE_OF_LINEAR`: at the steepest point (black) one sRGB byte is still 20 steps wide. */
export const LINEAR_STEPS = 65_535;

/** sRGB byte of linear light `round(linear × LINEAR_STEPS)`. Every byte survives the way through linear light and back. */
export const BYTE_OF_LINEAR = Uint8Array.from({ length: LINEAR_STEPS + 1 }, (_, step) =>
  Math.round(255 * srgbFromLinear(step / LINEAR_STEPS))
);

/** sRGB byte nearest to `linear`; below 0 and above 1 are clamped. */
export const byteOfLinear = (linear: number): number =>
  linear <= 0 ? 0 : linear >= 1 ? 255 : BYTE_OF_LINEAR[(linear * LINEAR_STEPS + 0.5) | 0]!;
