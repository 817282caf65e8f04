/** Half a patch's side, px. */
export const RADIUS = 3;
export const SIDE = 2 * RADIUS + 1;

/** A small copy of the frame. */
export interface Level {
  readonly width: number;
  readonly height: number;
  /** sRGB levels, three a pixel; what is unknown holds a first guess, and in the end the answer. */
  readonly rgb: Float32Array;
  /** 1 = to be filled. */
  readonly unknown: Uint8Array;
  /** 1 = the patch around it may be copied. */
  readonly source: Uint8Array;
  /** 0–1: how much a pixel counts where patches are compared; less far from what is known. */
  readonly trust: Float32Array;
  /** How much a patch from another height, or another column, is disliked at this pixel: sRGB levels² per px². */
  readonly upright: Float32Array;
  readonly level: Float32Array;
  /** Mean of the patch around each pixel, three values; of the first guess where nothing is known. */
  readonly mean: Float32Array;
  /** Variance within that patch, sRGB levels². */
  readonly variance: Float32Array;
  /** The same of the region around: the even gaps of a texture count as it. */
  readonly liveliness: Float32Array;
  /** 0–1: how much a patch's departure from the first guess counts. */
  readonly guessCounts: number;
}

/** For every place whose patch sees something unknown: which patch it takes, and at what cost. */
export interface Matches {
  /** Places in order of rows. */
  readonly places: Int32Array;
  /** Index of the chosen patch's middle, by place in the picture; -1 elsewhere. */
  readonly match: Int32Array;
  /** Mean squared difference, sRGB levels², by place in the picture. */
  readonly cost: Float32Array;
}
