import type { Pixels, Rect } from '../../domain/pixels.ts';

/** Up to this α a pixel is background: what models leave as noise far from the product must not tint white. */
export const NOISE_ALPHA = 2;

/** A cutout and where it lies in its photo. */
export interface PlacedCutout {
  /** Straight sRGB; α ≤ `NOISE_ALPHA` is 0. Holds at least what is visible. */
  readonly pixels: Pixels;
  /** Place of `pixels` in the photo, px. */
  readonly rect: Rect;
}
