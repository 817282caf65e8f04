/*
 * Lines of numbers, one a place along a side.
 */

function kernelOf(sigma: number): Float64Array {
  const radius = Math.max(1, Math.ceil(2.5 * sigma));
  return Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma))
  );
}

/** Weighted by a Gaussian; at the ends by what there is of it. */
export function smoothed(line: Float32Array, sigma: number): Float32Array {
  return weighed(line, kernelOf(Math.min(sigma, line.length / 2)), () => 1);
}

function weighed(
  line: Float32Array,
  kernel: Float64Array,
  alike: (here: number, there: number) => number
): Float32Array {
  const radius = kernel.length >> 1;
  // A wide kernel is stepped through: its line is smooth at that scale anyway.
  const step = Math.max(1, radius >> 6);
  return line.map((here, t) => {
    let [sum, weights] = [0, 0];
    for (let k = -radius; k <= radius; k += step) {
      const at = t + k;
      if (at < 0 || at >= line.length) continue;
      const weight = kernel[k + radius]! * alike(here, line[at]!);
      sum += weight * line[at]!;
      weights += weight;
    }
    return weights > 0 ? sum / weights : here;
  });
}

/** Standard deviation of a line's finest changes, by the median of their size (Donoho and Johnstone 1994). */
function noiseOf(line: Float32Array): number {
  const steps = line
    .slice(1)
    .map((value, t) => Math.abs(value - line[t]!))
    .sort();
  return (steps[steps.length >> 1] ?? 0) / (0.6745 * Math.SQRT2);
}

/**
 * Smoothed where it is even, kept where it steps (Tomasi and Manduchi 1998, "Bilateral filtering"): a horizon stays one.
 * @param sigma along the line, px
 */
export function evened(line: Float32Array, sigma: number): Float32Array {
  const range = 3 * noiseOf(line) + 0.004;
  return weighed(line, kernelOf(sigma), (here, there) =>
    Math.exp(-((here - there) ** 2) / (2 * range * range))
  );
}

/** Gaps (weight 0) filled by straight lines between what is known; all 0 where nothing is. */
export function bridged(line: Float32Array, weight: Float32Array): Float32Array {
  const filled = line.slice();
  let last = -1;
  for (let t = 0; t <= line.length; t++) {
    if (t < line.length && weight[t] === 0) continue;
    const to = t < line.length ? line[t]! : last < 0 ? 0 : line[last]!;
    const from = last < 0 ? to : line[last]!;
    for (let gap = last + 1; gap < t; gap++) {
      filled[gap] = from + ((to - from) * (gap - last)) / (t - last);
    }
    last = t;
  }
  return filled;
}

/** The median of what lies up to `radius` px around: narrow peaks go, steps stay where they are. */
export function middled(line: Float32Array, radius: number): Float32Array {
  return line.map((_, t) => {
    const around = line.slice(Math.max(0, t - radius), t + radius + 1).sort();
    return around[around.length >> 1]!;
  });
}
