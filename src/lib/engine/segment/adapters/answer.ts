import type { Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import type { OnnxModel } from '../models.ts';
import { floatsOf, type Output } from '../runtime.ts';
import { misfit } from './adapter.ts';

type Post = OnnxModel['post'];

/** What rounding may put a network's numbers beyond 0–1. */
const SLACK = 0.01;

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** One plane of numbers. @throws `model-unavailable` (data.reason `shape`) where the output is not one */
export function planeOf(output: Output, name: string): Coarse {
  const [height = 0, width = 0] = output.dims.slice(-2);
  const others = output.dims.slice(0, -2).reduce((product, length) => product * length, 1);
  const alpha = floatsOf(output);
  if (output.dims.length >= 2 && others === 1 && width > 0 && height > 0 && alpha.length === width * height) {
    return { alpha, width, height };
  }
  throw misfit('shape', `${name} is [${output.dims.join(', ')}], not [1, 1, height, width]`);
}

/** What of a plane lies under `content`, where the plane shows `frame`. */
export function contentOf(plane: Coarse, frame: Size, content: Size): Coarse {
  const width = Math.max(1, Math.round((plane.width * content.width) / frame.width));
  const height = Math.max(1, Math.round((plane.height * content.height) / frame.height));
  if (width === plane.width && height === plane.height) return plane;
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    alpha.set(plane.alpha.subarray(y * plane.width, y * plane.width + width), y * width);
  }
  return { alpha, width, height };
}

function stretch(alpha: Float32Array): Float32Array {
  let [least, most] = [Infinity, -Infinity];
  for (const value of alpha) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const span = most - least || 1;
  return alpha.map((value) => (value - least) / span);
}

/**
 * A network's numbers as α.
 * @throws `model-unavailable` (data.reason `range`) where they are not numbers, or not within 0–1 after `post`
 */
export function toAlpha({ alpha, width, height }: Coarse, { activation, normalise }: Post): Coarse {
  const active = activation === 'sigmoid' ? alpha.map(sigmoid) : alpha;
  if (!active.every(Number.isFinite)) throw misfit('range', 'The answer holds what is no number');
  const full = normalise === 'minmax' ? stretch(active) : active;
  const outside = full.find((value) => value < -SLACK || value > 1 + SLACK);
  if (outside !== undefined) throw misfit('range', `The answer holds ${outside}, not 0–1: see "post"`);
  return { alpha: full.map((value) => Math.min(1, Math.max(0, value))), width, height };
}
