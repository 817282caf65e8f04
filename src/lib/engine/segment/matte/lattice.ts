import type { Pixels, Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import type { Guide } from './guided.ts';

/**
 * A photo and its coarse matte seen through squares of `step` × `step` px, about as fine as the coarse matte is.
 * Everything but the last two passes over the edge is worked out here.
 */
export interface Lattice extends Size {
  /** Side of a square, px of the photo. */
  readonly step: number;
  /** Width of a sample of the coarse matte, in squares. */
  readonly cell: number;
  /** The coarse matte at the centre of each square, 0–1. */
  readonly alpha: Float32Array;
  /** Mean colour of each square, 0–1, transparency ignored. */
  readonly colour: Guide;
}

/** Where a value lies between the samples of a plane: the four indices and the shares of the right and the lower. */
export interface Spot {
  at: number;
  right: number;
  below: number;
  fx: number;
  fy: number;
}

/** Finds the samples around (x, y), in samples, the first sample's centre at 0; beyond the border the border counts. */
export function locate(spot: Spot, { width, height }: Size, x: number, y: number): void {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  spot.at = y0 * width + x0;
  spot.right = x0 < width - 1 ? 1 : 0;
  spot.below = y0 < height - 1 ? width : 0;
  spot.fx = cx - x0;
  spot.fy = cy - y0;
}

/** Value of a plane at a spot, bilinear. */
export function between(plane: Float32Array, { at, right, below, fx, fy }: Spot): number {
  const top = plane[at]! + (plane[at + right]! - plane[at]!) * fx;
  const bottom = plane[at + below]! + (plane[at + below + right]! - plane[at + below]!) * fx;
  return top + (bottom - top) * fy;
}

function meanColours({ data, width, height }: Pixels, step: number, size: Size): Guide {
  const plane = () => new Float32Array(size.width * size.height);
  const [red, green, blue]: Guide = [plane(), plane(), plane()];
  for (let y = 0, i = 0; y < size.height; y++) {
    const bottom = Math.min(height, (y + 1) * step);
    for (let x = 0; x < size.width; x++, i++) {
      const left = x * step;
      const right = Math.min(width, left + step);
      let r = 0;
      let g = 0;
      let b = 0;
      for (let row = y * step; row < bottom; row++) {
        for (let at = 4 * (row * width + left), end = 4 * (row * width + right); at < end; at += 4) {
          r += data[at]!;
          g += data[at + 1]!;
          b += data[at + 2]!;
        }
      }
      const scale = 1 / (255 * (right - left) * (bottom - y * step));
      red[i] = r * scale;
      green[i] = g * scale;
      blue[i] = b * scale;
    }
  }
  return [red, green, blue];
}

function resampled(photo: Size, coarse: Coarse, step: number, size: Size): Float32Array {
  const alpha = new Float32Array(size.width * size.height);
  const spot: Spot = { at: 0, right: 0, below: 0, fx: 0, fy: 0 };
  for (let y = 0, i = 0; y < size.height; y++) {
    const cy = ((y + 0.5) * step * coarse.height) / photo.height - 0.5;
    for (let x = 0; x < size.width; x++, i++) {
      locate(spot, coarse, ((x + 0.5) * step * coarse.width) / photo.width - 0.5, cy);
      alpha[i] = between(coarse.alpha, spot);
    }
  }
  return alpha;
}

/** The lattice whose squares come nearest to the size of a coarse sample. */
export function latticeOf(photo: Pixels, coarse: Coarse): Lattice {
  const pxPerSample = Math.sqrt((photo.width * photo.height) / (coarse.width * coarse.height));
  const step = Math.max(1, Math.round(pxPerSample));
  const size = { width: Math.ceil(photo.width / step), height: Math.ceil(photo.height / step) };
  return {
    ...size,
    step,
    cell: pxPerSample / step,
    alpha: resampled(photo, coarse, step, size),
    colour: meanColours(photo, step, size)
  };
}
