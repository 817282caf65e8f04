import type { Matte, Rect, Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { triangleTaps, type Span, type Taps } from '../taps.ts';
import { frameOf } from '../tensor.ts';
import type { Placement } from './placements.ts';

/** Longest side of a coarse matte, px. */
const MAX_COARSE = 2048;
const THUMB_SIDE = 160;

function alongRows({ alpha, width, height }: Coarse, taps: readonly Taps[]): Coarse {
  const out = new Float32Array(taps.length * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (const { first, weights } of taps) {
      let sum = 0;
      for (let k = 0, at = y * width + first; k < weights.length; k++, at++) sum += weights[k]! * alpha[at]!;
      out[i++] = sum;
    }
  }
  return { alpha: out, width: taps.length, height };
}

function alongColumns({ alpha, width }: Coarse, taps: readonly Taps[]): Coarse {
  const out = new Float32Array(width * taps.length);
  taps.forEach(({ first, weights }, y) => {
    weights.forEach((weight, k) => {
      for (let x = 0, to = y * width, at = (first + k) * width; x < width; x++, to++, at++) {
        out[to]! += weight * alpha[at]!;
      }
    });
  });
  return { alpha: out, width, height: taps.length };
}

/**
 * A part of a plane at another size, anti-aliased; background where the part lies outside.
 * @param part in samples of the plane, may begin and end between them
 */
export function resample(plane: Coarse, part: Rect, to: Size): Coarse {
  const across: Span = { start: part.x, length: part.width };
  const down: Span = { start: part.y, length: part.height };
  if (isWhole(part, plane) && isWhole(frameOf(to), plane)) return plane;
  const rows = alongRows(plane, triangleTaps(plane.width, to.width, across));
  return alongColumns(rows, triangleTaps(plane.height, to.height, down));
}

const isWhole = (part: Rect, { width, height }: Size): boolean =>
  part.x === 0 && part.y === 0 && part.width === width && part.height === height;

/** A part of the photo (source px), in samples of a plane that covers `covered` (source px). */
const inSamples = (part: Rect, covered: Rect, plane: Size): Rect => ({
  x: ((part.x - covered.x) / covered.width) * plane.width,
  y: ((part.y - covered.y) / covered.height) * plane.height,
  width: (part.width / covered.width) * plane.width,
  height: (part.height / covered.height) * plane.height
});

/** What the network answered about one placement: α in 0–1, `side` × `side`, the right way round. */
export interface Answer {
  readonly placement: Placement;
  readonly alpha: Float32Array;
}

/** A part of the photo as an answer sees it, `to` in size; background where the network was not shown it. */
const partOf = (answer: Answer, part: Rect, to: Size): Coarse =>
  resample(square(answer.alpha), inSamples(part, answer.placement.rect, square(answer.alpha)), to);

/** A part of the photo on a coarse matte of the whole photo. */
export const partOfCoarse = (coarse: Coarse, photo: Size, part: Rect, to: Size): Coarse =>
  resample(coarse, inSamples(part, frameOf(photo), coarse), to);

/**
 * Size of the coarse matte that keeps what an answer resolves: that of the answer where it is of the whole photo,
 * larger for a close look, at most `MAX_COARSE` on the long side.
 */
export function coarseSize({ rect, side }: Placement, photo: Size): Size {
  const [width, height] = [(side * photo.width) / rect.width, (side * photo.height) / rect.height];
  const shrink = Math.min(1, MAX_COARSE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** An answer on a plane of the whole photo: it counts where the network was shown the photo, background elsewhere. */
export const toCoarse = (answer: Answer, photo: Size): Coarse =>
  partOf(answer, frameOf(photo), coarseSize(answer.placement, photo));

/** Long side cut to `longest` px; never enlarged. */
export function fitted({ width, height }: Size, longest: number): Size {
  const shrink = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** A cue plane of `region` laid on the whole photo, background beside it. */
export const onPhoto = (plane: Float32Array, region: Rect, photo: Size, to: Size): Coarse =>
  resample(square(plane), inSamples(frameOf(photo), region, square(plane)), to);

function square(alpha: Float32Array): Coarse {
  const side = Math.sqrt(alpha.length);
  return { alpha, width: side, height: side };
}

/** A small picture of a matte in the photo's aspect, from its cue plane. */
export function thumbOf(plane: Float32Array, region: Rect, photo: Size): Matte {
  const { alpha, width, height } = onPhoto(plane, region, photo, fitted(photo, THUMB_SIDE));
  return {
    width,
    height,
    alpha: Uint8Array.from(alpha, (a) => Math.round(255 * Math.min(1, Math.max(0, a))))
  };
}

/** The box of α > 0.5 on a plane that covers `covered`, in source px; null where there is none. */
export function boxOf({ alpha, width, height }: Coarse, covered: Rect): Rect | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (alpha[i]! <= 0.5) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return null;
  const x = Math.floor(covered.x + (left * covered.width) / width);
  const y = Math.floor(covered.y + (top * covered.height) / height);
  return {
    x,
    y,
    width: Math.max(1, Math.ceil(covered.x + ((right + 1) * covered.width) / width) - x),
    height: Math.max(1, Math.ceil(covered.y + ((bottom + 1) * covered.height) / height) - y)
  };
}
