/** A picture and its α as numbers from 0 to 1: RGB interleaved, row by row. */
export interface Layers {
  readonly width: number;
  readonly height: number;
  readonly colour: Float32Array;
  readonly alpha: Float32Array;
}

interface Estimate {
  readonly width: number;
  readonly height: number;
  readonly foreground: Float32Array;
  readonly background: Float32Array;
}

/** Weight of smoothness where α is flat, and per unit of α's slope (Germer et al. 2020, §3: ε_r and ω). */
const REGULARITY = 1e-5;
const SLOPE_WEIGHT = 1;
/** Levels up to this size are cheap, and are solved almost to the end. */
const SMALL_PX = 32;
const SMALL_ROUNDS = 10;
const ROUNDS = 2;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Nearest-neighbour resampling of interleaved samples. */
function resample(
  from: Float32Array,
  w: number,
  h: number,
  toW: number,
  toH: number,
  channels: number
): Float32Array {
  const to = new Float32Array(toW * toH * channels);
  for (let y = 0, i = 0; y < toH; y++) {
    const row = Math.min(h - 1, Math.floor((y * h) / toH)) * w;
    for (let x = 0; x < toW; x++, i += channels) {
      const at = (row + Math.min(w - 1, Math.floor((x * w) / toW))) * channels;
      for (let c = 0; c < channels; c++) to[i + c] = from[at + c]!;
    }
  }
  return to;
}

/** Mean colours of what is surely foreground and surely background, to start from. */
function startingPoint({ colour, alpha }: Layers): Estimate {
  const [foreground, background] = [new Float32Array(3), new Float32Array(3)];
  let [inside, outside] = [0, 0];
  alpha.forEach((a, i) => {
    if (a > 0.1 && a < 0.9) return;
    const sum = a >= 0.9 ? foreground : background;
    if (a >= 0.9) inside++;
    else outside++;
    for (let c = 0; c < 3; c++) sum[c]! += colour[3 * i + c]!;
  });
  for (let c = 0; c < 3; c++) {
    foreground[c]! /= Math.max(1, inside);
    background[c]! /= Math.max(1, outside);
  }
  return { width: 1, height: 1, foreground, background };
}

/**
 * One Gauss-Seidel step at pixel `i`: the F and B that best explain its colour as α·F + (1 − α)·B while staying close
 * to those of its neighbours, the closer the flatter α is (eq. 4 of the paper: a 2×2 system for each channel).
 */
function solvePixel(
  i: number,
  neighbours: readonly number[],
  { colour, alpha }: Layers,
  estimate: Estimate
): void {
  const { foreground: F, background: B } = estimate;
  const a = alpha[i]!;
  const rest = 1 - a;
  let weights = 0;
  let fr = 0;
  let fg = 0;
  let fb = 0;
  let br = 0;
  let bg = 0;
  let bb = 0;
  for (const n of neighbours) {
    const weight = REGULARITY + SLOPE_WEIGHT * Math.abs(a - alpha[n]!);
    weights += weight;
    const at = 3 * n;
    fr += weight * F[at]!;
    fg += weight * F[at + 1]!;
    fb += weight * F[at + 2]!;
    br += weight * B[at]!;
    bg += weight * B[at + 1]!;
    bb += weight * B[at + 2]!;
  }
  const ff = a * a + weights;
  const mixed = a * rest;
  const gg = rest * rest + weights;
  const scale = 1 / (ff * gg - mixed * mixed);
  const solve = (c: number, f: number, b: number) => {
    const value = colour[3 * i + c]!;
    const wantF = a * value + f;
    const wantB = rest * value + b;
    F[3 * i + c] = clampUnit((gg * wantF - mixed * wantB) * scale);
    B[3 * i + c] = clampUnit((ff * wantB - mixed * wantF) * scale);
  };
  solve(0, fr, br);
  solve(1, fg, bg);
  solve(2, fb, bb);
}

function sweep(layers: Layers, estimate: Estimate): void {
  const { width, height } = layers;
  const neighbours = [0, 0, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      neighbours[0] = x > 0 ? i - 1 : i;
      neighbours[1] = x < width - 1 ? i + 1 : i;
      neighbours[2] = y > 0 ? i - width : i;
      neighbours[3] = y < height - 1 ? i + width : i;
      solvePixel(i, neighbours, layers, estimate);
    }
  }
}

/**
 * Colour of the foreground alone, at every pixel: the multi-level method of Germer, Uelwer, Conrad, Harmeling: "Fast
 * Multi-Level Foreground Estimation" (ICPR 2020), as in pymatting's `estimate_foreground_ml`.
 *
 * @returns RGB interleaved, 0–1, on sRGB values (the photo was blended by a lens, but edges are a pixel or two wide and
 * the method was tuned and measured there)
 */
export function estimateForeground(layers: Layers): Float32Array {
  const { width, height } = layers;
  const levels = Math.max(1, Math.ceil(Math.log2(Math.max(width, height))));
  let estimate = startingPoint(layers);
  for (let level = 0; level <= levels; level++) {
    const [w, h] = [Math.round(width ** (level / levels)), Math.round(height ** (level / levels))];
    const isLast = level === levels;
    const at: Layers = isLast
      ? layers
      : {
          width: w,
          height: h,
          colour: resample(layers.colour, width, height, w, h, 3),
          alpha: resample(layers.alpha, width, height, w, h, 1)
        };
    const grow = (plane: Float32Array) => resample(plane, estimate.width, estimate.height, w, h, 3);
    estimate = {
      width: w,
      height: h,
      foreground: grow(estimate.foreground),
      background: grow(estimate.background)
    };
    const rounds = w <= SMALL_PX && h <= SMALL_PX ? SMALL_ROUNDS : ROUNDS;
    for (let round = 0; round < rounds; round++) sweep(at, estimate);
  }
  return estimate.foreground;
}
