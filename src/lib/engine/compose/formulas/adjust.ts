import { LUMINANCE, whiteBalanceGains } from '../../../domain/color/white-balance.ts';
import { linearFromSrgb, srgbFromLinear } from '../../../domain/color/srgb.ts';
import type { AdjustEdit } from '../../../domain/document/edits/adjust.ts';
import type { Size } from '../../../domain/pixels.ts';

/*
 * What an adjustment does, for every painter. Steps, in this order, on the straight colour of each pixel with α > 0:
 *   1. denoise   encoded values; `denoiseRadius`, `denoiseEpsilons`
 *   2. gains     linear; rgb × `linearGains`
 *   3. tone      linear; rgb × `toneRatio(min(1, Y))`, Y = luminance of rgb
 *   4. saturate  linear; `saturated`, only where saturation ≠ 0
 *   5. detail    encoded luminance t of step 4's result (limited to 0–1); `detailed` gives t′, rgb × linear(t′) ÷ linear(t)
 *   6. gamut     linear; `intoGamut`, then to bytes
 * A step whose strength is 0 is left out. Every filter counts its neighbours by α: Σ w α x ÷ Σ w α.
 */

export type Triple = readonly [number, number, number];

export const luminanceOf = ([r, g, b]: Triple): number =>
  LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b;

/** Factors on linear light: exposure and white balance. */
export function linearGains({ exposure, temperature, tint }: AdjustEdit): Triple {
  const [r, g, b] = whiteBalanceGains({ temperature, tint });
  const light = 2 ** exposure;
  return [r * light, g * light, b * light];
}

export function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Middle grey, 18 % of the light, as an encoded value. */
const MIDDLE = srgbFromLinear(0.18);
/** Encoded values between which shadows end, and highlights begin. */
const SHADOWS = [0, 0.6] as const;
const HIGHLIGHTS = [0.4, 1] as const;
/** Stops at full strength. */
const SHADOW_STOPS = 1.5;
const HIGHLIGHT_STOPS = 0.7;

/** Shadows: light × 2^(stops × mask). Highlights down: the same. Up: what lacks to white is halved, so that nothing clips. */
function dodged(t: number, { shadows, highlights }: AdjustEdit): number {
  const dark = 1 - smoothstep(...SHADOWS, t);
  const bright = smoothstep(...HIGHLIGHTS, t);
  const stops = SHADOW_STOPS * shadows * dark + HIGHLIGHT_STOPS * Math.min(0, highlights) * bright;
  const lit = stops === 0 ? t : srgbFromLinear(linearFromSrgb(t) * 2 ** stops);
  return highlights > 0 ? 1 - (1 - lit) * 2 ** (-highlights * bright) : lit;
}

/**
 * An S that keeps 0, middle grey and 1 and has `slope` in the middle, 1 / slope at the ends (Barron 2020, "A convenient
 * generalization of Schlick's bias and gain functions", eq. 4).
 */
const sCurve = (t: number, slope: number): number =>
  t < MIDDLE
    ? (MIDDLE * t) / (t + slope * (MIDDLE - t))
    : ((1 - MIDDLE) * (t - 1)) / (1 - t - slope * (MIDDLE - t)) + 1;

/** Encoded luminance (0–1) after highlights, shadows and contrast (slope 2^contrast); rises with `t` for every edit. */
export function toned(t: number, adjust: AdjustEdit): number {
  const lit = dodged(t, adjust);
  return adjust.contrast === 0 ? lit : sCurve(Math.min(1, lit), 2 ** adjust.contrast);
}

export const isToned = ({ contrast, highlights, shadows }: AdjustEdit): boolean =>
  contrast !== 0 || highlights !== 0 || shadows !== 0;

/** Steps of `toneTable`: straight lines between them are 1/10 of an 8-bit step off at most. */
export const TONE_STEPS = 1024;
/** Luminance below which the ratio is that of this luminance: it runs towards a limit there. */
const DARKEST = 1e-6;

/** How many times brighter a luminance of 0–1 becomes. Colours are multiplied by it, so that they keep their hue. */
export function toneRatio(luminance: number, adjust: AdjustEdit): number {
  const from = Math.min(1, Math.max(DARKEST, luminance));
  return linearFromSrgb(toned(srgbFromLinear(from), adjust)) / from;
}

