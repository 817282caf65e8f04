import { blurred, planeOf } from '../cpu/gaussian.ts';
import type { Known } from './known.ts';

/*
 * What stands around a photo where nothing better can be made. None of it claims to be the place that was photographed.
 */

/** Goes to and fro within 0 … length − 1. */
function folded(at: number, length: number): number {
  const period = 2 * length;
  const within = ((at % period) + period) % period;
  return within < length ? within : period - 1 - within;
}

/** The photo mirrored at its sides, sRGB levels, three a pixel of the frame. */
export function mirrored({ photo, rect }: Known): Float32Array {
  const { width, height, data } = photo;
  const rgb = new Float32Array(width * height * 3);
  for (let y = 0, p = 0; y < height; y++) {
    const row = rect.y + folded(y - rect.y, rect.height);
    for (let x = 0; x < width; x++, p++) {
      const from = (row * width + rect.x + folded(x - rect.x, rect.width)) * 4;
      for (let c = 0; c < 3; c++) rgb[p * 3 + c] = data[from + c]!;
    }
  }
  return rgb;
}

/** Standard deviation of the blur, as a share of the frame's long side. */
const SOFTNESS = 0.03;

/** The photo filling the frame, its middle in the middle, out of focus. */
export function outOfFocus({ photo, rect }: Known): Float32Array {
  const { width, height, data } = photo;
  const scale = Math.max(width / rect.width, height / rect.height);
  const rgb = new Float32Array(width * height * 3);
  for (let c = 0; c < 3; c++) {
    const plane = planeOf(width, height);
    for (let y = 0, p = 0; y < height; y++) {
      const row = Math.floor(rect.y + rect.height / 2 + (y + 0.5 - height / 2) / scale);
      for (let x = 0; x < width; x++, p++) {
        const column = Math.floor(rect.x + rect.width / 2 + (x + 0.5 - width / 2) / scale);
        plane.data[p] = data[(row * width + column) * 4 + c]!;
      }
    }
    const sigma = SOFTNESS * Math.max(width, height);
    const [soft, whole] = [
      blurred(plane, sigma),
      blurred({ ...plane, data: plane.data.map(() => 1) }, sigma)
    ];
    for (let p = 0; p < soft.data.length; p++) rgb[p * 3 + c] = soft.data[p]! / whole.data[p]!;
  }
  return rgb;
}

/** Share of the photo's sides that its border is looked for in. */
const BORDER = 0.04;

/** The colour that the photo's border has most often, by the median of each channel. */
export function borderColour({ photo, rect, banned }: Known): Float32Array {
  const { width, height, data } = photo;
  const counts = [0, 1, 2].map(() => new Uint32Array(256));
  const depth = Math.max(2, Math.round(BORDER * Math.min(rect.width, rect.height)));
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const isNear = y < rect.y + depth || y >= rect.y + rect.height - depth;
    for (let x = rect.x; x < rect.x + rect.width; x++) {
      if (!isNear && x === rect.x + depth) x = Math.max(x, rect.x + rect.width - depth);
      const p = y * width + x;
      if (!banned[p]) counts.forEach((count, c) => count[data[p * 4 + c]!]!++);
    }
  }
  const colour = counts.map(medianOf);
  return new Float32Array(width * height * 3).map((_, i) => colour[i % 3]!);
}

function medianOf(counts: Uint32Array): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => (seen += count) >= half)
  );
}
