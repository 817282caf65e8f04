import type { Point, Rect } from './report.ts';

/** What to look for. A field that is left out says nothing. */
export interface Prompt {
  /** Points on the product; at most 64. */
  include?: readonly Point[];
  /** Points on what is not the product; at most 64. */
  exclude?: readonly Point[];
  /** Around the product; what of it lies outside the picture is ignored. */
  box?: Rect;
  /** A word for the product, English or Vietnamese; it becomes a box, so where `box` is given too, that counts. */
  text?: string;
}

export type Holes = 'auto' | 'keep' | 'cut';

/** What a cutout is asked for, in full. */
export interface Ask {
  readonly prompt: {
    readonly box: Rect | null;
    readonly include: readonly Point[];
    readonly exclude: readonly Point[];
    readonly text: string | null;
  };
  readonly holes: Holes;
  /** The candidate that is preferred; null = the best-scored one. */
  readonly pick: string | null;
}

/** One stroke of the brush. */
export interface Stroke {
  readonly kind: 'keep' | 'erase';
  /** x and y in turn; at most 4096 points. */
  readonly points: readonly number[];
  readonly radius: number;
  /** 0–1: the share of the radius that is painted fully. */
  readonly hardness: number;
  /** Stops at the edges of the picture. */
  readonly snap: boolean;
}

/** What is changed in the matte that was found, in the order of these fields. */
export interface Correction {
  /** At most 1000. */
  readonly strokes: readonly Stroke[];
  readonly invert: boolean;
  /** Radius within which the outline is rounded, 0–64 px. */
  readonly smooth: number;
  /** The edge moves outwards by this, −64–64 px. */
  readonly grow: number;
  /** Standard deviation of the Gaussian that softens the edge, 0–64 px. */
  readonly feather: number;
}
