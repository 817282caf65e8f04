import type { Matte, Pixels } from '../../../domain/pixels.ts';

/** Radius of the window, px. */
const RADIUS = 2;
/** Distance of two colours (0–255) from which they say nothing about each other. */
const SAME = 17;
/** What a pixel counts that is not trusted at all. */
const LEAST = 13;

/**
 * Evens out α among neighbours of like colour, the more trusted counting more (the last step of shared sampling,
 * Gastal and Oliveira 2010, §4.3). Works in place: the rows above are kept as they were for as long as they are needed.
 *
 * @param trust 1–255 at the pixels to be evened out, 0 at those that stand as they are
 */
export function evenOut(photo: Pixels, matte: Matte, trust: Uint8Array): void {
  const { width, height, alpha } = matte;
  const before = Array.from({ length: RADIUS + 1 }, () => new Uint8Array(width));
  const rowAt = (y: number) => (r: number) =>
    r > y ? alpha.subarray(r * width, (r + 1) * width) : before[r % (RADIUS + 1)]!;
  for (let y = 0; y < height; y++) {
    before[y % (RADIUS + 1)]!.set(alpha.subarray(y * width, (y + 1) * width));
    const own = trust.subarray(y * width, (y + 1) * width);
    for (let x = own.findIndex((t) => t > 0); x >= 0 && x < width; x++) {
      if (own[x]! > 0) alpha[y * width + x] = mean(photo, trust, rowAt(y), x, y);
    }
  }
}

function mean(
  { data, width, height }: Pixels,
  trust: Uint8Array,
  alphaRow: (y: number) => Uint8Array,
  x: number,
  y: number
): number {
  const at = 4 * (y * width + x);
  const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
  const [left, right] = [Math.max(0, x - RADIUS), Math.min(width - 1, x + RADIUS)];
  let weights = 0;
  let sum = 0;
  for (let row = Math.max(0, y - RADIUS); row <= Math.min(height - 1, y + RADIUS); row++) {
    const alphas = alphaRow(row);
    for (let u = left, i = row * width + left; u <= right; u++, i++) {
      const dr = data[4 * i]! - r;
      const dg = data[4 * i + 1]! - g;
      const db = data[4 * i + 2]! - b;
      const like = 1 - (dr * dr + dg * dg + db * db) / (SAME * SAME);
      if (like <= 0) continue;
      const weight = like * like * (LEAST + (trust[i] === 0 ? 255 : trust[i]!));
      weights += weight;
      sum += weight * alphas[u]!;
    }
  }
  return Math.round(sum / weights);
}
