import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { inOrder, inverse, scaling, type Matrix3 } from '../../../domain/render/matrix.ts';
import type { PlacePass } from '../../../domain/render/pass.ts';
import { NOISE_ALPHA, type PlacedCutout } from '../cutout.ts';
import { clamped } from '../formulas/adjust.ts';
import { planAxis, resample, type LinearRow } from './resample.ts';
import { writeStraight } from './straight.ts';
import { quarterTurn, turnPixels } from './turn.ts';
import { largestScale, warp } from './warp.ts';

/** Writes one resampled row from pixel `p` on. */
function writeRow(into: Uint8ClampedArray, p: number, { rgba, least, greatest }: LinearRow): void {
  for (let i = 0; i < least.length; i++) {
    const k = i * 4;
    if (greatest[i]! <= NOISE_ALPHA) continue;
    const at = (p + i) * 4;
    writeStraight(into, at, rgba[k]!, rgba[k + 1]!, rgba[k + 2]!, rgba[k + 3]!, least[i]!, greatest[i]!);
  }
}

/** Whole offsets at scale 1: bytes are copied. */
function copyInto(frame: Pixels, { pixels, rect }: PlacedCutout, offsetX: number, offsetY: number): void {
  const left = rect.x + offsetX;
  const top = rect.y + offsetY;
  const [from, to] = [new Uint32Array(pixels.data.buffer), new Uint32Array(frame.data.buffer)];
  for (let y = Math.max(0, -top); y < Math.min(rect.height, frame.height - top); y++) {
    const start = Math.max(0, -left);
    const end = Math.min(rect.width, frame.width - left);
    if (end <= start) return;
    const row = y * rect.width;
    to.set(from.subarray(row + start, row + end), (y + top) * frame.width + left + start);
  }
}

/** Outside of `clip` nothing is kept; a pixel that it cuts through is kept by its share. */
function clip({ data, width, height }: Pixels, rect: Rect | null): void {
  if (!rect) return;
  const share = (at: number, from: number, length: number) =>
    clamped(Math.min(at + 1, from + length) - Math.max(at, from));
  for (let y = 0; y < height; y++) {
    const down = share(y, rect.y, rect.height);
    for (let x = 0; x < width; x++) {
      const kept = down * share(x, rect.x, rect.width);
      if (kept === 1) continue;
      const at = (y * width + x) * 4;
      const alpha = Math.round(data[at + 3]! * kept);
      if (alpha <= NOISE_ALPHA) data.fill(0, at, at + 4);
      else data[at + 3] = alpha;
    }
  }
}

/** Scaled evenly and moved. */
function placeUpright(cutout: PlacedCutout, matrix: Matrix3, { width, height }: Size): Pixels {
  const frame: Pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const [scale, , offsetX, , , offsetY] = matrix;
  const { rect, pixels } = cutout;
  if (scale === 1 && [offsetX + rect.x, offsetY + rect.y].every(Number.isInteger)) {
    copyInto(frame, cutout, offsetX, offsetY);
    return frame;
  }
  const x = planAxis(pixels.width, scale, offsetX + rect.x * scale, width);
  const y = planAxis(pixels.height, scale, offsetY + rect.y * scale, height);
  resample(pixels, x, y, (row, i) => writeRow(frame.data, (y.first + i) * width + x.first, row));
  return frame;
}

/** Shrunk to about the size at which it is seen, then warped: a warp looks at few source pixels. */
function placeWarped(cutout: PlacedCutout, matrix: Matrix3, frame: Size): Pixels {
  const { rect, pixels } = cutout;
  const scale = Math.min(1, largestScale(matrix, rect, frame));
  const size = {
    width: Math.max(1, Math.ceil(pixels.width * scale)),
    height: Math.max(1, Math.ceil(pixels.height * scale))
  };
  const shrink = inOrder([1, 0, -rect.x, 0, 1, -rect.y, 0, 0, 1], scaling(scale));
  const shrunk = scale === 1 ? pixels : placeUpright(cutout, shrink, size);
  return warp(shrunk, inOrder(inverse(shrink), matrix), frame);
}

/**
 * Puts a cutout into its frame: straight sRGB, RGB 0 where α = 0. At scale 1 with whole offsets product pixels are the
 * source's own bytes, turned by quarters and mirrored or not; otherwise Lanczos3 in linear light, premultiplied, and for
 * any other turn or perspective a warp after it.
 */
export function place(cutout: PlacedCutout, pass: Pick<PlacePass, 'frame' | 'matrix' | 'clip'>): Pixels {
  const frame = painted(cutout, pass.matrix, pass.frame);
  clip(frame, pass.clip);
  return frame;
}

function painted(cutout: PlacedCutout, matrix: Matrix3, frame: Size): Pixels {
  const turn = quarterTurn(matrix, frame);
  if (turn) return turnPixels(placeUpright(cutout, turn.plain, turn.frame), turn);
  if (cutout.pixels.data.length > 0) return placeWarped(cutout, matrix, frame);
  return { data: new Uint8ClampedArray(frame.width * frame.height * 4), ...frame };
}
