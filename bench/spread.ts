/** How times of one thing lie. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly count: number;
}

/** By nearest rank; 0 for none. */
export function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { median: at(0.5), p95: at(0.95), count: sorted.length };
}
