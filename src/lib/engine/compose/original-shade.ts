import type { Pixels, Size } from '../../domain/pixels.ts';
import { LINEAR_OF_BYTE } from '../../domain/color/srgb.ts';
import { LUMINANCE } from '../../domain/color/white-balance.ts';
import { blurred, planeOf, type Plane } from './cpu/gaussian.ts';
import { smoothstep } from './formulas/adjust.ts';
import type { Layer } from './layer.ts';

/** The light that the product left on its surroundings in the photo, 0–1, as a small picture of the whole photo. */
export type ShadeMap = Plane;

const made = new WeakMap<Layer, ShadeMap>();

/**
 * The photo's own shadow, as both painters lay it on a new backdrop. The unshaded surroundings are a smooth surface over
 * the brighter part of what is seen of them; what is darker, and hangs together with the product, is shade. Under the
 * product it goes on as it was around it. It ends before the photo does.
 */
export function originalShade(layer: Layer): ShadeMap {
  const known = made.get(layer);
  if (known) return known;
  const shade = estimate(layer);
  made.set(layer, shade);
  return shade;
}

/**
 * Shares of the surroundings (σ 12 % of the photo) that are product, where shade has ended and where it is whole: two σ
 * and one from its edge.
 */
const REACH = [0.02, 0.18] as const;

function estimate(layer: Layer): ShadeMap {
  const { around } = layer;
  const hidden = hiddenIn(layer, around);
  const light = luminances(around);
  const reach = blurred(hidden, 0.12 * Math.max(around.width, around.height)).data;
  const seen = hidden.data.map((share, p) => (share < SURELY_SEEN && around.data[p * 4 + 3]! > 250 ? 1 : 0));
  const near = seen.map((is, p) => (reach[p]! > REACH[0] ? is : 0));
  const surface = brightSurface(light, near, around);
  const ratio = planeOf(around.width, around.height);
  const noise = noiseOf(light, surface, near);
  for (let p = 0; p < ratio.data.length; p++) ratio.data[p] = shadeAt(light[p]! / surface[p]!, noise);
  const attached = hangingTogether(ratio, seen, hidden);
  for (let p = 0; p < seen.length; p++) if (!attached[p]) ratio.data[p] = 1;
  return fadedOut(filledIn(ratio, seen, noise), reach, 1 - smoothstep(...TEXTURED, noise));
}

/** Share of a pixel of the small picture that the product hides, and a px around: its soft edge is no surroundings. */
const SURELY_SEEN = 0.02;

/** Share of each pixel of a small picture of the whole photo that the product hides, 0–1. */
export function hiddenIn({ halves, info }: Layer, { width, height }: Size): Plane {
  const hidden = planeOf(width, height);
  const { pixels, rect, scale } = halves.for(width / info.width);
  const columns = spans(rect.x, pixels.width, width / (info.width * scale), width);
  const rows = spans(rect.y, pixels.height, height / (info.height * scale), height);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const alpha = pixels.data[4 * (y * pixels.width + x) + 3]! / 255;
      if (alpha === 0) return;
      for (const [v, tall] of row) {
        for (const [u, wide] of column) hidden.data[v * width + u]! += alpha * tall * wide;
      }
    });
  });
  return blurred(hidden, 1);
}

/** Which pixels each of `count` others, `per` pixels long and the first of them at `from`, lies on, and how much of each. */
function spans(from: number, count: number, per: number, length: number): [at: number, share: number][][] {
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [(from + i) * per, (from + i + 1) * per];
    const lies: [number, number][] = [];
    for (let at = Math.max(0, Math.floor(start)); at < Math.min(length, end); at++) {
      lies.push([at, Math.min(end, at + 1) - Math.max(start, at)]);
    }
    return lies;
  });
}

function luminances({ data }: Pixels): Float32Array {
  return Float32Array.from({ length: data.length / 4 }, (_, p) => {
    const light = LUMINANCE.reduce((sum, share, c) => sum + share * LINEAR_OF_BYTE[data[p * 4 + c]!]!, 0);
    return Math.max(1e-3, light);
  });
}

/** 1, x, y, x², xy, y² over −1–1. */
const TERMS = 6;

function terms(p: number, { width, height }: Size): number[] {
  const x = (2 * ((p % width) + 0.5)) / width - 1;
  const y = (2 * (Math.floor(p / width) + 0.5)) / height - 1;
  return [1, x, y, x * x, x * y, y * y];
}

/** How much less a pixel counts that lies under the surface: what remains is nearly the 90th percentile. */
const UNDER = 0.1;
const ROUNDS = 8;

/**
 * A quadratic surface through the brighter part of what is seen, by asymmetric least squares (Newey and Powell 1987) on
 * the logarithm of the light.
 */
function brightSurface(light: Float32Array, seen: Float32Array, size: Size): Float32Array {
  const points = [...sampled(seen)].map((p) => ({ at: terms(p, size), value: Math.log(light[p]!) }));
  let factors = new Array<number>(TERMS).fill(0);
  const heightAt = (at: readonly number[]) => at.reduce((sum, term, i) => sum + term * factors[i]!, 0);
  for (let round = 0; round < ROUNDS && points.length > TERMS; round++) {
    const weights = points.map(({ at, value }) => (round > 0 && value < heightAt(at) ? UNDER : 1));
    factors = leastSquares(points, weights);
  }
  return light.map((_, p) => Math.exp(Math.min(0, heightAt(terms(p, size)))));
}

