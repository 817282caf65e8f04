import type { AdjustEdit } from '../document/edits/adjust.ts';
import type { Rgb } from '../document/edits/backdrop.ts';
import { linearFromSrgb } from './srgb.ts';

/** Shares of linear R, G, B in luminance (IEC 61966-2-1). */
export const LUMINANCE = [0.2126, 0.7152, 0.0722] as const;

export type WhiteBalance = Pick<AdjustEdit, 'temperature' | 'tint'>;

/** Stops that full temperature adds to red and takes from blue. */
const TEMPERATURE_STOPS = 0.75;
/** Stops that full tint takes from green, and half of them it adds to red and blue. */
const TINT_STOPS = 0.5;

/** Factors on linear R, G, B. A grey keeps its luminance. */
export function whiteBalanceGains({ temperature, tint }: WhiteBalance): readonly [number, number, number] {
  const warmer = TEMPERATURE_STOPS * temperature;
  const pinker = (TINT_STOPS / 2) * tint;
  const gains = [2 ** (warmer + pinker), 2 ** (-2 * pinker), 2 ** (pinker - warmer)] as const;
  const luminance = LUMINANCE.reduce((sum, share, c) => sum + share * gains[c]!, 0);
  return [gains[0] / luminance, gains[1] / luminance, gains[2] / luminance];
}

/** Darkest linear light that still tells a ratio: what is black has no colour. */
const DARKEST = linearFromSrgb(4 / 255);

/**
 * The balance that makes a picked colour grey, as far as the sliders go: gains × colour are equal. Inverse of
 * `whiteBalanceGains`.
 */
export function neutralising(picked: Rgb): WhiteBalance {
  const [r, g, b] = picked.map((byte) => Math.log2(Math.max(DARKEST, linearFromSrgb(byte / 255))));
  const temperature = (b! - r!) / (2 * TEMPERATURE_STOPS);
  const tint = (g! - (r! + b!) / 2) / (1.5 * TINT_STOPS);
  return { temperature: limited(temperature), tint: limited(tint) };
}

/** To the sliders' ends, in hundredths. */
const limited = (value: number): number => Math.round(100 * Math.min(1, Math.max(-1, value))) / 100 + 0;
