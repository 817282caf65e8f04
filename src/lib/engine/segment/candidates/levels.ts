import type { Coarse } from '../coarse.ts';

const BINS = 256;
/** The middle is moved no farther than from here. */
const LEAST_MIDDLE = 0.1;

/**
 * The α that parts a plane's values best into two groups (Otsu 1979, "A threshold selection method from gray-level
 * histograms", eq. 18): 0.5 for a decided matte, less for one that the network hardly dared to draw.
 */
export function middleOf(plane: Float32Array): number {
  const counts = new Float64Array(BINS);
  let total = 0;
  for (const alpha of plane) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.round(alpha * (BINS - 1))));
    counts[bin]!++;
    total += bin;
  }
  let [below, sum, best, first, last] = [0, 0, -1, 0, 0];
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin]!;
    sum += bin * counts[bin]!;
    const above = plane.length - below;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sum / below - (total - sum) / above) ** 2;
    // Between two groups that lie apart, every place is as good: the middle one counts.
    if (apart > best) [best, first] = [apart, bin];
    if (apart === best) last = bin;
  }
  return Math.min(0.5, Math.max(LEAST_MIDDLE, ((first + last) / 2 + 0.5) / (BINS - 1)));
}

/** A matte raised so that `middle` becomes 0.5; 0 and 1 stay. */
export function raised(coarse: Coarse, middle: number): Coarse {
  const power = Math.log(0.5) / Math.log(middle);
  return { ...coarse, alpha: coarse.alpha.map((alpha) => alpha ** power) };
}
