import type { Rect } from '../../../domain/pixels.ts';
import { blurred, planeOf, type Plane } from '../cpu/gaussian.ts';
import type { Course } from './course-kinds.ts';
import type { Known, Side } from './known.ts';
import { randomFrom } from './random.ts';

/*
 * Grain by example: what is fine in the photo's border, taken in squares from random places and overlapped. Their windows'
 * squares sum to 1, so that variance, spectrum and the channels' correlation are those of the border (as long as that is
 * alike everywhere). The same squares for the same frame, always.
 */

/** Fine differences of a border, sRGB levels, three a pixel. */
interface Sample {
  readonly side: Side['name'];
  readonly width: number;
  readonly rgb: Float32Array;
  /** Corners of squares without anything banned or peculiar in them. */
  readonly places: readonly number[];
}

export interface Grain {
  readonly samples: readonly Sample[];
  /** Side of a square, px. */
  readonly square: number;
}

/** Sides that are tried, px: the larger ones show less of their own repetition. */
const SQUARES = [48, 32, 16, 8] as const;
/** What is coarser than this is no grain, px (standard deviation). */
const COARSE = 9;
/** Depth of the border that grain is taken from, px: most and least. */
const DEPTH = 160;
const LEAST_DEPTH = 9;

const bandOf = ({ name }: Side, rect: Rect, depth: number): Rect => {
  const across = Math.min(depth, rect.width - 2);
  const down = Math.min(depth, rect.height - 2);
  const inner = { x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2 };
  if (name === 'left') return { ...inner, width: across };
  if (name === 'top') return { ...inner, height: down };
  if (name === 'right') return { ...inner, x: rect.x + rect.width - 1 - across, width: across };
  return { ...inner, y: rect.y + rect.height - 1 - down, height: down };
};

function planeOfBand({ photo, banned }: Known, band: Rect, c: number): Plane {
  const plane = planeOf(band.width, band.height);
  for (let y = 0, i = 0; y < band.height; y++) {
    for (let p = (band.y + y) * photo.width + band.x, x = 0; x < band.width; x++, p++, i++) {
      plane.data[i] = banned[p] ? 0 : c < 0 ? 1 : photo.data[p * 4 + c]!;
    }
  }
  return plane;
}

function sampleOf(known: Known, { side, border }: Course, square: number): Sample {
  const band = bandOf(side, known.rect, Math.min(DEPTH, Math.max(LEAST_DEPTH, border)));
  const there = planeOfBand(known, band, -1);
  const weight = blurred(there, COARSE);
  const rgb = new Float32Array(band.width * band.height * 3);
  for (let c = 0; c < 3; c++) {
    const plane = planeOfBand(known, band, c);
    const coarse = blurred(plane, COARSE);
    for (let i = 0; i < plane.data.length; i++) {
      if (there.data[i]) rgb[i * 3 + c] = plane.data[i]! - coarse.data[i]! / Math.max(1e-3, weight.data[i]!);
    }
  }
  return { side: side.name, width: band.width, rgb, places: placesIn(there, rgb, square) };
}

/** Sum over a square of what is there, and of squares of the green channel. */
function squareAt(there: Plane, rgb: Float32Array, corner: number, square: number): number | null {
  let sum = 0;
  for (let y = 0; y < square; y++) {
    for (let i = corner + y * there.width, end = i + square; i < end; i++) {
      if (!there.data[i]) return null;
      sum += rgb[i * 3 + 1]! ** 2;
    }
  }
  return sum;
}

/** Squares whose grain is about the usual: a scratch or an edge is not to be sown. */
function placesIn(there: Plane, rgb: Float32Array, square: number): number[] {
  const step = Math.max(1, square >> 1);
  const found: { corner: number; energy: number }[] = [];
  for (let y = 0; y + square <= there.height; y += step) {
    for (let x = 0; x + square <= there.width; x += step) {
      const corner = y * there.width + x;
      const energy = squareAt(there, rgb, corner, square);
      if (energy !== null) found.push({ corner, energy });
    }
  }
  const usual = found.map(({ energy }) => energy).sort((a, b) => a - b)[found.length >> 1] ?? 0;
  return found
    .filter(({ energy }) => energy <= 1.6 * usual && energy >= usual / 1.6)
    .map(({ corner }) => corner);
}

/** The grain of the borders next to what is to be filled; null where there is too little of them to tell. */
export function grainOf(known: Known, courses: readonly Course[]): Grain | null {
  for (const square of SQUARES) {
    const samples = courses
      .map((course) => sampleOf(known, course, square))
      .filter(({ places }) => places.length > 0);
    if (samples.length === courses.length || (samples.length > 0 && square === SQUARES.at(-1))) {
      return { samples, square };
    }
  }
  return null;
}

/** Which border a place outside of the photo is nearest to. */
function sampleFor({ samples }: Grain, rect: Rect, x: number, y: number): Sample {
  const beyond = {
    left: rect.x - x,
    right: x - rect.x - rect.width,
    top: rect.y - y,
    bottom: y - rect.y - rect.height
  };
  return samples.reduce((best, next) => (beyond[next.side] > beyond[best.side] ? next : best));
}

const overlaps = (x: number, y: number, square: number, { x: left, y: top, width, height }: Rect): boolean =>
  x < left || y < top || x + square > left + width || y + square > top + height;

/**
 * Adds grain to what is around `rect`.
 * @param into sRGB levels, three a pixel of the frame
 */
export function addGrain(grain: Grain, into: Float32Array, width: number, rect: Rect, seed: number): void {
  const { square } = grain;
  const height = into.length / 3 / width;
  const random = randomFrom(seed);
  const window = Float32Array.from({ length: square }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / square));
  const half = square >> 1;
  for (let y = -half; y < height; y += half) {
    for (let x = -half; x < width; x += half) {
      const place = random();
      if (!overlaps(x, y, square, rect)) continue;
      const sample = sampleFor(grain, rect, x + half, y + half);
      sow(
        sample,
        sample.places[Math.floor(place * sample.places.length)]!,
        window,
        into,
        width,
        height,
        x,
        y
      );
    }
  }
}

function sow(
  { rgb, width: columns }: Sample,
  corner: number,
  window: Float32Array,
  into: Float32Array,
  width: number,
  height: number,
  left: number,
  top: number
): void {
  const square = window.length;
  for (let y = Math.max(0, -top); y < square && top + y < height; y++) {
    for (let x = Math.max(0, -left); x < square && left + x < width; x++) {
      const weight = window[x]! * window[y]!;
      const from = (corner + y * columns + x) * 3;
      const to = ((top + y) * width + left + x) * 3;
      into[to]! += weight * rgb[from]!;
      into[to + 1]! += weight * rgb[from + 1]!;
      into[to + 2]! += weight * rgb[from + 2]!;
    }
  }
}
