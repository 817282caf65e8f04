import { boxMean } from '../segment/matte/box.ts';
import type { Matte } from '../../domain/pixels.ts';
import { alongOutline, type Window } from './outline.ts';

/** Up to this σ the kernel is sampled; beyond, box filters come as close and cost the same for every σ. */
export const SAMPLED_SIGMA = 3;
const BOXES = 4;

function sampledGaussian(from: Float32Array, width: number, sigma: number): Float32Array {
  const height = from.length / width;
  const radius = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma))
  );
  const along = (plane: Float32Array, step: number, count: number, indexOf: (p: number) => number) =>
    plane.map((_, p) => {
      const at = indexOf(p);
      let [sum, weight] = [0, 0];
      for (let k = Math.max(-radius, -at); k <= Math.min(radius, count - 1 - at); k++) {
        sum += weights[k + radius]! * plane[p + k * step]!;
        weight += weights[k + radius]!;
      }
      return sum / weight;
    });
  const rows = along(from, 1, width, (p) => p % width);
  return along(rows, width, height, (p) => Math.floor(p / width));
}

/** Box filters one after the other (Kovesi: "Fast Almost-Gaussian Filtering", DICTA 2010): radii of the σ wanted. */
export function boxRadii(sigma: number): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / BOXES + 1);
  const small = Math.floor((ideal - 1) / 2);
  const width = 2 * small + 1;
  const smalls = Math.round(
    (12 * sigma * sigma - BOXES * (width * width + 4 * width + 3)) / (-4 * width - 4)
  );
  return Array.from({ length: BOXES }, (_, i) => (i < smalls ? small : small + 1));
}

/** A window blurred by a Gaussian of standard deviation `sigma` px; at the picture's frame over what lies inside. */
export function gaussian({ rect, alpha }: Window, sigma: number): Float32Array {
  if (sigma <= SAMPLED_SIGMA) return sampledGaussian(alpha, rect.width, sigma);
  return boxRadii(sigma).reduce((plane, radius) => boxMean(plane, rect.width, radius), alpha);
}

/** How far a blur reaches, px. */
const reachOf = (sigma: number): number => Math.ceil(3.5 * sigma) + 1;

/** Softens the edge by a Gaussian. @param sigma px */
export function feather(matte: Matte, sigma: number): Matte {
  return alongOutline(matte, reachOf(sigma), (window) => gaussian(window, sigma));
}

/**
 * Rounds the outline: what bends within `radius` is straightened by a blur of σ = radius / 2, which is then steepened
 * until an edge is a px wide again. A straight edge stays where it is; threads survive that are wider than 0.7 radius.
 */
export function smooth(matte: Matte, radius: number): Matte {
  const sigma = radius / 2;
  const steepness = Math.max(1, sigma * Math.sqrt(2 * Math.PI));
  return alongOutline(matte, reachOf(sigma), (window) =>
    gaussian(window, sigma).map((a) => 0.5 + steepness * (a - 0.5))
  );
}
