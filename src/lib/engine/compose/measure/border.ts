import type { BorderMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';
import { quantile } from './luma.ts';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
type Side = (typeof SIDES)[number];

/** How deep a band may reach, as a share of the frame across. */
const DEEPEST = 0.25;
/** How deep a line may lie, and how thick it may be at most. */
const LINE = { deepest: 0.15, thickest: 0.02 } as const;
/** Points looked at along a side. */
const POINTS = 256;
/** Greatest difference in any channel of a band to its colour: paint has one, a wall or a table shades off. */
const FLAT = 2;
/** The same of a line, which a codec blurs. */
const SAME = 7;
/** Least difference of a band or line to what lies behind it. */
const OTHER = 10;
/** Px over which a step may be soft. */
const SOFT = 3;

/** A side's pixels as lines parallel to it, the outermost first, at `POINTS` places. */
interface Strip {
  readonly count: number;
  readonly depth: number;
  /** Byte position of point `i` of the line `d` px from the side. */
  at(i: number, d: number): number;
}

interface Mark {
  /** Px from the side at which it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Share of the side along which it is seen. */
  readonly whole: number;
}

interface SideMark {
  readonly side: Side;
  readonly mark: Mark;
}

/**
 * Bands, lines and frames along the sides of a picture: compliance.md 3.7, "constant-colour lines or rectangles parallel
 * to the frame, distinct from background". A band begins at the side, has one colour (but for words in it), and ends in
 * one straight step; a line is thin, of one colour, and has the same background on both sides.
 *
 * @param product what is certainly product is no border; null where nobody knows
 */
export function measureBorder(pixels: Pixels, product: Matte | null): BorderMeasure {
  const marks = SIDES.flatMap((side) => {
    const strip = stripOf(pixels, side);
    const mark = bandOn(pixels, strip, product) ?? lineOn(pixels, strip, product);
    return mark ? [{ side, mark }] : [];
  });
  const found = marks.filter((mark) => isBorder(mark, marks, pixels));
  const thickness = (wanted: Side) => {
    const mark = found.find(({ side }) => side === wanted)?.mark;
    return mark ? mark.to - mark.from : 0;
  };
  const worst = found.toSorted((a, b) => b.mark.to - b.mark.from - (a.mark.to - a.mark.from))[0];
  return {
    top: thickness('top'),
    right: thickness('right'),
    bottom: thickness('bottom'),
    left: thickness('left'),
    region: worst ? rectOf(pixels, worst.side, worst.mark) : null
  };
}

/** A line of which only a part of one side has some is an edge of something. */
const WHOLE = 0.97;
/** Bands on all sides that are thicker than this share are the background of something with straight sides. */
const FRAME = 0.08;

function isBorder({ mark }: SideMark, all: readonly SideMark[], { width, height }: Pixels): boolean {
  const isLine = mark.from > 0;
  const alike = all.filter((other) => other.mark.from > 0 === isLine);
  if (isLine) return mark.whole >= WHOLE || alike.length >= 2;
  return alike.length < 4 || mark.to <= FRAME * Math.min(width, height);
}

function stripOf({ width, height }: Pixels, side: Side): Strip {
  const isLevel = side === 'top' || side === 'bottom';
  const [length, across] = isLevel ? [width, height] : [height, width];
  const count = Math.min(POINTS, length);
  const place = (i: number) => Math.floor(((i + 0.5) * length) / count);
  const inwards = side === 'top' || side === 'left' ? (d: number) => d : (d: number) => across - 1 - d;
  const at = isLevel
    ? (i: number, d: number) => (inwards(d) * width + place(i)) * 4
    : (i: number, d: number) => (place(i) * width + inwards(d)) * 4;
  return { count, depth: Math.floor(across * DEEPEST), at };
}

function rectOf({ width, height }: Pixels, side: Side, { from, to }: Mark): Rect {
  const size = to - from;
  switch (side) {
    case 'top':
      return { x: 0, y: from, width, height: size };
    case 'bottom':
      return { x: 0, y: height - to, width, height: size };
    case 'left':
      return { x: from, y: 0, width: size, height };
    case 'right':
      return { x: width - to, y: 0, width: size, height };
  }
}

type Colour = readonly [number, number, number];

function medianAt({ data }: Pixels, { count, at }: Strip, d: number): Colour {
  return [0, 1, 2].map((c) =>
    quantile(
      Float32Array.from({ length: count }, (_, i) => data[at(i, d) + c]!),
      0.5
    )
  ) as unknown as Colour;
}

/** Greatest difference in any channel. */
const differs = (data: Uint8ClampedArray, at: number, [r, g, b]: Colour): number =>
  Math.max(Math.abs(data[at]! - r), Math.abs(data[at + 1]! - g), Math.abs(data[at + 2]! - b));

const isWhite = (colour: Colour): boolean => Math.min(...colour) >= 250;

/** Share of a line that has a band's colour while the band lasts: words and a logo may stand in it. */
const BAND_SHARE = 0.4;
/** Share of a side along which a band must end at once. */
const STEP_SHARE = 0.6;

/** A white margin is no band: that is what packshots stand on. */
function bandOn(pixels: Pixels, strip: Strip, product: Matte | null): Mark | null {
  const { data } = pixels;
  const { count, depth, at } = strip;
  const colour = medianAt(pixels, strip, 0);
  if (isWhite(colour)) return null;
  const has = (i: number, d: number) => differs(data, at(i, d), colour) <= FLAT;
  const share = (d: number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) if (has(i, d)) sum++;
    return sum / count;
  };
  let to = 0;
  while (to < depth && share(to) >= BAND_SHARE) to++;
  if (to === 0 || to === depth) return null;
  const [before, behind] = [Math.max(0, to - SOFT), Math.min(to + SOFT, depth)];
  let left = 0;
  for (let i = 0; i < count; i++) {
    const isLeft = has(i, before) && differs(data, at(i, behind), colour) >= OTHER;
    if (isLeft && !(product && product.alpha[at(i, behind) / 4]! > 0)) left++;
  }
  return left >= STEP_SHARE * count ? { from: 0, to, whole: left / count } : null;
}