/** Some thousand of the seen pixels, spread evenly. */
function* sampled(seen: Float32Array): Generator<number> {
  const step = Math.max(1, Math.round(seen.length / 9973));
  for (let p = 0; p < seen.length; p += step) if (seen[p] === 1) yield p;
}

interface Weighed {
  readonly at: readonly number[];
  readonly value: number;
}

/** Normal equations, by Gaussian elimination; a hair on the diagonal keeps them solvable. */
function leastSquares(points: readonly Weighed[], weights: readonly number[]): number[] {
  const rows = Array.from({ length: TERMS }, (_, i) =>
    Float64Array.from({ length: TERMS + 1 }, (_, j) => (i === j ? 1e-6 * points.length : 0))
  );
  for (const [k, { at, value }] of points.entries()) {
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) rows[i]![j]! += weights[k]! * at[i]! * at[j]!;
      rows[i]![TERMS]! += weights[k]! * at[i]! * value;
    }
  }
  for (let i = 0; i < TERMS; i++) {
    for (let other = 0; other < TERMS; other++) {
      if (other === i) continue;
      const factor = rows[other]![i]! / rows[i]![i]!;
      for (let j = i; j <= TERMS; j++) rows[other]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[TERMS]! / row[i]!);
}

/** Deviations between which surroundings are too restless for a shadow to be told from them. */
const TEXTURED = [0.15, 0.3] as const;

/** Typical deviation of what is seen from the surface, as a share: median of the absolute logarithms. */
function noiseOf(light: Float32Array, surface: Float32Array, seen: Float32Array): number {
  const off = [...sampled(seen)]
    .map((p) => Math.abs(Math.log(light[p]! / surface[p]!)))
    .sort((a, b) => a - b);
  return Math.min(0.3, off[off.length >> 1] ?? 0);
}

/** What is a little darker is the background's own unevenness. */
function shadeAt(ratio: number, noise: number): number {
  const lifted = ratio * (1 + 2 * noise + 0.015);
  return Math.min(1, lifted);
}

const SHADED = 0.985;

/** Which shaded pixels are reached from the product through shade: a dark thing elsewhere is none of its shadow. */
function hangingTogether({ data, width, height }: Plane, seen: Float32Array, hidden: Plane): Uint8Array {
  const attached = new Uint8Array(data.length);
  const queue: number[] = [];
  const visit = (p: number) => {
    if (attached[p] || (seen[p] === 1 && data[p]! >= SHADED)) return;
    attached[p] = 1;
    queue.push(p);
  };
  hidden.data.forEach((share, p) => share > 0.5 && visit(p));
  for (let p = queue.pop(); p !== undefined; p = queue.pop()) {
    const x = p % width;
    if (x > 0) visit(p - 1);
    if (x < width - 1) visit(p + 1);
    if (p >= width) visit(p - width);
    if (p < width * (height - 1)) visit(p + width);
  }
  return attached;
}

/** Standard deviations, px of the small picture, of the looks around for what to go on with under the product. */
const LOOKS = [2.5, 10, 40] as const;

/** Shade where it is seen; elsewhere the mean of what is seen around, as near as there is something. */
function filledIn(ratio: Plane, seen: Float32Array, noise: number): Plane {
  const own = blurredWhereSeen(ratio, seen, 1 + 12 * noise);
  const looks = LOOKS.map((sigma) => blurredWhereSeen(ratio, seen, sigma));
  const data = ratio.data.map((_, p) => {
    if (seen[p] === 1) return own.mean[p]!;
    const near = looks.find(({ weight }) => weight[p]! > 0.02);
    return near ? near.mean[p]! : 1;
  });
  return blurred({ ...ratio, data: data.map((value) => 1 - value) as Float32Array<ArrayBuffer> }, 1);
}

function blurredWhereSeen(ratio: Plane, seen: Float32Array, sigma: number) {
  const of = (data: Float32Array<ArrayBuffer>) => blurred({ ...ratio, data }, sigma).data;
  const weight = of(seen.slice() as Float32Array<ArrayBuffer>);
  const sum = of(ratio.data.map((value, p) => value * seen[p]!));
  return { weight, mean: sum.map((value, p) => (weight[p]! > 0 ? value / weight[p]! : 1)) };
}

/** Shares of the photo's sides within which it ends. */
const BORDER = 0.05;

/**
 * @param darkness what is missing of the light
 * @param share of it that is kept
 */
function fadedOut({ data, width, height }: Plane, reach: Float32Array, share: number): ShadeMap {
  const light = data.map((dark, p) => {
    const [x, y] = [(p % width) + 0.5, Math.floor(p / width) + 0.5];
    const border =
      smoothstep(0, BORDER, Math.min(x, width - x) / width) *
      smoothstep(0, BORDER, Math.min(y, height - y) / height);
    return 1 - share * dark * border * smoothstep(...REACH, reach[p]!);
  });
  return { data: light, width, height };
}
