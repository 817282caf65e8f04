/*
 * Mixtures of K Gaussians over colours, as GrabCut has them (Rother, Kolmogorov, Blake: "GrabCut", SIGGRAPH 2004, §3):
 * each pixel belongs to one Gaussian.
 */

const K = 5;
const ROUNDS = 4;
/** Added to variances, in (8-bit steps / 255)²: sensor noise, and no Gaussian becomes a point. */
const NOISE = (3 / 255) ** 2;

/** A normal distribution: mean, inverse covariance (xx xy xz yy yz zz) and logarithm of weight and norm. */
interface Gaussian {
  readonly mean: readonly [number, number, number];
  readonly inverse: readonly [number, number, number, number, number, number];
  readonly log: number;
}

/** Colours: red, green and blue planes one after the other, 0–1. */
export interface Colours {
  readonly planes: Float32Array;
  /** Pixels of a plane. */
  readonly area: number;
}

export type Mixture = readonly Gaussian[];

function squaredDistance({ mean: [r, g, b], inverse: m }: Gaussian, x: number, y: number, z: number): number {
  const u = x - r;
  const v = y - g;
  const w = z - b;
  return u * (m[0] * u + 2 * (m[1] * v + m[2] * w)) + v * (m[3] * v + 2 * m[4] * w) + m[5] * w * w;
}

/** The Gaussian of those pixels of which `sums` are count, sums and sums of products. */
function gaussian(sums: Float64Array, at: number, total: number): Gaussian | null {
  const n = sums[at]!;
  if (n < 1) return null;
  const mean = [sums[at + 1]! / n, sums[at + 2]! / n, sums[at + 3]! / n] as const;
  const cov = (k: number, i: 0 | 1 | 2, j: 0 | 1 | 2) =>
    sums[at + k]! / n - mean[i] * mean[j] + (i === j ? NOISE : 0);
  const [xx, xy, xz] = [cov(4, 0, 0), cov(5, 0, 1), cov(6, 0, 2)];
  const [yy, yz, zz] = [cov(7, 1, 1), cov(8, 1, 2), cov(9, 2, 2)];
  const [c0, c1, c2] = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy];
  const det = Math.max(1e-18, xx * c0 + xy * c1 + xz * c2);
  const inverse = [c0, c1, c2, xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy];
  return {
    mean,
    inverse: inverse.map((c) => c / det) as unknown as Gaussian['inverse'],
    log: Math.log(n / total) - 0.5 * Math.log(det)
  };
}

/** The member of a mixture that explains a colour best, and the logarithm of its density there. */
function best(mixture: Mixture, x: number, y: number, z: number): { k: number; log: number } {
  let [k, log] = [0, -Infinity];
  for (let i = 0; i < mixture.length; i++) {
    const value = mixture[i]!.log - 0.5 * squaredDistance(mixture[i]!, x, y, z);
    if (value > log) [k, log] = [i, value];
  }
  return { k, log };
}

/** Logarithm of a mixture's density at pixel `p`, up to a constant that all mixtures share. */
export const logDensity = (mixture: Mixture, { planes, area }: Colours, p: number): number =>
  best(mixture, planes[p]!, planes[area + p]!, planes[2 * area + p]!).log;

/** Squared distance (in standard deviations) of pixel `p` to the nearest Gaussian. */
export function deviation(mixture: Mixture, { planes, area }: Colours, p: number): number {
  let least = Infinity;
  for (const member of mixture) {
    least = Math.min(least, squaredDistance(member, planes[p]!, planes[area + p]!, planes[2 * area + p]!));
  }
  return least;
}

function add(sums: Float64Array, at: number, r: number, g: number, b: number): void {
  sums[at]! += 1;
  sums[at + 1]! += r;
  sums[at + 2]! += g;
  sums[at + 3]! += b;
  sums[at + 4]! += r * r;
  sums[at + 5]! += r * g;
  sums[at + 6]! += r * b;
  sums[at + 7]! += g * g;
  sums[at + 8]! += g * b;
  sums[at + 9]! += b * b;
}

/** First guess: the pixels by brightness, cut into K runs of equal length, so that the same picture gives the same. */
function byBrightness({ planes, area }: Colours, pixels: Int32Array): Uint8Array {
  const bright = (p: number) => planes[p]! + 2 * planes[area + p]! + planes[2 * area + p]!;
  const counts = new Uint32Array(1024);
  const bin = (p: number) => Math.max(0, Math.min(1023, Math.floor(bright(p) * 256)));
  for (const p of pixels) counts[bin(p)]!++;
  const group = new Uint8Array(1024);
  for (let i = 0, below = 0; i < 1024; i++) {
    group[i] = Math.min(K - 1, Math.floor((K * (below + counts[i]! / 2)) / pixels.length));
    below += counts[i]!;
  }
  return Uint8Array.from(pixels, (p) => group[bin(p)]!);
}

/** Fits a mixture to the colours of `pixels`; null where there are none. */
export function fitMixture(colours: Colours, pixels: Int32Array): Mixture | null {
  if (pixels.length === 0) return null;
  const { planes, area } = colours;
  const group = byBrightness(colours, pixels);
  let mixture: Gaussian[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(10 * K);
    for (let i = 0; i < pixels.length; i++) {
      const p = pixels[i]!;
      const [r, g, b] = [planes[p]!, planes[area + p]!, planes[2 * area + p]!];
      add(sums, 10 * (round === 0 ? group[i]! : best(mixture, r, g, b).k), r, g, b);
    }
    const members = Array.from({ length: K }, (_, k) => gaussian(sums, 10 * k, pixels.length));
    mixture = members.filter((member) => member !== null);
  }
  return mixture;
}
