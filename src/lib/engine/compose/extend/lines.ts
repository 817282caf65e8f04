import type { Rect } from '../../../domain/pixels.ts';
import type { Known } from './known.ts';

/*
 * Whether lines go on: patches that fit well beside each other still break a grout line, a plank's joint or a stripe into
 * dashes. A line's pixels that have more of it on one side only are its ends; a photo of lines has few, a broken copy many.
 */

/** Lines are looked for in a picture of about this long side, px: what is seen at once. */
const SIDE = 800;
/** A line is darker or lighter than the mean this far around it, px. */
const AROUND = 4;
/** Levels by which it has to be so, and how many times what is usual in the photo. */
const LEVELS = 8;
const USUAL = 2.5;
/** How far along a line more of it is looked for, px. */
const STEP = 6;
/** Share of the direction's strength that is along one line, 0–1. */
const COHERENT = 0.5;
/** Fewer line pixels than this share of the photo tell nothing. */
const ENOUGH = 0.004;
/** An end in a hundred line pixels is no fault. */
const FLOOR = 0.01;

interface Grey {
  readonly values: Float32Array;
  /** 1 the photo, 2–5 what was made left, right, over and under it, 0 neither: under the product, or partly covered. */
  readonly of: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const MADE = [2, 3, 4, 5] as const;

/** How many times more often lines end in what was made than in the photo, of the worst side; 1 where there are no lines. */
export function brokenLines(known: Known, rgb: Float32Array): number {
  const grey = greyOf(known, rgb);
  const ridges = ridgesOf(grey);
  const photo = endsIn(grey, ridges, 1);
  const tells = ({ lines, pixels }: Ends) => lines > 0 && lines >= ENOUGH * pixels;
  if (!tells(photo)) return 1;
  const rate = ({ ends, lines }: Ends) => ends / lines + FLOOR;
  const made = MADE.map((part) => endsIn(grey, ridges, part)).filter(tells);
  return Math.max(1, ...made.map((side) => rate(side) / rate(photo)));
}

/** The filled frame in grey, scaled down by whole pixels. */
function greyOf({ photo, rect, banned }: Known, rgb: Float32Array): Grey {
  const factor = Math.max(1, Math.round(Math.max(photo.width, photo.height) / SIDE));
  const [width, height] = [Math.floor(photo.width / factor), Math.floor(photo.height / factor)];
  const values = new Float32Array(width * height);
  const of = new Uint8Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      let [sum, seen, hidden] = [0, 0, 0];
      for (let row = 0; row < factor; row++) {
        for (let column = 0; column < factor; column++) {
          const at = (y * factor + row) * photo.width + x * factor + column;
          const isKnown = photo.data[at * 4 + 3] === 255;
          const green = isKnown ? photo.data[at * 4 + 1]! : rgb[at * 3 + 1]!;
          const red = isKnown ? photo.data[at * 4]! : rgb[at * 3]!;
          sum += 0.3 * red + 0.7 * green;
          if (isKnown) seen++;
          if (banned[at]) hidden++;
        }
      }
      values[p] = sum / (factor * factor);
      const isMade = hidden === 0 && seen === 0;
      of[p] = isMade
        ? sideAt(rect, x * factor, y * factor)
        : hidden === 0 && seen === factor * factor
          ? 1
          : 0;
    }
  }
  return { values, of, width, height };
}

/** Which of `MADE` lies there, px of the frame. */
function sideAt({ x, y, width, height }: Rect, column: number, row: number): number {
  if (column < x) return 2;
  if (column >= x + width) return 3;
  return row < y ? 4 : row >= y + height ? 5 : 0;
}

/** −1 where a dark line is, 1 where a light one is, else 0. */
function ridgesOf({ values, of, width, height }: Grey): Int8Array {
  const around = boxMean(values, width, height);
  const departures: number[] = [];
  for (let p = 0; p < values.length; p += 7)
    if (of[p] === 1) departures.push(Math.abs(values[p]! - around[p]!));
  departures.sort((a, b) => a - b);
  const limit = Math.max(LEVELS, USUAL * (departures[departures.length >> 1] ?? 0));
  return Int8Array.from(values, (value, p) => {
    const departure = value - around[p]!;
    return Math.abs(departure) > limit ? Math.sign(departure) : 0;
  });
}

/** Means of squares, smaller at the frame's edge; by sums over rows and columns. */
function boxMean(values: Float32Array, width: number, height: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0, row = 0; x < width; x++) {
      row += values[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - AROUND), Math.min(height, y + AROUND + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - AROUND), Math.min(width, x + AROUND + 1)];
      const at = (row: number, column: number) => sums[row * (width + 1) + column]!;
      const sum = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
      out[y * width + x] = sum / ((right - left) * (bottom - top));
    }
  }
  return out;
}

interface Ends {
  readonly pixels: number;
  readonly lines: number;
  readonly ends: number;
}

function endsIn(grey: Grey, ridges: Int8Array, part: number): Ends {
  const { of, width, height } = grey;
  let [pixels, lines, ends] = [0, 0, 0];
  const margin = STEP + 2;
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const p = y * width + x;
      if (of[p] !== part) continue;
      pixels++;
      if (ridges[p] === 0) continue;
      const along = directionAt(grey, x, y);
      if (!along) continue;
      lines++;
      const goesOn = (by: number) => {
        const [column, row] = [Math.round(x + along.x * by), Math.round(y + along.y * by)];
        return of[row * width + column] === 0 || hasRidge(ridges, width, column, row, ridges[p]!);
      };
      if (goesOn(STEP) !== goesOn(-STEP)) ends++;
    }
  }
  return { pixels, lines, ends };
}

function hasRidge(ridges: Int8Array, width: number, x: number, y: number, kind: number): boolean {
  for (let row = y - 1; row <= y + 1; row++) {
    for (let column = x - 1; column <= x + 1; column++)
      if (ridges[row * width + column] === kind) return true;
  }
  return false;
}

/** Along which line a pixel lies, by the structure tensor of the 5 × 5 px around it; null where there is none. */
function directionAt({ values, width }: Grey, x: number, y: number): { x: number; y: number } | null {
  let [xx, yy, xy] = [0, 0, 0];
  for (let row = y - 2; row <= y + 2; row++) {
    for (let column = x - 2; column <= x + 2; column++) {
      const p = row * width + column;
      const [dx, dy] = [values[p + 1]! - values[p - 1]!, values[p + width]! - values[p - width]!];
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  }
  const spread = Math.hypot(xx - yy, 2 * xy);
  if (spread < COHERENT * (xx + yy)) return null;
  const across = 0.5 * Math.atan2(2 * xy, xx - yy);
  return { x: -Math.sin(across), y: Math.cos(across) };
}
