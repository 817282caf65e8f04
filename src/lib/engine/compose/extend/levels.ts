import type { Known } from './known.ts';
import { RADIUS, type Level } from './level.ts';

/** A copy of the frame in cells of `cell` px: means of what is known, of the first guess elsewhere. */
interface Cells {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  readonly unknown: Uint8Array;
  readonly banned: Uint8Array;
}

/**
 * Means over cells. A cell is known where all of it is, and banned where any of it is.
 * @param guess sRGB levels of what is unknown, three a pixel of the frame
 */
export function cellsOf({ photo, banned }: Known, guess: Float32Array, cell: number): Cells {
  const width = Math.ceil(photo.width / cell);
  const height = Math.ceil(photo.height / cell);
  const made = {
    width,
    height,
    rgb: new Float32Array(width * height * 3),
    unknown: new Uint8Array(width * height),
    banned: new Uint8Array(width * height)
  };
  const count = new Uint16Array(width * height);
  for (let y = 0, p = 0; y < photo.height; y++) {
    const row = Math.floor(y / cell) * width;
    for (let x = 0; x < photo.width; x++, p++) {
      const to = row + Math.floor(x / cell);
      const isKnown = photo.data[p * 4 + 3] === 255;
      for (let c = 0; c < 3; c++)
        made.rgb[to * 3 + c]! += isKnown ? photo.data[p * 4 + c]! : guess[p * 3 + c]!;
      count[to]!++;
      if (!isKnown) made.unknown[to] = 1;
      if (banned[p]) made.banned[to] = 1;
    }
  }
  for (let to = 0; to < count.length; to++) for (let c = 0; c < 3; c++) made.rgb[to * 3 + c]! /= count[to]!;
  return made;
}

/** Half as large: means of four; known where all four are. */
function halvedCells({ width, height, rgb, unknown, banned }: Cells): Cells {
  const half = { width: width >> 1, height: height >> 1 };
  const area = half.width * half.height;
  const made = {
    ...half,
    rgb: new Float32Array(area * 3),
    unknown: new Uint8Array(area),
    banned: new Uint8Array(area)
  };
  for (let y = 0, to = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++, to++) {
      for (const from of [0, 1, width, width + 1].map((step) => 2 * y * width + 2 * x + step)) {
        for (let c = 0; c < 3; c++) made.rgb[to * 3 + c]! += rgb[from * 3 + c]! / 4;
        if (unknown[from]) made.unknown[to] = 1;
        if (banned[from]) made.banned[to] = 1;
      }
    }
  }
  return made;
}

/** Chebyshev distance from what is known, cells. */
function distanceOf({ width, height, unknown }: Cells): Uint16Array {
  const far = Uint16Array.from(unknown, (value) => (value ? 0xffff : 0));
  const relax = (p: number, q: number) => {
    if (far[q]! + 1 < far[p]!) far[p] = far[q]! + 1;
  };
  const pass = (from: number, to: number, step: number) => {
    for (let p = from; p !== to; p += step) {
      const x = p % width;
      if (x > 0) relax(p, p - 1);
      if (x < width - 1) relax(p, p + 1);
      if (p >= width) relax(p, p - width);
      if (p < width * (height - 1)) relax(p, p + width);
    }
  };
  pass(0, far.length, 1);
  pass(far.length - 1, -1, -1);
  return far;
}

/** What a cell one further away from the photo counts, of what the one before it does. */
const FADES = 0.94;
const LEAST_TRUST = 0.15;

/** Patches may be copied where all of them is known and nothing banned is in them. */
function sourceOf({ width, height, unknown, banned }: Cells): Uint8Array {
  const bad = Uint8Array.from(unknown, (value, p) => value | banned[p]!);
  const across = new Uint8Array(bad.length);
  const free = new Uint8Array(bad.length);
  for (let p = 0; p < bad.length; p++) {
    const x = p % width;
    if (x < RADIUS || x >= width - RADIUS) continue;
    let any = 0;
    for (let d = -RADIUS; d <= RADIUS; d++) any |= bad[p + d]!;
    across[p] = any ? 0 : 1;
  }
  for (let p = RADIUS * width; p < bad.length - RADIUS * width; p++) {
    let all = 1;
    for (let d = -RADIUS; d <= RADIUS; d++) all &= across[p + d * width]!;
    free[p] = all;
  }
  return height > 2 * RADIUS ? free : new Uint8Array(bad.length);
}

