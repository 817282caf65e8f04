import { LUMINANCE } from '../../../domain/color/white-balance.ts';
import { boxMean } from '../../segment/matte/box.ts';
import { decoded, encoded, type Light } from './light.ts';

/** A window's mean of `plane`, counted by α, instead of it. */
function meanWithin(plane: Float32Array, { alpha, rect }: Light, radius: number, weight: Float32Array): void {
  for (let p = 0; p < plane.length; p++) plane[p]! *= alpha[p]!;
  boxMean(plane, rect.width, radius, plane);
  for (let p = 0; p < plane.length; p++) plane[p] = weight[p]! > 1e-6 ? plane[p]! / weight[p]! : 0;
}

/** Smooths what varies less than `epsilon` (a variance) within a window, and keeps the rest; in place. */
function smooth(
  plane: Float32Array,
  light: Light,
  radius: number,
  epsilon: number,
  weight: Float32Array
): void {
  const mean = plane.slice();
  meanWithin(mean, light, radius, weight);
  const slope = new Float32Array(plane.length);
  for (let p = 0; p < plane.length; p++) slope[p] = plane[p]! * plane[p]!;
  meanWithin(slope, light, radius, weight);
  for (let p = 0; p < plane.length; p++) {
    const variance = Math.max(0, slope[p]! - mean[p]! * mean[p]!);
    slope[p] = variance / (variance + epsilon);
    mean[p]! *= 1 - slope[p]!;
  }
  meanWithin(slope, light, radius, weight);
  meanWithin(mean, light, radius, weight);
  for (let p = 0; p < plane.length; p++) plane[p] = slope[p]! * plane[p]! + mean[p]!;
}

/** A light without its noise: three self-guided filters on encoded luma, blue and red less luma. */
export function denoise(
  light: Light,
  radius: number,
  epsilons: { readonly luma: number; readonly chroma: number }
): Light {
  const { rgb, alpha, rect } = light;
  const [luma, blue, red] = [
    new Float32Array(alpha.length),
    new Float32Array(alpha.length),
    new Float32Array(alpha.length)
  ] as const;
  for (let p = 0; p < alpha.length; p++) {
    const [r, g, b] = [encoded(rgb[p * 3]!), encoded(rgb[p * 3 + 1]!), encoded(rgb[p * 3 + 2]!)];
    luma[p] = LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b;
    blue[p] = b - luma[p]!;
    red[p] = r - luma[p]!;
  }
  const weight = boxMean(alpha, rect.width, radius);
  smooth(luma, light, radius, epsilons.luma, weight);
  smooth(blue, light, radius, epsilons.chroma, weight);
  smooth(red, light, radius, epsilons.chroma, weight);
  const quiet = new Float32Array(rgb.length);
  for (let p = 0; p < alpha.length; p++) {
    const [r, b] = [luma[p]! + red[p]!, luma[p]! + blue[p]!];
    quiet[p * 3] = decoded(r);
    quiet[p * 3 + 1] = decoded((luma[p]! - LUMINANCE[0] * r - LUMINANCE[2] * b) / LUMINANCE[1]);
    quiet[p * 3 + 2] = decoded(b);
  }
  return { ...light, rgb: quiet };
}