/** Share of a side that a line takes at least; and the share of it that has one colour. */
const LINE_SHARE = 0.6;
const LINE_EVEN = 0.85;

function lineOn(pixels: Pixels, strip: Strip, product: Matte | null): Mark | null {
  const { data } = pixels;
  const { count, depth, at } = strip;
  const ground = medianAt(pixels, strip, 0);
  const off = (d: number): number[] => {
    const points: number[] = [];
    for (let i = 0; i < count; i++) {
      const p = at(i, d);
      if (differs(data, p, ground) >= OTHER && !(product && product.alpha[p / 4]! > 0)) points.push(p);
    }
    return points;
  };
  const deepest = Math.floor((depth * LINE.deepest) / DEEPEST);
  let from = 0;
  while (from < deepest && off(from).length < LINE_SHARE * count) from++;
  if (from === 0 || from === deepest) return null;
  const thickest = Math.max(3, Math.round((depth * LINE.thickest) / DEEPEST));
  let to = from + 1;
  while (to - from <= thickest && off(to).length >= LINE_SHARE * count) to++;
  const middle = off((from + to - 1) >> 1);
  const isOver = to - from <= thickest && off(to + SOFT).length < count * (1 - LINE_SHARE);
  if (!isOver || !isEven(data, middle)) return null;
  return { from, to, whole: middle.length / count };
}

function isEven(data: Uint8ClampedArray, points: readonly number[]): boolean {
  const colour = [0, 1, 2].map((c) =>
    quantile(
      points.map((p) => data[p + c]!),
      0.5
    )
  ) as unknown as Colour;
  return points.filter((p) => differs(data, p, colour) <= 3 * SAME).length >= LINE_EVEN * points.length;
}
