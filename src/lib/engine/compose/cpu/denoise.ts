import { LUMINANCE } from '../../../domain/color/white-balance.ts';
import { boxMean } from '../../segment/matte/box.ts';
import { decoded, encoded, type Light } from './light.ts';

/** A window's mean of `plane`, counted by α. */
function weightedMean(
  plane: Float32Array,
  { alpha, rect }: Light,
  radius: number,
  weight: Float32Array
): Float32Array {
  const mean = boxMean(
    plane.map((value, p) => value * alpha[p]!),
    rect.width,
    radius
  );
  for (let p = 0; p < mean.length; p++) mean[p] = weight[p]! > 1e-6 ? mean[p]! / weight[p]! : 0;
  return mean;
}

/** Smooths what varies less than `epsilon` (a variance) within a window, and keeps the rest. */
function selfGuided(
  plane: Float32Array,
  light: Light,
  radius: number,
  epsilon: number,
  weight: Float32Array
): Float32Array {
  const mean = weightedMean(plane, light, radius, weight);
  const square = weightedMean(
    plane.map((value) => value * value),
    light,
    radius,
    weight
  );
  const slope = square;
  for (let p = 0; p < plane.length; p++) {
    const variance = Math.max(0, square[p]! - mean[p]! * mean[p]!);
    slope[p] = variance / (variance + epsilon);
    mean[p]! *= 1 - slope[p]!;
  }
  const slopes = weightedMean(slope, light, radius, weight);
  const offsets = weightedMean(mean, light, radius, weight);
  return plane.map((value, p) => slopes[p]! * value + offsets[p]!);
}

/** Takes noise out of a light, in place: three self-guided filters on encoded luma, blue and red less luma. */
export function denoise(light: Light, radius: number, epsilons: { luma: number; chroma: number }): void {
  const { rgb, alpha, rect } = light;
  const [luma, blue, red] = [0, 1, 2].map(() => new Float32Array(alpha.length)) as [
    Float32Array,
    Float32Array,
    Float32Array
  ];
  for (let p = 0; p < alpha.length; p++) {
    const [r, g, b] = [encoded(rgb[p * 3]!), encoded(rgb[p * 3 + 1]!), encoded(rgb[p * 3 + 2]!)];
    luma[p] = LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b;
    blue[p] = b - luma[p]!;
    red[p] = r - luma[p]!;
  }
  const weight = boxMean(alpha, rect.width, radius);
  const y = selfGuided(luma, light, radius, epsilons.luma, weight);
  const db = selfGuided(blue, light, radius, epsilons.chroma, weight);
  const dr = selfGuided(red, light, radius, epsilons.chroma, weight);
  for (let p = 0; p < alpha.length; p++) {
    const [r, b] = [y[p]! + dr[p]!, y[p]! + db[p]!];
    rgb[p * 3] = decoded(r);
    rgb[p * 3 + 1] = decoded((y[p]! - LUMINANCE[0] * r - LUMINANCE[2] * b) / LUMINANCE[1]);
    rgb[p * 3 + 2] = decoded(b);
  }
}
