import { LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels, Size } from '../../../domain/pixels.ts';
import type { ComposePass } from '../../../domain/render/pass.ts';
import {
  mirroredRow,
  reflectionLength,
  reflectionLevel,
  reflectionSigma,
  reflectionStrength
} from '../formulas/reflection.ts';
import { frameFade } from '../formulas/shadow.ts';
import { lowerContour, standLine } from '../formulas/stand.ts';
import { Latest } from '../latest.ts';
import { blurred, planeOf, type Plane } from './gaussian.ts';
import { alphaPlane } from './shadow.ts';

/** Premultiplied linear R, G, B and α of the lower part of a product, in cells of `cell` px. */
export interface BlurLevel {
  readonly cell: number;
  /** px². */
  readonly variance: number;
  readonly planes: readonly Plane[];
}

/** Rows `top` to `bottom` of a product, as they are. */
function sharpLevel({ data, width }: Pixels, top: number, bottom: number): BlurLevel {
  const planes = [0, 1, 2, 3].map(() => planeOf(width, bottom - top));
  for (let p = 0, at = top * width * 4; at < bottom * width * 4; p++, at += 4) {
    const alpha = data[at + 3]! / 255;
    if (alpha === 0) continue;
    for (let c = 0; c < 3; c++) planes[c]!.data[p] = LINEAR_OF_BYTE[data[at + c]!]! * alpha;
    planes[3]!.data[p] = alpha;
  }
  return { cell: 1, variance: 0, planes };
}

function halvedPlane({ data, width, height }: Plane): Plane {
  const half = planeOf(Math.ceil(width / 2), Math.ceil(height / 2));
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y >> 1) * half.width;
    for (let x = 0; x < width; x++, at++) half.data[row + (x >> 1)]! += data[at]! / 4;
  }
  return half;
}

/** The next level, of standard deviation `sigma` px once it is read in straight lines between its cells. */
function blurredLevel(before: BlurLevel, sigma: number): BlurLevel {
  const cell = Math.max(1, sigma / 2);
  const isHalved = cell > before.cell;
  const planes = isHalved ? before.planes.map(halvedPlane) : before.planes;
  // Two cells' mean has a quarter of a cell's square as variance, reading between two a sixth.
  const had = before.variance + (isHalved ? before.cell ** 2 / 4 : 0);
  const variance = sigma ** 2 - cell ** 2 / 6;
  const missing = Math.sqrt(variance - had) / cell;
  return { cell, variance, planes: planes.map((plane) => blurred(plane, missing)) };
}

function levelsOf(product: Pixels, top: number, bottom: number, most: number): readonly BlurLevel[] {
  const levels = [sharpLevel(product, top, bottom)];
  for (let level = 1; level <= most; level++) levels.push(blurredLevel(levels.at(-1)!, 2 ** (level - 1)));
  return levels;
}

/** Adds `share` of a level at (x, y) px to the four numbers of `into`. */
function addFrom({ cell, planes }: BlurLevel, x: number, y: number, share: number, into: Float64Array): void {
  const { width, height } = planes[0]!;
  const [column, row] = [x / cell - 0.5, y / cell - 0.5];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [across, down] = [column - left, row - top];
  addCell(planes, width, height, left, top, share * (1 - across) * (1 - down), into);
  addCell(planes, width, height, left + 1, top, share * across * (1 - down), into);
  addCell(planes, width, height, left, top + 1, share * (1 - across) * down, into);
  addCell(planes, width, height, left + 1, top + 1, share * across * down, into);
}

function addCell(
  planes: readonly Plane[],
  width: number,
  height: number,
  column: number,
  row: number,
  weight: number,
  into: Float64Array
): void {
  if (weight === 0 || column < 0 || row < 0 || column >= width || row >= height) return;
  const at = row * width + column;
  const alpha = planes[3]!.data[at]!;
  if (alpha === 0) return;
  into[0]! += weight * planes[0]!.data[at]!;
  into[1]! += weight * planes[1]!.data[at]!;
  into[2]! += weight * planes[2]!.data[at]!;
  into[3]! += weight * alpha;
}

/** Writes premultiplied linear R, G, B and α of what is mirrored at a pixel of the frame; tells whether anything is. */
export type Mirror = (column: number, row: number, into: Float64Array) => boolean;

/**
 * The product's picture in the floor. See `formulas/reflection.ts`.
 * @param blurs keeps the product's blurred copies for the next reflection of it
 */
export function mirrorOf(
  product: Pixels,
  reflection: NonNullable<ComposePass['reflection']>,
  blurs = new Latest<readonly BlurLevel[]>()
): Mirror {
  const contour = lowerContour(alphaPlane(product));
  const line = standLine(contour);
  const lowest = line.reduce((most, y) => Math.max(most, y), -1);
  if (lowest < 0) return () => false;
  const highest = line.reduce((least, y) => Math.min(least, y), lowest);
  const length = reflectionLength(reflection, reflection.product);
  const [top, bottom] = [
    Math.max(0, Math.floor(highest - length) - 2),
    Math.min(product.height, Math.ceil(lowest) + 2)
  ];
  const most = Math.ceil(reflectionLevel(reflectionSigma(length, reflection)));
  const levels = blurs.of([product.data, top, bottom, most], () => levelsOf(product, top, bottom, most));
  const fade = reflection.reachesFrame ? () => 1 : fadeOf(product);
  return (column, row, into) => {
    const d = row + 0.5 - line[column]!;
    const strength = reflectionStrength(d, reflection, length) * fade(column, row);
    if (strength === 0) return false;
    const level = reflectionLevel(reflectionSigma(Math.max(0, d), reflection));
    const lower = Math.floor(level);
    const y = mirroredRow(d, line[column]!, contour[column]!) - top;
    into.fill(0);
    addFrom(levels[lower]!, column + 0.5, y, strength * (1 - level + lower), into);
    if (level > lower) addFrom(levels[lower + 1]!, column + 0.5, y, strength * (level - lower), into);
    return into[3]! > 0;
  };
}

const fadeOf = (frame: Size) => (column: number, row: number) =>
  frameFade(column + 0.5, frame.width, frame) * frameFade(row + 0.5, frame.height, frame);
