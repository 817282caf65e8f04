import { MAX_STROKE_POINTS, type Stroke } from '../../../domain/document/edits/cutout.ts';
import type { Point } from '../../../domain/pixels.ts';

/** One place of a stroke under way, source px. */
export interface Sample extends Point {
  /** 0–1; 1 where the device does not feel it. */
  readonly pressure: number;
}

/** What a stroke is painted with. Lengths are source px. */
export type BrushTip = Pick<Stroke, 'kind' | 'radius' | 'hardness' | 'snap'>;

/** A light pen still paints this share of the radius. */
const LEAST_WIDTH = 0.2;
/** Widths a pen's stroke is cut into: finer steps are not seen, and each is a stroke of the document. */
const WIDTHS = 6;

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Share of the tip's radius that this pressure paints, in `WIDTHS` steps. */
export const widthOf = (pressure: number): number =>
  LEAST_WIDTH + (1 - LEAST_WIDTH) * (Math.round(pressure * WIDTHS) / WIDTHS);

/**
 * The strokes of one gesture. Where the pressure changes a new stroke starts at the place the last one ended; so it does
 * where one would hold too many points.
 * @param tolerance how far a point may lie off the simplified line, source px
 */
export function strokesOf(samples: readonly Sample[], tip: BrushTip, tolerance: number): Stroke[] {
  return runs(samples).map((run) => {
    const { pressure } = run[run.length - 1] ?? { pressure: 1 };
    const points = simplified(run, tolerance).flatMap(({ x, y }) => [rounded(x), rounded(y)]);
    return { ...tip, radius: rounded(tip.radius * widthOf(pressure)), points };
  });
}

function runs(samples: readonly Sample[]): Sample[][] {
  const all: Sample[][] = [];
  let run: Sample[] = [];
  for (const sample of samples) {
    const last = run.at(-1);
    const isNew = last && widthOf(last.pressure) !== widthOf(sample.pressure);
    if (last && (isNew || run.length >= MAX_STROKE_POINTS)) {
      all.push(run);
      run = [{ ...last, pressure: sample.pressure }];
    }
    run.push(sample);
  }
  return run.length > 0 ? [...all, run] : all;
}

/**
 * The line through `points` with as few of them as stay within `tolerance`: Ramer 1972, Douglas and Peucker 1973, with a
 * stack instead of recursion. The first and the last point are kept.
 */
export function simplified<P extends Point>(points: readonly P[], tolerance: number): P[] {
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const far = farthest(points, from, to);
    if (far.distance <= tolerance) continue;
    kept.add(far.index);
    spans.push([from, far.index], [far.index, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

function farthest(points: readonly Point[], from: number, to: number): { index: number; distance: number } {
  const [a, b] = [points[from], points[to]];
  let found = { index: from, distance: 0 };
  if (!a || !b) return found;
  for (let index = from + 1; index < to; index++) {
    const point = points[index];
    const distance = point ? distanceToSegment(point, a, b) : 0;
    if (distance > found.distance) found = { index, distance };
  }
  return found;
}

function distanceToSegment({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / squared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
}
