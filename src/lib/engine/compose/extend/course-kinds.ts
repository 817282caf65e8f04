import type { Side } from './known.ts';

/** One channel's course. */
export interface Channel {
  /** Linear light at the side: wide steps, a horizon's, and what lies between them. */
  readonly start: Float32Array;
  /** What is narrower than that; fades outwards. */
  readonly near: Float32Array;
  /** What the side's first pixels differ from both; fades soon. */
  readonly seam: Float32Array;
  /** Linear light per px outwards. */
  readonly rise: Float32Array;
}

export interface Course {
  readonly side: Side;
  readonly channels: readonly [Channel, Channel, Channel];
  /** Px over which the rise wears off; Infinity where light runs straight. */
  readonly wears: number;
  /** Px inwards that are the same thing as the side. */
  readonly border: number;
  /** How far the photo's own border departs from this course, sRGB levels: the 95th percentile of small means. */
  readonly departure: number;
  /** Standard deviation of what is finer than those means, sRGB levels. */
  readonly grain: number;
}
