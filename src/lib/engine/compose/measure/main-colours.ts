import { deltaE00OfLab, labOfRgb, type Lab } from '../../../domain/color/ciede2000.ts';
import type { ProductColor } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels } from '../../../domain/pixels.ts';

/** Pixels looked at, at most: evenly spread over the product's. */
const SAMPLES = 40_000;
/** Bits of a channel in which colours are counted. */
const BITS = 4;
/** CIEDE2000 within which a colour is a shade of a commoner one. */
const SHADE = 10;
/** Least share of the product that a main colour has, and how many there are at most. */
const LEAST = 0.1;
const MOST = 5;

interface Bin {
  r: number;
  g: number;
  b: number;
  count: number;
}

interface Cluster extends Bin {
  readonly lab: Lab;
}

/** The colours that most of a product (α = 255) has: commonest bins, each with the shades around it. */
export function mainColours(pixels: Pixels, { alpha }: Matte): ProductColor[] {
  const bins = binned(pixels, alpha);
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const clusters: Cluster[] = [];
  for (const { r, g, b, count } of bins) {
    const lab = labOfRgb(r / count, g / count, b / count);
    const near = clusters.find((cluster) => deltaE00OfLab(cluster.lab, lab) < SHADE);
    if (near) {
      near.r += r;
      near.g += g;
      near.b += b;
      near.count += count;
    } else if (count >= (LEAST * all) / 10) clusters.push({ r, g, b, count, lab });
  }
  return clusters
    .filter(({ count }) => count >= LEAST * all)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map(({ r, g, b, count }) => ({
      color: [Math.round(r / count), Math.round(g / count), Math.round(b / count)],
      share: count / all
    }));
}

/** Sums of the colours in each bin that has some, fullest first. */
function binned({ data }: Pixels, alpha: Uint8Array): Bin[] {
  const step = Math.max(1, Math.floor(alpha.length / SAMPLES / 4));
  const bins = new Map<number, Bin>();
  for (let p = 0; p < alpha.length; p += step) {
    if (alpha[p] !== 255) continue;
    const [r, g, b] = [data[4 * p]!, data[4 * p + 1]!, data[4 * p + 2]!];
    const key = ((r >> BITS) << (2 * BITS)) | ((g >> BITS) << BITS) | (b >> BITS);
    const bin = bins.get(key);
    if (!bin) bins.set(key, { r, g, b, count: 1 });
    else {
      bin.r += r;
      bin.g += g;
      bin.b += b;
      bin.count++;
    }
  }
  return [...bins.values()].sort((a, b) => b.count - a.count);
}
