import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import type { OnnxModel } from '../models.ts';
import type { Feed } from '../runtime.ts';
import { triangleTaps, type Taps } from '../taps.ts';

export type InputSpec = OnnxModel['input'];

/** A photo as a network sees it. */
export interface Prepared {
  readonly feed: Feed;
  /** The network's frame, px. */
  readonly frame: Size;
  /** What of it, from its top left, the photo covers, px. */
  readonly content: Size;
}

/** One row of RGBA as RGB on white, shrunk. */
function shrinkRow(
  data: Uint8ClampedArray,
  start: number,
  columns: readonly Taps[],
  row: Float32Array
): void {
  columns.forEach(({ first, weights }, x) => {
    let [r, g, b] = [0, 0, 0];
    for (let k = 0, at = start + first * 4; k < weights.length; k++, at += 4) {
      const cover = (weights[k]! * data[at + 3]!) / 255;
      const white = (weights[k]! - cover) * 255;
      r += cover * data[at]! + white;
      g += cover * data[at + 1]! + white;
      b += cover * data[at + 2]! + white;
    }
    row.set([r, g, b], 3 * x);
  });
}

/** `rect` of the photo at `size`: RGB, 0–255, interleaved, translucent pixels on white. */
function shrink(photo: Pixels, rect: Rect, size: Size): Float32Array<ArrayBuffer> {
  const columns = triangleTaps(photo.width, size.width, { start: rect.x, length: rect.width });
  const rows = triangleTaps(photo.height, size.height, { start: rect.y, length: rect.height });
  const out = new Float32Array(3 * size.width * size.height);
  const row = new Float32Array(3 * size.width);
  const last = rows.at(-1)!;
  // Each source row is shrunk once, and added to the output rows it reaches.
  for (let y = rows[0]!.first, from = 0; y < last.first + last.weights.length; y++) {
    shrinkRow(photo.data, y * photo.width * 4, columns, row);
    while (rows[from]!.first + rows[from]!.weights.length <= y) from++;
    for (let to = from; to < size.height && rows[to]!.first <= y; to++) {
      const weight = rows[to]!.weights[y - rows[to]!.first] ?? 0;
      if (weight > 0) addRow(out, to * row.length, row, weight);
    }
  }
  return out;
}

function addRow(out: Float32Array, at: number, row: Float32Array, weight: number): void {
  for (let i = 0; i < row.length; i++) out[at + i]! += weight * row[i]!;
}

const multiple = (length: number, of: number): number => Math.max(of, Math.round(length / of) * of);

/** The network's frame for a picture of `size`, and what of it the picture covers. */
export function frameOf(size: Size, spec: InputSpec): { frame: Size; content: Size } {
  const { multipleOf, maxSide } = spec;
  const longest = Math.floor(maxSide / multipleOf) * multipleOf;
  const toFrame = longest / Math.max(size.width, size.height);
  const frame = spec.size
    ? { width: spec.size[0], height: spec.size[1] }
    : {
        width: multiple(size.width * toFrame, multipleOf),
        height: multiple(size.height * toFrame, multipleOf)
      };
  if (spec.resize === 'stretch' || !spec.size) return { frame, content: frame };
  const scale = Math.min(frame.width / size.width, frame.height / size.height);
  const fit = (length: number, limit: number) => Math.min(limit, Math.max(1, Math.round(length * scale)));
  return { frame, content: { width: fit(size.width, frame.width), height: fit(size.height, frame.height) } };
}

/** `rect` of a photo (all of it where absent) as the network's input: float32, [1, 3, height, width]. */
export function prepare(photo: Pixels, spec: InputSpec, rect?: Rect): Prepared {
  const from = rect ?? { x: 0, y: 0, width: photo.width, height: photo.height };
  const { frame, content } = frameOf(from, spec);
  const rgb = shrink(photo, from, content);
  const plane = frame.width * frame.height;
  const data = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const source = spec.channelOrder === 'RGB' ? channel : 2 - channel;
    const [mean, std] = [spec.mean[channel]!, spec.std[channel]!];
    for (let y = 0, i = source; y < content.height; y++) {
      const start = channel * plane + y * frame.width;
      for (let x = 0; x < content.width; x++, i += 3) data[start + x] = (rgb[i]! * spec.scale - mean) / std;
    }
  }
  return { feed: { type: 'float32', data, dims: [1, 3, frame.height, frame.width] }, frame, content };
}
