/*
 * The nearest seed of every pixel, exactly, in time linear in the pixels: the lower envelope of parabolas, columns
 * first, then rows (Felzenszwalb, Huttenlocher: "Distance Transforms of Sampled Functions", Theory of Computing 2012).
 */

/** Nearest seed above or below each pixel, as its row; -1 = none in this column. */
function alongColumns(seed: Uint8Array, width: number): Int32Array {
  const height = seed.length / width;
  const row = new Int32Array(seed.length).fill(-1);
  for (let x = 0; x < width; x++) {
    let last = -1;
    for (let y = 0, p = x; y < height; y++, p += width) {
      if (seed[p]) last = y;
      row[p] = last;
    }
    last = -1;
    for (let y = height - 1, p = x + y * width; y >= 0; y--, p -= width) {
      if (seed[p]) last = y;
      if (last >= 0 && (row[p]! < 0 || last - y < y - row[p]!)) row[p] = last;
    }
  }
  return row;
}

/** Index of each pixel's nearest seed; -1 where there is none at all. */
export function nearestSeed(seed: Uint8Array, width: number): Int32Array {
  const height = seed.length / width;
  const row = alongColumns(seed, width);
  const nearest = new Int32Array(seed.length).fill(-1);
  const site = new Int32Array(width);
  const from = new Float64Array(width + 1);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const lift = (x: number) => (row[start + x]! - y) ** 2 + x * x;
    let count = 0;
    for (let x = 0; x < width; x++) {
      if (row[start + x]! < 0) continue;
      let meets = -Infinity;
      while (count > 0) {
        const before = site[count - 1]!;
        meets = (lift(x) - lift(before)) / (2 * (x - before));
        if (meets > from[count - 1]!) break;
        count--;
      }
      site[count] = x;
      from[count] = count === 0 ? -Infinity : meets;
      count++;
    }
    for (let x = 0, k = 0; x < width && count > 0; x++) {
      while (k + 1 < count && from[k + 1]! < x) k++;
      nearest[start + x] = row[start + site[k]!]! * width + site[k]!;
    }
  }
  return nearest;
}
