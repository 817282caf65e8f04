import { byteOfLinear, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels, Point, Rect, Size } from '../../../domain/pixels.ts';
import { boundsOf, cornersOf, inverse, moved, type Matrix3 } from '../../../domain/render/matrix.ts';
import { overlap } from '../tiles.ts';
import { writeStraight } from './straight.ts';

/*
 * Straightening and perspective: each pixel of the frame looks up its place in the source with a Catmull-Rom kernel (Keys
 * 1981, a = −½), in linear light and premultiplied, transparent beyond the picture. Where the source is finer than the
 * frame, the kernel is stretched to match, so that nothing aliases.
 */

/** Source px per frame px along one side, at a point of the frame: the root of the inverse homography's Jacobian determinant. */
function finenessAt(back: Matrix3, { x, y }: Point): number {
  const [a, b, c, d, e, f, g, h, i] = back;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const depth = g * x + h * y + i;
  return Math.sqrt(Math.abs(determinant / (depth * depth * depth)));
}

/** What of the frame a source picture reaches, whole px; null = nothing. */
function reached(matrix: Matrix3, rect: Rect, frame: Size): Rect | null {
  const box = boundsOf(cornersOf(rect).map((corner) => moved(matrix, corner)))!;
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const whole = { x, y, width: Math.ceil(box.x + box.width) - x, height: Math.ceil(box.y + box.height) - y };
  return overlap(whole, { x: 0, y: 0, ...frame });
}

/** Largest scale (frame px per source px) that a picture is shown at; 1 where it is not seen. */
export function largestScale(matrix: Matrix3, rect: Rect, frame: Size): number {
  const seen = reached(matrix, rect, frame);
  if (!seen) return 1;
  const back = inverse(matrix);
  // Depth runs evenly over the frame, so that its extremes lie in corners.
  return 1 / Math.min(...cornersOf(seen).map((corner) => finenessAt(back, corner)));
}

/** What is seen smaller than this share of the nearest part aliases: keystone and a turn at their strongest come there. */
const MOST_STRETCH = 8;

/** What is finer by less than this is not: a source shrunk to its size is off by rounding alone. */
const EVEN = 1e-9;