/** Means of three values a cell over squares of 2 radius + 1 cells, as far as they lie in the picture. */
function meansAround(values: Float32Array, width: number, radius: number): Float32Array {
  const height = values.length / 3 / width;
  const across = linesOf(values, width, height, 3, 3 * width, radius);
  return linesOf(across, height, width, 3 * width, 3, radius);
}

/** Running means along lines of `length` cells that lie `step` apart in the array, of which there are `count`, `next` apart. */
function linesOf(
  values: Float32Array,
  length: number,
  count: number,
  step: number,
  next: number,
  radius: number
): Float32Array {
  const out = new Float32Array(values.length);
  for (let line = 0; line < count; line++) {
    for (let c = 0; c < 3; c++) {
      const start = line * next + c;
      let sum = 0;
      for (let i = 0; i < Math.min(radius, length); i++) sum += values[start + i * step]!;
      for (let i = 0; i < length; i++) {
        if (i + radius < length) sum += values[start + (i + radius) * step]!;
        if (i > radius) sum -= values[start + (i - radius - 1) * step]!;
        const cells = Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1;
        out[start + i * step] = sum / cells;
      }
    }
  }
  return out;
}

/** Half a side of what is looked at for how lively a region is, cells. */
const REGION = 9;

/** Variance around each cell, sRGB levels². */
function varianceOf({ rgb, width }: Cells, radius: number): Float32Array {
  const mean = meansAround(rgb, width, radius);
  const squares = meansAround(
    rgb.map((value) => value * value),
    width,
    radius
  );
  const at = (i: number) => Math.max(0, squares[i]! - mean[i]! ** 2);
  return new Float32Array(rgb.length / 3).map((_, p) => (at(p * 3) + at(p * 3 + 1) + at(p * 3 + 2)) / 3);
}

/** Squared sRGB levels that a patch from across the whole picture is disliked by, and how much more on each finer level. */
const DISLIKE = 40_000;
const STRICTER = 1.25;
/** The same outwards, where nothing is at the place's own distance: what is nearest. */
const FARTHER = 0.06;

/**
 * A level to be completed. Beside the photo a patch comes rather from the same height, above and below it from the same
 * column: what is seen there has the same distance and light.
 */
function levelOf(
  cells: Cells,
  i: number,
  from: { readonly x: number; readonly y: number; readonly right: number; readonly bottom: number }
): Level {
  const { width, height, rgb, unknown } = cells;
  const far = distanceOf(cells);
  const mean = meansAround(rgb, width, RADIUS);
  const [variance, liveliness] = [varianceOf(cells, RADIUS), varianceOf(cells, REGION)];
  const trust = Float32Array.from(far, (distance) => Math.max(LEAST_TRUST, FADES ** distance));
  const source = sourceOf(cells);
  const [guessCounts, dislike] = [GUESS_COUNTS * GUESS_FADES ** i, DISLIKE * STRICTER ** i];
  const upright = new Float32Array(far.length);
  const level = new Float32Array(far.length);
  for (let p = 0; p < far.length; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const [isBeside, isAbove] = [x < from.x || x >= from.right, y < from.y || y >= from.bottom];
    upright[p] = (dislike * (isAbove ? FARTHER : 1)) / height ** 2;
    level[p] = (dislike * (isBeside ? FARTHER : 0.25)) / width ** 2;
  }
  return {
    width,
    height,
    rgb,
    unknown,
    source,
    trust,
    upright,
    level,
    mean,
    variance,
    liveliness,
    guessCounts
  };
}

/** Long side of the finest level, and of the coarsest at least, cells. */
const FINEST = 900;
const COARSEST = 56;

/** Px of a cell of the finest level. */
export const cellFor = (width: number, height: number): number =>
  Math.max(1, Math.ceil(Math.max(width, height) / FINEST));

/** How much the first guess counts on the coarsest level, and what of that on each finer one: details are the patches' own. */
const GUESS_COUNTS = 0.35;
const GUESS_FADES = 0.75;

/** From coarse to fine. */
export function levelsOf(known: Known, guess: Float32Array): readonly Level[] {
  const { photo, rect } = known;
  const cell = cellFor(photo.width, photo.height);
  const all = [cellsOf(known, guess, cell)];
  while (Math.max(all[0]!.width, all[0]!.height) >= 2 * COARSEST) all.unshift(halvedCells(all[0]!));
  return all.map((cells, i) => {
    const size = cell * 2 ** (all.length - 1 - i);
    const [right, bottom] = [(rect.x + rect.width) / size, (rect.y + rect.height) / size];
    return levelOf(cells, i, { x: rect.x / size, y: rect.y / size, right, bottom });
  });
}
