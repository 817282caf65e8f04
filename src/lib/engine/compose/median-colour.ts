import type { Rgb } from '../../domain/document/edits/backdrop.ts';
import type { Pixels } from '../../domain/pixels.ts';

/** Median of each channel over some of a picture's pixels; null where there are none. */
export function medianColour({ data }: Pixels, positions: Iterable<number>): Rgb | null {
  const counts = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  let all = 0;
  for (const p of positions) {
    counts.forEach((count, channel) => count[data[p * 4 + channel]!]!++);
    all++;
  }
  if (all === 0) return null;
  const median = (count: Uint32Array): number => {
    let below = 0;
    return count.findIndex((n) => (below += n) * 2 >= all);
  };
  return [median(counts[0]), median(counts[1]), median(counts[2])];
}