function catmullRom(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/** Weights along one axis for one pixel; they sum to 1. */
class Taps {
  start = 0;
  count = 0;
  readonly weight = new Float64Array(4 * MOST_STRETCH + 1);
  /** Taps of the main lobe: [coreStart, coreEnd). */
  coreStart = 0;
  coreEnd = 0;

  /** @param centre px of the source @param stretch of the kernel, ≥ 1 */
  aim(centre: number, stretch: number): void {
    const radius = 2 * stretch;
    this.start = Math.ceil(centre - radius - 0.5);
    this.count = Math.floor(centre + radius - 0.5) - this.start + 1;
    this.coreStart = Math.ceil(centre - stretch - 0.5) - this.start;
    this.coreEnd = Math.floor(centre + stretch - 0.5) - this.start + 1;
    let sum = 0;
    for (let tap = 0, x = (this.start + 0.5 - centre) / stretch; tap < this.count; tap++, x += 1 / stretch) {
      const weight = catmullRom(x);
      this.weight[tap] = weight;
      sum += weight;
    }
    // Not stretched, they sum to 1 as they are.
    if (stretch > 1) for (let tap = 0; tap < this.count; tap++) this.weight[tap]! /= sum;
  }

  /** Whether the main lobe sees something beyond a picture `length` px long. */
  reachesBeyond(length: number): boolean {
    return this.start + this.coreStart < 0 || this.start + this.coreEnd > length;
  }
}

/** Whether a pixel sees nothing but the inside of the product: most of them do. */
function isOpaque({ data, width, height }: Pixels, across: Taps, down: Taps): boolean {
  const { start, count } = across;
  if (start < 0 || down.start < 0 || start + count > width || down.start + down.count > height) return false;
  for (let row = 0, s = (down.start * width + start) * 4 + 3; row < down.count; row++, s += width * 4) {
    for (let at = s; at < s + count * 4; at += 4) if (data[at] !== 255) return false;
  }
  return true;
}

/** As `paintPixel`, where `isOpaque`. */
function paintOpaque(
  { data, width }: Pixels,
  across: Taps,
  down: Taps,
  into: Uint8ClampedArray,
  at: number
): void {
  let [r, g, b] = [0, 0, 0];
  for (let row = 0; row < down.count; row++) {
    let [rowR, rowG, rowB] = [0, 0, 0];
    let s = ((down.start + row) * width + across.start) * 4;
    for (let tap = 0; tap < across.count; tap++, s += 4) {
      const weight = across.weight[tap]!;
      rowR += weight * LINEAR_OF_BYTE[data[s]!]!;
      rowG += weight * LINEAR_OF_BYTE[data[s + 1]!]!;
      rowB += weight * LINEAR_OF_BYTE[data[s + 2]!]!;
    }
    const weight = down.weight[row]!;
    r += weight * rowR;
    g += weight * rowG;
    b += weight * rowB;
  }
  into[at] = byteOfLinear(r);
  into[at + 1] = byteOfLinear(g);
  into[at + 2] = byteOfLinear(b);
  into[at + 3] = 255;
}

function paintPixel(source: Pixels, across: Taps, down: Taps, into: Pixels, at: number): void {
  if (isOpaque(source, across, down)) return paintOpaque(source, across, down, into.data, at);
  const { data, width, height } = source;
  const [firstRow, lastRow] = [Math.max(0, -down.start), Math.min(down.count, height - down.start)];
  const [firstTap, lastTap] = [Math.max(0, -across.start), Math.min(across.count, width - across.start)];
  let [r, g, b, a] = [0, 0, 0, 0];
  let least = across.reachesBeyond(width) || down.reachesBeyond(height) ? 0 : 255;
  let greatest = 0;
  for (let row = firstRow; row < lastRow; row++) {
    const share = down.weight[row]! / 255;
    const isCore = row >= down.coreStart && row < down.coreEnd;
    let s = ((down.start + row) * width + across.start + firstTap) * 4;
    for (let tap = firstTap; tap < lastTap; tap++, s += 4) {
      const alpha = data[s + 3]!;
      if (isCore && tap >= across.coreStart && tap < across.coreEnd) {
        if (alpha < least) least = alpha;
        if (alpha > greatest) greatest = alpha;
      }
      if (alpha === 0) continue;
      const weight = share * across.weight[tap]! * alpha;
      r += weight * LINEAR_OF_BYTE[data[s]!]!;
      g += weight * LINEAR_OF_BYTE[data[s + 1]!]!;
      b += weight * LINEAR_OF_BYTE[data[s + 2]!]!;
      a += weight;
    }
  }
  if (greatest > 0) writeStraight(into.data, at, r, g, b, a, least, greatest);
}

/** Side of the squares that are looked through for anything visible, px; a stretched kernel reaches as far. */
const SQUARE_BITS = 4;

/** Tells where a picture has nothing, nor around: most of a frame is empty. */
function emptiness({ data, width, height }: Pixels): (x: number, y: number) => boolean {
  const [columns, rows] = [(width >> SQUARE_BITS) + 4, (height >> SQUARE_BITS) + 4];
  const near = new Uint8Array(columns * rows);
  for (let y = 0, at = 3; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      if (data[at] === 0) continue;
      const square = ((y >> SQUARE_BITS) + 1) * columns + (x >> SQUARE_BITS) + 1;
      if (near[square] === 2) continue;
      for (let dy = -columns; dy <= columns; dy += columns) {
        for (let dx = -1; dx <= 1; dx++) near[square + dy + dx]! |= 1;
      }
      near[square] = 2;
    }
  }
  return (x, y) => {
    const column = (Math.floor(x) >> SQUARE_BITS) + 1;
    const row = (Math.floor(y) >> SQUARE_BITS) + 1;
    return column < 0 || row < 0 || column >= columns || row >= rows || near[row * columns + column] === 0;
  };
}

/**
 * Paints a picture into the frame through any homography. Straight sRGB, RGB 0 where α = 0.
 * @param matrix from px of `source` to px of the frame
 */
export function warp(source: Pixels, matrix: Matrix3, frame: Size): Pixels {
  const { width, height } = frame;
  const into: Pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const seen = reached(matrix, { x: 0, y: 0, width: source.width, height: source.height }, frame);
  if (!seen) return into;
  const back = inverse(matrix);
  const isEmpty = emptiness(source);
  const [across, down] = [new Taps(), new Taps()];
  const isAffine = back[6] === 0 && back[7] === 0;
  const stretchAt = (point: Point) => {
    const fineness = finenessAt(back, point);
    return fineness < 1 + EVEN ? 1 : Math.min(MOST_STRETCH, fineness);
  };
  const evenly = stretchAt(seen);
  const [a, b, c, d, e, f, g, h, i] = back;
  for (let y = seen.y; y < seen.y + seen.height; y++) {
    for (let x = seen.x; x < seen.x + seen.width; x++) {
      const [right, below] = [x + 0.5, y + 0.5];
      const depth = g * right + h * below + i;
      const fromX = (a * right + b * below + c) / depth;
      const fromY = (d * right + e * below + f) / depth;
      if (isEmpty(fromX, fromY)) continue;
      const stretch = isAffine ? evenly : stretchAt({ x: right, y: below });
      across.aim(fromX, stretch);
      down.aim(fromY, stretch);
      paintPixel(source, across, down, into, (y * width + x) * 4);
    }
  }
  return into;
}
