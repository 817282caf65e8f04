/** Deterministic 32-bit generator (mulberry32); returns numbers in [0, 1). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Hash of a lattice point and a seed to [0, 1). */
export function hash(x, y, seed) {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2246822519);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

const wrap = (i, period) => ((i % period) + period) % period;
const fade = (t) => t * t * t * (t * (t * 6 - 15) + 10);
export const mix = (a, b, t) => a + (b - a) * t;
export const clamp = (x, lo = 0, hi = 1) => Math.min(hi, Math.max(lo, x));

/** Hermite step from 0 at `lo` to 1 at `hi`. */
export function smoothstep(lo, hi, x) {
  const t = clamp((x - lo) / (hi - lo));
  return t * t * (3 - 2 * t);
}

const COS = Float64Array.from({ length: 256 }, (_, i) => Math.cos((i * Math.PI) / 128));
const SIN = Float64Array.from({ length: 256 }, (_, i) => Math.sin((i * Math.PI) / 128));

function gradient(ix, iy, dx, dy, seed) {
  const turn = (hash(ix, iy, seed) * 256) | 0;
  return COS[turn] * dx + SIN[turn] * dy;
}

/** Gradient noise in about [-1, 1] that tiles every `px` × `py` lattice cells. */
export function noise(x, y, px, py, seed) {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const left = wrap(x0, px);
  const right = wrap(x0 + 1, px);
  const low = wrap(y0, py);
  const high = wrap(y0 + 1, py);
  const u = fade(fx);
  const bottom = mix(gradient(left, low, fx, fy, seed), gradient(right, low, fx - 1, fy, seed), u);
  const top = mix(gradient(left, high, fx, fy - 1, seed), gradient(right, high, fx - 1, fy - 1, seed), u);
  return 1.5 * mix(bottom, top, fade(fy));
}

/** Sum of octaves of tiling noise over (u, v) in [0, 1]²; `fu`, `fv` are the first octave's cells per tile. */
export function fbm(u, v, fu, fv, octaves, seed, gain = 0.5) {
  let sum = 0;
  let amplitude = 1;
  for (let o = 0; o < octaves; o++) {
    const scale = 2 ** o;
    sum += amplitude * noise(u * fu * scale, v * fv * scale, fu * scale, fv * scale, seed + o * 17);
    amplitude *= gain;
  }
  return sum;
}

/** Distances to the nearest and second nearest feature point of a tiling cell pattern, and the nearest cell's random number; `jitter` 0…1 loosens the grid. */
export function cells(u, v, period, seed, jitter = 1) {
  const from = 0.5 - jitter / 2;
  const x = u * period;
  const y = v * period;
  let first = 81;
  let second = 81;
  let id = 0;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  for (let j = y0 - 1; j <= y0 + 1; j++) {
    const wj = wrap(j, period);
    for (let i = x0 - 1; i <= x0 + 1; i++) {
      const wi = wrap(i, period);
      const dx = i + from + jitter * hash(wi, wj, seed) - x;
      const dy = j + from + jitter * hash(wi, wj, seed + 1) - y;
      const d = dx * dx + dy * dy;
      if (d < first) {
        second = first;
        first = d;
        id = hash(wi, wj, seed + 2);
      } else if (d < second) second = d;
    }
  }
  return { first: Math.sqrt(first), second: Math.sqrt(second), id };
}

/** The `i`-th point of Roberts' R2 low-discrepancy sequence in [0, 1)² (Roberts 2018, plastic number 1.32471795724). */
export function r2(i, seed = 0.5) {
  return [(seed + i * 0.7548776662466927) % 1, (seed + i * 0.5698402909980532) % 1];
}
