/*
 * How near a cutout comes to the truth. Mattes are 8-bit alpha at source size, row by row, 0 = background; colours
 * are RGBA, 8 bits, sRGB, straight alpha. IoU, MAE, SAD and Grad are those of alphamatting.com (Rhemann et al. 2009)
 * and of salient-object benchmarks; boundary F is that of DAVIS (Perazzi et al. 2016, §4).
 */

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** 8-bit alpha, `width × height` long. */
  readonly alpha: Uint8Array;
}

export interface CutoutScores {
  /** Intersection over union of the pixels with α > 0.5. */
  readonly iou: number;
  /** Mean absolute error of α (0–1) over the frame. */
  readonly mae: number;
  /** Mean absolute error of α (0–1) in the edge band of the truth. */
  readonly edgeMae: number;
  /** Harmonic mean of precision and recall of the α = 0.5 contour, at `edgeRadius` px. */
  readonly boundaryF: number;
  /** Sum of absolute errors of α ÷ 1000. */
  readonly sad: number;
  /** Sum of squared differences of the Gaussian gradient's magnitude (σ 1.4, kernels of unit energy) ÷ 1000. */
  readonly grad: number;
}

const FAR = 1e20;

/** Tolerance in px within which two contours of a picture of this size are the same. */
export const edgeRadius = ({ width, height }: { width: number; height: number }): number =>
  Math.max(2, Math.max(width, height) / 400);

const inside = (alpha: Uint8Array, index: number): boolean => alpha[index]! > 127;

/** 1 where a pixel of the mask α > 0.5 has one of its four neighbours outside the mask; frame edges do not count. */
function contour({ alpha, width, height }: Plane): Uint8Array {
  const edge = new Uint8Array(alpha.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!inside(alpha, i)) continue;
      const cut =
        (x > 0 && !inside(alpha, i - 1)) ||
        (x < width - 1 && !inside(alpha, i + 1)) ||
        (y > 0 && !inside(alpha, i - width)) ||
        (y < height - 1 && !inside(alpha, i + width));
      if (cut) edge[i] = 1;
    }
  }
  return edge;
}

/** Lower envelope of parabolas: Felzenszwalb & Huttenlocher 2012, algorithm 1. Works on `line` in place. */
function squaredDistance1d(
  line: Float64Array,
  n: number,
  v: Int32Array,
  z: Float64Array,
  out: Float64Array
): void {
  const meet = (q: number, p: number) => (line[q]! + q * q - (line[p]! + p * p)) / (2 * q - 2 * p);
  let k = 0;
  v[0] = 0;
  z[0] = -Infinity;
  z[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let s = meet(q, v[k]!);
    while (s <= z[k]!) s = meet(q, v[--k]!);
    v[++k] = q;
    z[k] = s;
    z[k + 1] = Infinity;
  }
  k = 0;
  for (let q = 0; q < n; q++) {
    while (z[k + 1]! < q) k++;
    out[q] = (q - v[k]!) ** 2 + line[v[k]!]!;
  }
  line.set(out.subarray(0, n));
}

/** Squared Euclidean distance in px² of every pixel to the nearest set one. */
export function squaredDistance(set: Uint8Array, width: number, height: number): Float64Array {
  const distance = Float64Array.from(set, (on) => (on ? 0 : FAR));
  const longest = Math.max(width, height);
  const [v, z, out] = [new Int32Array(longest), new Float64Array(longest + 1), new Float64Array(longest)];
  const column = new Float64Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) column[y] = distance[y * width + x]!;
    squaredDistance1d(column, height, v, z, out);
    for (let y = 0; y < height; y++) distance[y * width + x] = column[y]!;
  }
  for (let y = 0; y < height; y++) {
    squaredDistance1d(distance.subarray(y * width, (y + 1) * width), width, v, z, out);
  }
  return distance;
}

/** 1 where the truth is soft or nearer than 2 × `edgeRadius` to its α = 0.5 contour. */
export function edgeBand(truth: Plane): Uint8Array {
  const reach = (2 * edgeRadius(truth)) ** 2;
  const distance = squaredDistance(contour(truth), truth.width, truth.height);
  return Uint8Array.from(truth.alpha, (a, i) => ((a > 0 && a < 255) || distance[i]! <= reach ? 1 : 0));
}

function share(edge: Uint8Array, distance: Float64Array, reach: number): number {
  let all = 0;
  let near = 0;
  edge.forEach((on, i) => {
    if (!on) return;
    all++;
    if (distance[i]! <= reach) near++;
  });
  return all === 0 ? 1 : near / all;
}

