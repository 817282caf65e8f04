import type { AdjustEdit } from '../../../domain/document/edits/adjust.ts';
import type { Pixels, Size } from '../../../domain/pixels.ts';
import { LUMINANCE } from '../../../domain/color/white-balance.ts';
import {
  claritySigma,
  denoiseEpsilons,
  denoiseRadius,
  detailed,
  intoGamut,
  isToned,
  linearGains,
  saturated,
  sharpenSigma,
  toneTable,
  TONE_STEPS
} from '../formulas/adjust.ts';
import { denoise } from './denoise.ts';
import { blurred, type Plane } from './gaussian.ts';
import { decoded, encoded, lightOf, withLight, type Light } from './light.ts';

const luminanceAt = (rgb: Float32Array, at: number): number =>
  LUMINANCE[0] * rgb[at]! + LUMINANCE[1] * rgb[at + 1]! + LUMINANCE[2] * rgb[at + 2]!;

function scale(rgb: Float32Array, at: number, factor: number): void {
  rgb[at]! *= factor;
  rgb[at + 1]! *= factor;
  rgb[at + 2]! *= factor;
}

/** Exposure, white balance and tones. */
function expose({ rgb }: Light, adjust: AdjustEdit): void {
  const [r, g, b] = linearGains(adjust);
  const table = isToned(adjust) ? toneTable(adjust) : null;
  for (let at = 0; at < rgb.length; at += 3) {
    rgb[at]! *= r;
    rgb[at + 1]! *= g;
    rgb[at + 2]! *= b;
    if (table) scale(rgb, at, ratioAt(table, luminanceAt(rgb, at)));
  }
}

function ratioAt(table: Float32Array, luminance: number): number {
  const place = Math.sqrt(Math.min(1, luminance)) * TONE_STEPS;
  const step = Math.min(TONE_STEPS - 1, Math.floor(place));
  return table[step]! + (place - step) * (table[step + 1]! - table[step]!);
}

function saturate({ rgb, alpha }: Light, saturation: number): void {
  for (let p = 0, at = 0; p < alpha.length; p++, at += 3) {
    if (alpha[p] === 0) continue;
    const [r, g, b] = saturated([rgb[at]!, rgb[at + 1]!, rgb[at + 2]!], saturation);
    rgb[at] = r;
    rgb[at + 1] = g;
    rgb[at + 2] = b;
  }
}

/** A plane blurred within the product: what lies beside it does not count. */
function blurWithin(plane: Plane, { alpha }: Light, sigma: number): Float32Array {
  const weighted = { ...plane, data: plane.data.map((value, p) => value * alpha[p]!) };
  const sum = blurred(weighted, sigma).data;
  const weight = blurred({ ...plane, data: alpha as Float32Array<ArrayBuffer> }, sigma).data;
  return sum.map((value, p) => (weight[p]! > 1e-4 ? value / weight[p]! : plane.data[p]!));
}

function sharpenDetails(light: Light, adjust: AdjustEdit, frame: Size): void {
  const { rgb, alpha, rect } = light;
  const data = Float32Array.from(alpha, (_, p) => encoded(luminanceAt(rgb, p * 3)));
  const plane: Plane = { data, width: rect.width, height: rect.height };
  const wide = adjust.clarity === 0 ? data : blurWithin(plane, light, claritySigma(frame));
  const fine = adjust.sharpen === 0 ? data : blurWithin(plane, light, sharpenSigma(frame));
  for (let p = 0; p < alpha.length; p++) {
    const before = decoded(data[p]!);
    if (alpha[p] === 0 || before === 0) continue;
    const after = decoded(detailed(data[p]!, wide[p]!, fine[p]!, adjust));
    if (after !== before) scale(rgb, p * 3, after / before);
  }
}

function fitGamut({ rgb }: Light): void {
  for (let at = 0; at < rgb.length; at += 3) {
    const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
    if (r >= 0 && r <= 1 && g >= 0 && g <= 1 && b >= 0 && b <= 1) continue;
    rgb.set(intoGamut([r, g, b]), at);
  }
}

/** Light and colour of a placed product; α and what is invisible stay. See `formulas/adjust.ts`. */
export function adjustPixels(placed: Pixels, adjust: AdjustEdit): Pixels {
  const light = lightOf(placed);
  if (!light) return placed;
  if (adjust.denoise > 0) denoise(light, denoiseRadius(placed), denoiseEpsilons(adjust));
  expose(light, adjust);
  if (adjust.saturation !== 0) saturate(light, adjust.saturation);
  if (adjust.clarity !== 0 || adjust.sharpen !== 0) sharpenDetails(light, adjust, placed);
  fitGamut(light);
  return withLight(placed, light);
}