/** `toneRatio` at luminance (i / TONE_STEPS)². */
export const toneTable = (adjust: AdjustEdit): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: TONE_STEPS + 1 }, (_, i) => toneRatio((i / TONE_STEPS) ** 2, adjust));

/** OKLab chroma at which the push of a positive saturation is halved: what is vivid already does not glow. */
const VIVID = 0.18;

/** Factor on OKLab chroma `chroma` (0–0.4). */
export const chromaFactor = (chroma: number, saturation: number): number =>
  saturation <= 0 ? 1 + saturation : 1 + (saturation * VIVID) / (VIVID + chroma);

/** Linear colour with its OKLab chroma changed, lightness and hue kept (Ottosson 2020, "A perceptual color space for image processing"). May leave the gamut. */
export function saturated([r, g, b]: Triple, saturation: number): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const c = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const factor = chromaFactor(Math.sqrt(a * a + c * c), saturation);
  return fromOklab(lightness, a * factor, c * factor);
}

const cubed = (x: number): number => x * x * x;

function fromOklab(lightness: number, a: number, b: number): Triple {
  const l = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = cubed(lightness - 0.0894841775 * a - 1.291485548 * b);
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ];
}

/**
 * Brings a linear colour into 0–1. Below 0 it is moved towards the grey of its luminance, until it fits. Above 1 it goes half
 * of that way and is clipped for the rest: neither turns a bright red pink, as the one, nor orange yellow, as the other.
 */
export function intoGamut([r, g, b]: Triple): Triple {
  const grey = clamped(LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b);
  const least = Math.min(r, g, b);
  const low = least < 0 ? grey / (grey - least) : 1;
  const most = grey + (Math.max(r, g, b) - grey) * low;
  const high = most > 1 ? (1 + (1 - grey) / (most - grey)) / 2 : 1;
  return [
    clamped(grey + (r - grey) * low * high),
    clamped(grey + (g - grey) * low * high),
    clamped(grey + (b - grey) * low * high)
  ];
}

export const clamped = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Standard deviation of the blur that clarity takes as the surroundings, px. */
export const claritySigma = ({ width, height }: Size): number => 0.02 * Math.max(width, height);

/** Standard deviation of the blur that sharpening takes away, px: 1 in a frame of 2000. */
export const sharpenSigma = ({ width, height }: Size): number =>
  Math.max(0.5, Math.max(width, height) / 2000);

const CLARITY_GAIN = 1.1;
const SHARPEN_GAIN = 1.6;
/** Encoded differences beyond which a detail counts less and less: strong edges get neither glow nor lines. */
const CLARITY_LIMIT = 0.12;
const SHARPEN_LIMIT = 0.08;

const limited = (difference: number, limit: number): number =>
  difference / (1 + Math.abs(difference) / limit);

/**
 * Encoded luminance with its details stronger. Clarity counts most in the middle tones, and neither pushes beyond 0–1.
 *
 * @param t encoded luminance
 * @param wide blurred by `claritySigma`
 * @param fine blurred by `sharpenSigma`
 */
export function detailed(t: number, wide: number, fine: number, { clarity, sharpen }: AdjustEdit): number {
  const middle = 4 * t * (1 - t);
  const local = CLARITY_GAIN * clarity * limited(t - wide, CLARITY_LIMIT) * middle;
  const crisp = SHARPEN_GAIN * sharpen * limited(t - fine, SHARPEN_LIMIT);
  return clamped(t + local + crisp);
}

/** Half the side of the windows that denoising looks at, px: 9 × 9 in a frame of 2000. */
export const denoiseRadius = ({ width, height }: Size): number =>
  Math.max(1, Math.round(Math.max(width, height) / 500));

/**
 * Denoising is three self-guided filters (He, Sun, Tang 2010, "Guided image filtering"): on encoded luma
 * y = 0.2126 R + 0.7152 G + 0.0722 B and on B − y and R − y. Per window: a = var ÷ (var + ε), b = (1 − a) mean;
 * result = mean(a) x + mean(b). ε is the variance that counts as noise.
 */
export const denoiseEpsilons = ({ denoise }: AdjustEdit): { luma: number; chroma: number } => ({
  luma: (0.035 * denoise) ** 2,
  chroma: (0.08 * denoise) ** 2
});
