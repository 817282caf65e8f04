import type { Size } from '../../domain/pixels.ts';

/**
 * A matte of the whole photo before it is refined. Its samples divide the photo evenly; it need not have the photo's
 * aspect (a network's answer is square), and is smaller than the photo, seldom larger.
 */
export interface Coarse extends Size {
  /** α in 0–1, row by row. */
  readonly alpha: Float32Array;
}