function boundaryF(matte: Plane, truth: Plane): number {
  const { width, height } = truth;
  const reach = edgeRadius(truth) ** 2;
  const [ours, theirs] = [contour(matte), contour(truth)];
  const precision = share(ours, squaredDistance(theirs, width, height), reach);
  const recall = share(theirs, squaredDistance(ours, width, height), reach);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Half width in px of the kernels of alphamatting.com at σ 1.4: where the Gaussian falls below 0.01. */
const KERNEL_HALF = 4;

/** A Gaussian and its slope, each of unit energy, as the kernels of alphamatting.com are. */
function gaussianKernels(sigma: number): { smooth: number[]; slope: number[] } {
  const at = Array.from({ length: 2 * KERNEL_HALF + 1 }, (_, i) => i - KERNEL_HALF);
  const bell = at.map((t) => Math.exp((-t * t) / (2 * sigma * sigma)));
  const unit = (values: number[]) => {
    const energy = Math.hypot(...values);
    return values.map((value) => value / energy);
  };
  return { smooth: unit(bell), slope: unit(at.map((t, i) => -t * bell[i]!)) };
}

/** One-dimensional convolution along `stride`, borders repeated. */
function convolve(
  from: Float32Array,
  kernel: number[],
  width: number,
  height: number,
  alongX: boolean
): Float32Array {
  const out = new Float32Array(from.length);
  const half = (kernel.length - 1) / 2;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) {
        const step = k - half;
        const px = alongX ? Math.min(width - 1, Math.max(0, x + step)) : x;
        const py = alongX ? y : Math.min(height - 1, Math.max(0, y + step));
        sum += kernel[k]! * from[py * width + px]!;
      }
      out[i] = sum;
    }
  }
  return out;
}

/** Magnitude of the Gaussian gradient of α (0–1), σ = 1.4 px, kernels of unit energy. */
function gradient({ alpha, width, height }: Plane): Float32Array {
  const { smooth, slope } = gaussianKernels(1.4);
  const unit = Float32Array.from(alpha, (a) => a / 255);
  const gx = convolve(convolve(unit, smooth, width, height, false), slope, width, height, true);
  const gy = convolve(convolve(unit, smooth, width, height, true), slope, width, height, false);
  return gx.map((v, i) => Math.hypot(v, gy[i]!));
}

function areaScores(matte: Plane, truth: Plane): { iou: number; sum: number; edgeMae: number } {
  const band = edgeBand(truth);
  let [both, either, sum, inBand, bandSum] = [0, 0, 0, 0, 0];
  for (let i = 0; i < band.length; i++) {
    const [ours, theirs] = [inside(matte.alpha, i), inside(truth.alpha, i)];
    if (ours && theirs) both++;
    if (ours || theirs) either++;
    const error = Math.abs(matte.alpha[i]! - truth.alpha[i]!) / 255;
    sum += error;
    if (band[i]) {
      inBand++;
      bandSum += error;
    }
  }
  return { iou: either === 0 ? 1 : both / either, sum, edgeMae: inBand === 0 ? 0 : bandSum / inBand };
}

/**
 * All scores of `matte` against `truth`.
 * @throws RangeError where the two are not of one size
 */
export function cutoutScores(matte: Plane, truth: Plane): CutoutScores {
  if (matte.width !== truth.width || matte.height !== truth.height) {
    throw new RangeError(`${matte.width}×${matte.height} against ${truth.width}×${truth.height}`);
  }
  const { iou, sum, edgeMae } = areaScores(matte, truth);
  const [ours, theirs] = [gradient(matte), gradient(truth)];
  const grad = ours.reduce((total, v, i) => total + (v - theirs[i]!) ** 2, 0) / 1000;
  return {
    iou,
    mae: sum / truth.alpha.length,
    edgeMae,
    boundaryF: boundaryF(matte, truth),
    sad: sum / 1000,
    grad
  };
}

/**
 * Halo in the shopper's units: mean |Δ| (0–255, over R, G, B) in the truth's edge band between two cutouts on white.
 * Both are RGBA with straight alpha; blending is done on sRGB values, as a shop's page does it.
 */
export function whiteEdgeError(
  cutout: Uint8ClampedArray,
  truth: Uint8ClampedArray,
  band: Uint8Array
): number {
  const onWhite = (rgba: Uint8ClampedArray, at: number, alpha: number) =>
    255 + ((rgba[at]! - 255) * alpha) / 255;
  let [sum, count] = [0, 0];
  for (let i = 0; i < band.length; i++) {
    if (!band[i]) continue;
    const [ours, theirs] = [cutout[4 * i + 3]!, truth[4 * i + 3]!];
    for (let c = 4 * i; c < 4 * i + 3; c++)
      sum += Math.abs(onWhite(cutout, c, ours) - onWhite(truth, c, theirs));
    count += 3;
  }
  return count === 0 ? 0 : sum / count;
}
