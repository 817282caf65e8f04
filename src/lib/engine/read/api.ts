import type { Matte, Point, Rect } from '../../domain/pixels.ts';

/** A word, a line of words, or a sign that looks like one. */
export interface FoundText {
  /** Clockwise; a rectangle, which may be turned and reach over the frame. Px of the picture. */
  readonly corners: readonly [Point, Point, Point, Point];
  /** 0–1 */
  readonly score: number;
}

export interface ReadText extends FoundText {
  /** Share (0–1) of it that lies on the product; null where nobody knows where that is. */
  readonly inside: number | null;
}

export interface FoundFace {
  /** Px of the picture. */
  readonly box: Rect;
  /** 0–1 */
  readonly score: number;
}

/** What was read in a picture; null where the model for it is not on the device. */
export interface Reading {
  readonly texts: readonly ReadText[] | null;
  readonly faces: readonly FoundFace[] | null;
}

/** Finds words and faces in finished files. A worker of its own, so that a cutout need not wait for it, nor it for one. */
export interface ReaderApi {
  /** Bytes of both models, and of what runs them, that are not on the device yet. @throws `model-unavailable` */
  missingBytes(): Promise<number>;
  /** Whether a model for either is on the device. @throws `model-unavailable` */
  isReady(): Promise<boolean>;
  /**
   * Fetches no model. Closes the bitmap.
   * @param matte the product in the picture, of any size; null where nobody knows where it is
   * @throws `model-unavailable` (a damaged model), `out-of-memory`
   */
  read(bitmap: ImageBitmap, matte: Matte | null): Promise<Reading>;
}
