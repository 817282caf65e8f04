import type { PixelationMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Rect } from '../../../domain/pixels.ts';
import { quantile } from './luma.ts';

/** Side of the largest block that is looked for, px. */
const LARGEST = 24;
/** Lines looked at in each direction, at most. */
const LINES = 700;
/** Periods that a product must be wide for a rhythm to show. */
const PERIODS = 6;
/** Mean step of luma under which a product is too smooth to have a rhythm. */
const SMOOTH = 0.4;
/** How far from its edge the product's surface begins, px. */
const MARGIN = 5;
/** Share of places whose steps are taken as they are; a few that are steeper are edges of the product. */
const COMMON = 0.96;
/** α from which a pixel is product alone. */
const SOLID = 250;
/** Outline alone: periods that a product must be wide, and mean step of luma, spread over all of its box. */
const OUTLINE = { periods: 16, least: 0.04 } as const;

/**
 * Whether product pixels come in blocks of one colour. Enlarged by repeating pixels, a picture does not change inside a
 * block: the mean step of luma at one phase of the block's side is near 0. Periodicity of differences is how resampling is
 * found (Gallagher, "Detection of linear and cubic interpolation in JPEG compressed images", CRV 2005); here the weakest
 * phase of each period of 2–24 px is looked at instead of a Fourier peak, because a codec's own 8-px blocks have a phase
 * that is stronger, and none that is weaker. Smooth interpolation leaves no such trace after a JPEG: that is told by the
 * width of edges.
 *
 * A surface too smooth for a rhythm leaves the outline: where it slopes, its steps lie in every row and column, and in
 * blocks at one phase alone. Upright edges, which lie in a few, do not tell.
 */
export function measurePixelation(luma: Uint8Array, matte: Matte, box: Rect | null): PixelationMeasure {
  const none = { blocks: null, period: null };
  if (!box) return none;
  const surface = [false, true].map((isDown) => stepsAlong(luma, matte, box, isDown));
  const outline = () => [false, true].map((isDown) => outlineAlong(luma, matte, box, isDown));
  return weakest(surface, PERIODS, SMOOTH) ?? weakest(outline(), OUTLINE.periods, OUTLINE.least) ?? none;
}

interface Lines {
  /** Of each line, and of lines; px to the next of either; lines left out for each that is taken. */
  readonly length: number;
  readonly lines: number;
  readonly step: number;
  readonly across: number;
  readonly skip: number;
  readonly origin: number;
}

function linesOf({ width }: Matte, box: Rect, isDown: boolean): Lines {
  const [length, lines] = isDown ? [box.height, box.width] : [box.width, box.height];
  const [step, across] = isDown ? [width, 1] : [1, width];
  return {
    length,
    lines,
    step,
    across,
    skip: Math.max(1, Math.floor(lines / LINES)),
    origin: box.y * width + box.x
  };
}

/** Mean step of luma at each place along one direction, of what is not the product's surface. */
function outlineAlong(luma: Uint8Array, matte: Matte, box: Rect, isDown: boolean): Float64Array {
  const { length, lines, step, across, skip, origin } = linesOf(matte, box, isDown);
  const { alpha } = matte;
  const means = new Float64Array(length - 1);
  for (let line = 0; line < lines; line += skip) {
    for (let i = 0, p = origin + line * across; i < length - 1; i++, p += step) {
      const isSurface = alpha[p - MARGIN * step]! >= SOLID && alpha[p + (MARGIN + 1) * step]! >= SOLID;
      if (!isSurface) means[i]! += (Math.abs(luma[p + step]! - luma[p]!) * skip) / lines;
    }
  }
  return capped(means);
}

/** What is steeper than nearly all of it is cut to that. */
function capped(means: Float64Array): Float64Array {
  const common = quantile(
    means.filter((mean) => !Number.isNaN(mean)),
    COMMON
  );
  return means.map((mean) => Math.min(mean, common));
}

/** Mean step of luma at each place along one direction, over solid product pixels; NaN where there are few. */
function stepsAlong(luma: Uint8Array, matte: Matte, box: Rect, isDown: boolean): Float64Array {
  const { length, lines, step, across, skip, origin } = linesOf(matte, box, isDown);
  const { alpha } = matte;
  const counts = new Uint32Array(length);
  const sums = new Float64Array(length);
  for (let line = 0; line < lines; line += skip) {
    let p = origin + line * across + MARGIN * step;
    for (let i = MARGIN; i < length - 1 - MARGIN; i++, p += step) {
      if (alpha[p - MARGIN * step]! < SOLID || alpha[p + (MARGIN + 1) * step]! < SOLID) continue;
      counts[i]!++;
      sums[i]! += Math.abs(luma[p + step]! - luma[p]!);
    }
  }
  return capped(sums.map((sum, i) => (counts[i]! * skip > lines / 50 ? sum / counts[i]! : NaN)));
}

/**
 * The period whose weakest phase is the weakest in both directions.
 * @param periods that a direction must be long
 * @param smooth mean step under which there is no rhythm
 */
function weakest(
  directions: readonly Float64Array[],
  periods: number,
  smooth: number
): PixelationMeasure | null {
  let found: { blocks: number; period: number } | null = null;
  for (let period = 2; period <= LARGEST; period++) {
    const shares = directions.map((values) => weakestPhase(values, period, periods, smooth));
    if (shares.some((share) => share === null)) continue;
    const blocks = Math.max(...(shares as number[]));
    if (!found || blocks < found.blocks) found = { blocks, period };
  }
  return found;
}

function weakestPhase(values: Float64Array, period: number, periods: number, smooth: number): number | null {
  const sums = new Float64Array(period);
  const counts = new Uint32Array(period);
  for (let i = 0, phase = 0; i < values.length; i++, phase = phase + 1 === period ? 0 : phase + 1) {
    if (Number.isNaN(values[i]!)) continue;
    sums[phase]! += values[i]!;
    counts[phase]!++;
  }
  if (Math.min(...counts) < periods) return null;
  const means = Array.from(sums, (sum, phase) => sum / counts[phase]!);
  const all = means.reduce((sum, mean) => sum + mean, 0) / period;
  return all < smooth ? null : Math.min(...means) / all;
}
