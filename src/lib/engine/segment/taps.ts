/** The input samples one output sample is made of. */
export interface Taps {
  readonly first: number;
  /** They add up to 1; none where the output sample's centre lies outside the input. */
  readonly weights: Float32Array;
}

/** A stretch of a row of samples, in samples; may begin and end between them and beyond them. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/**
 * Triangle filter, as wide as the reduction asks for: linear interpolation when enlarging, an anti-aliasing low-pass
 * when reducing. Sample centres lie at half-integers; at the ends, what lies inside counts alone.
 *
 * @param from samples there are
 * @param to samples that `span` of them, or all, becomes
 */
export function triangleTaps(from: number, to: number, span: Span = { start: 0, length: from }): Taps[] {
  const scale = span.length / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = span.start + (i + 0.5) * scale;
    if (centre < 0 || centre > from) return { first: 0, weights: new Float32Array(0) };
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(from, Math.ceil(centre + reach));
    const weights = Float32Array.from({ length: last - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach)
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}
