/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A point in pixels; (0, 0) is the corner of the upright picture, not the centre of its first pixel. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in pixels. Covers x ≤ px < x + width. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** RGBA, 8 bits a channel, sRGB, straight (not premultiplied) alpha, row by row. Travels by transfer. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** 8-bit alpha, row by row, 0 = background, 255 = product. Travels by transfer. */
export interface Matte extends Size {
  readonly alpha: Uint8Array<ArrayBuffer>;
}
