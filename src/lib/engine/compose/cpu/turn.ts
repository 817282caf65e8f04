import type { Pixels, Size } from '../../../domain/pixels.ts';
import type { Matrix3 } from '../../../domain/render/matrix.ts';

/** A matrix of quarter turns and mirroring, as an upright placement whose pixels are then put elsewhere. */
export interface QuarterTurn {
  /** Scales and moves only. */
  readonly plain: Matrix3;
  /** Of the upright placement. */
  readonly frame: Size;
  readonly isSwapped: boolean;
  /** Whether the frame's columns (rows) run against those they come from. */
  readonly isAgainstX: boolean;
  readonly isAgainstY: boolean;
}

/** Null where a matrix does more than scale evenly, turn by quarters, mirror and move. */
export function quarterTurn(matrix: Matrix3, frame: Size): QuarterTurn | null {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  const isSwapped = a === 0 && e === 0;
  const [across, down] = isSwapped ? [b, d] : [a, e];
  const scale = Math.abs(across);
  const isRest = isSwapped || (b === 0 && d === 0);
  if (!isRest || g !== 0 || h !== 0 || i !== 1 || scale !== Math.abs(down) || scale === 0) return null;
  const { width, height } = frame;
  const [x, y] = [across > 0 ? c : width - c, down > 0 ? f : height - f];
  const [left, top] = isSwapped ? [y, x] : [x, y];
  return {
    plain: [scale, 0, left, 0, scale, top, 0, 0, 1],
    frame: isSwapped ? { width: height, height: width } : frame,
    isSwapped,
    isAgainstX: across < 0,
    isAgainstY: down < 0
  };
}

/** Puts each pixel of the upright placement where the turn takes it; none is changed. */
export function turnPixels(upright: Pixels, { isSwapped, isAgainstX, isAgainstY }: QuarterTurn): Pixels {
  if (!isSwapped && !isAgainstX && !isAgainstY) return upright;
  const [width, height] = isSwapped ? [upright.height, upright.width] : [upright.width, upright.height];
  const data = new Uint8ClampedArray(upright.data.length);
  const [from, to] = [new Uint32Array(upright.data.buffer), new Uint32Array(data.buffer)];
  const [perX, perY] = isSwapped ? [upright.width, 1] : [1, upright.width];
  const stepX = isAgainstX ? -perX : perX;
  for (let y = 0, p = 0; y < height; y++) {
    const row = (isAgainstY ? height - 1 - y : y) * perY;
    for (let x = 0, at = row + (isAgainstX ? (width - 1) * perX : 0); x < width; x++, p++, at += stepX) {
      to[p] = from[at]!;
    }
  }
  return { data, width, height };
}
