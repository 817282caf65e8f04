import type { Pixels, Rect, Size } from '../../domain/pixels.ts';
import { triangleTaps, type Taps } from './taps.ts';

/** Network input = 8-bit sRGB value × scale + offset. */
export interface Normalisation {
  readonly scale: number;
  readonly offset: number;
}

/** A part of a photo, as it is shown to a network. */
export interface View {
  /** Source px. What lies beyond the photo is the photo mirrored at its frame. */
  readonly rect: Rect;
  /** Left and right change places. */
  readonly flip: boolean;
}

/** Index of the sample that is seen at `at` when `length` samples are mirrored at both ends without end. */
export function mirrored(at: number, length: number): number {
  const period = 2 * length;
  const folded = ((at % period) + period) % period;
  return folded < length ? folded : period - 1 - folded;
}

/** One row of RGBA shrunk to RGB; translucent pixels are seen on white. */
function shrinkRow(data: Uint8ClampedArray, start: number, taps: readonly Taps[], row: Float32Array): void {
  taps.forEach(({ first, weights }, x) => {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = 0, at = start + first * 4; k < weights.length; k++, at += 4) {
      const weight = weights[k]!;
      const cover = (weight * data[at + 3]!) / 255;
      const white = (weight - cover) * 255;
      r += cover * data[at]! + white;
      g += cover * data[at + 1]! + white;
      b += cover * data[at + 2]! + white;
    }
    row[3 * x] = r;
    row[3 * x + 1] = g;
    row[3 * x + 2] = b;
  });
}

/** Adds `weight` × an RGB row to a row of the three planes. */
function addRow(planes: Float32Array, plane: number, at: number, row: Float32Array, weight: number): void {
  for (let x = 0, c = 0; c < row.length; x++, c += 3) {
    planes[at + x]! += weight * row[c]!;
    planes[plane + at + x]! += weight * row[c + 1]!;
    planes[2 * plane + at + x]! += weight * row[c + 2]!;
  }
}

/** The rows of a view, one at a time: read where they lie in the photo if they can be, else put together in one line. */
class Rows {
  private readonly columns: Int32Array | null;
  private readonly source: Uint32Array;
  private readonly line: Uint32Array<ArrayBuffer>;
  private readonly lineBytes: Uint8ClampedArray;

  constructor(
    private readonly photo: Pixels,
    private readonly view: View
  ) {
    const { rect, flip } = view;
    const isPlain = !flip && rect.x >= 0 && rect.x + rect.width <= photo.width;
    const column = (x: number) => mirrored(rect.x + (flip ? rect.width - 1 - x : x), photo.width);
    this.columns = isPlain ? null : Int32Array.from({ length: rect.width }, (_, x) => column(x));
    this.source = new Uint32Array(photo.data.buffer, photo.data.byteOffset, photo.width * photo.height);
    this.line = new Uint32Array(isPlain ? 0 : rect.width);
    this.lineBytes = new Uint8ClampedArray(this.line.buffer);
  }

  /** Shrinks row `y` of the view into `row`. */
  shrink(y: number, taps: readonly Taps[], row: Float32Array): void {
    const { photo, columns, line, source } = this;
    const start = mirrored(this.view.rect.y + y, photo.height) * photo.width;
    if (!columns) {
      shrinkRow(photo.data, (start + this.view.rect.x) * 4, taps, row);
      return;
    }
    for (let x = 0; x < columns.length; x++) line[x] = source[start + columns[x]!]!;
    shrinkRow(this.lineBytes, 0, taps, row);
  }
}

/**
 * A part of a photo squashed to `side` × `side` (its aspect is not kept, as in ISNet's training), as NCHW float32 of
 * shape [1, 3, side, side], R G B. Needs one row of the part beside the photo and the result.
 */
export function sampleView(
  photo: Pixels,
  view: View,
  side: number,
  { scale, offset }: Normalisation
): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(3 * side * side);
  const columns = triangleTaps(view.rect.width, side);
  const rows = triangleTaps(view.rect.height, side);
  const source = new Rows(photo, view);
  // Each row of the view is shrunk once, and added to the output rows it reaches.
  const shrunk = new Float32Array(3 * side);
  let from = 0;
  for (let y = 0; y < view.rect.height; y++) {
    source.shrink(y, columns, shrunk);
    while (from < side && rows[from]!.first + rows[from]!.weights.length <= y) from++;
    for (let out = from; out < side && rows[out]!.first <= y; out++) {
      const weight = rows[out]!.weights[y - rows[out]!.first];
      if (weight) addRow(planes, side * side, out * side, shrunk, weight);
    }
  }
  for (let i = 0; i < planes.length; i++) planes[i] = planes[i]! * scale + offset;
  return planes;
}

/** The whole of a picture. */
export const frameOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });

/** A whole photo as `sampleView` shows it. */
export const squash = (
  photo: Pixels,
  side: number,
  normalisation: Normalisation
): Float32Array<ArrayBuffer> => sampleView(photo, { rect: frameOf(photo), flip: false }, side, normalisation);
