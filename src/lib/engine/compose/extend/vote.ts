import { RADIUS, type Level, type Matches } from './level.ts';

/** Cost under which three quarters of the places lie, levels²; a floor keeps what is exact from deciding alone. */
function usualCost({ places, cost }: Matches): number {
  const every = Math.max(1, places.length >> 12);
  const some = Float32Array.from(
    { length: Math.ceil(places.length / every) },
    (_, i) => cost[places[i * every]!]!
  );
  some.sort();
  return Math.max(2, some[Math.floor(0.75 * (some.length - 1))] ?? 2);
}

/** Every unknown pixel becomes the mean of what the patches over it say, the better ones first. */
export function vote(level: Level, matches: Matches): void {
  const { width, rgb, unknown, trust } = level;
  const { places, match, cost } = matches;
  const sums = new Float32Array(unknown.length * 4);
  const usual = usualCost(matches);
  for (const place of places) {
    const weight = Math.exp(-cost[place]! / (2 * usual)) * trust[place]! + 1e-6;
    for (let dy = -RADIUS; dy <= RADIUS; dy++) {
      for (let dx = -RADIUS; dx <= RADIUS; dx++) {
        const p = place + dy * width + dx;
        if (!unknown[p]) continue;
        const q = (match[place]! + dy * width + dx) * 3;
        sums[p * 4]! += weight * rgb[q]!;
        sums[p * 4 + 1]! += weight * rgb[q + 1]!;
        sums[p * 4 + 2]! += weight * rgb[q + 2]!;
        sums[p * 4 + 3]! += weight;
      }
    }
  }
  for (let p = 0; p < unknown.length; p++) {
    const weight = sums[p * 4 + 3]!;
    if (!unknown[p] || weight === 0) continue;
    for (let c = 0; c < 3; c++) rgb[p * 3 + c] = sums[p * 4 + c]! / weight;
  }
}
