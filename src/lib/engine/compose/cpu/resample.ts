import { LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels } from '../../../domain/pixels.ts';

/*
 * Separable Lanczos3 (Duchon 1979; Turkowski 1990, "Filters for common resampling tasks"), stretched by 1 / scale
 * when shrinking so that every source pixel counts by its area. In linear light and premultiplied, so that neither
 * gamma nor the colour behind α = 0 leaks into edges. Row by row: only a window of rows exists at any time.
 */

const LOBES = 3;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const lanczos = (x: number): number => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);

/** How output positions along one axis are made of source positions. */
export interface Axis {
  /** First output position that the source reaches, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** Source positions per output position. */
  readonly taps: number;
  /** First source position of each output position. */
  readonly start: Int32Array;
  /** `taps` weights per output position. Sources beyond the picture are transparent, so at its ends the sum is < 1. */
  readonly weight: Float32Array;
  /** The taps under the kernel's main lobe, as [coreStart, coreEnd) among the taps. */
  readonly coreStart: Int32Array;
  readonly coreEnd: Int32Array;
}

/**
 * Weights for `output = offset + scale × source` along one axis, clipped to 0 ≤ output < frame.
 *
 * @param length source length, px
 * @param frame output length, px
 */
export function planAxis(length: number, scale: number, offset: number, frame: number): Axis {
  const stretch = Math.min(1, scale);
  const radius = LOBES / stretch;
  const first = Math.max(0, Math.floor(offset));
  const count = Math.max(0, Math.min(frame, Math.ceil(offset + scale * length)) - first);
  const taps = Math.min(length, Math.ceil(2 * radius) + 1);
  const axis: Axis = {
    first,
    count,
    taps,
    start: new Int32Array(count),
    weight: new Float32Array(count * taps),
    coreStart: new Int32Array(count),
    coreEnd: new Int32Array(count)
  };
  for (let i = 0; i < count; i++) weigh(axis, i, (first + i + 0.5 - offset) / scale, stretch, length);
  return axis;
}

/** Fills in output position `i`, whose centre lies at `centre` in the source. */
function weigh(axis: Axis, i: number, centre: number, stretch: number, length: number): void {
  const from = Math.ceil(centre - LOBES / stretch - 0.5);
  const to = Math.floor(centre + LOBES / stretch - 0.5);
  let sum = 0;
  for (let j = from; j <= to; j++) sum += lanczos((j + 0.5 - centre) * stretch);
  const start = Math.max(0, Math.min(from, length - axis.taps));
  axis.start[i] = start;
  axis.coreStart[i] = axis.taps;
  for (let tap = 0; tap < axis.taps; tap++) {
    const x = (start + tap + 0.5 - centre) * stretch;
    axis.weight[i * axis.taps + tap] = lanczos(x) / sum;
    if (Math.abs(x) >= 1) continue;
    axis.coreStart[i] = Math.min(axis.coreStart[i]!, tap);
    axis.coreEnd[i] = tap + 1;
  }
}

/** One row: premultiplied linear RGBA, and the range that its α may take, in bytes. */
export interface LinearRow {
  readonly rgba: Float32Array;
  /**
   * Least and greatest source α under the main lobe. Lanczos swings beyond them: kept inside, a hard edge gets no
   * echo on the background and no pinholes in the product.
   */
  readonly least: Uint8Array;
  readonly greatest: Uint8Array;
}

/** What is visible of a row: from ≤ position < to. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A row in the window, and what of it is visible; all else is 0. */
interface WindowRow extends LinearRow {
  visible: Span;
}

const NOTHING: Span = { from: 0, to: 0 };

const makeRow = (width: number): WindowRow => ({
  rgba: new Float32Array(width * 4),
  least: new Uint8Array(width),
  greatest: new Uint8Array(width),
  visible: NOTHING
});

function visibleIn({ data, width }: Pixels, y: number): Span {
  let [from, to] = [0, width];
  const first = y * width * 4 + 3;
  while (from < to && data[first + from * 4] === 0) from++;
  while (to > from && data[first + (to - 1) * 4] === 0) to--;
  return { from, to };
}

/** Row `y` of a straight sRGB picture as premultiplied linear light, where it is visible; 0 elsewhere. */
function linearise({ data, width }: Pixels, y: number, { from, to }: Span, row: Float32Array): void {
  row.fill(0, 0, from * 4);
  row.fill(0, to * 4);
  for (let i = from * 4, s = (y * width + from) * 4; i < to * 4; i += 4, s += 4) {
    const alpha = data[s + 3]! / 255;
    row[i] = LINEAR_OF_BYTE[data[s]!]! * alpha;
    row[i + 1] = LINEAR_OF_BYTE[data[s + 1]!]! * alpha;
    row[i + 2] = LINEAR_OF_BYTE[data[s + 2]!]! * alpha;
    row[i + 3] = alpha;
  }
}

/** Output positions that see something of `span`. */
function seeing({ start, taps, count }: Axis, { from, to }: Span): Span {
  let [first, last] = [0, count];
  while (first < last && start[first]! + taps <= from) first++;
  while (last > first && start[last - 1]! >= to) last--;
  return { from: first, to: last };
}

function clear({ rgba, least, greatest }: LinearRow, { from, to }: Span): void {
  rgba.fill(0, from * 4, to * 4);
  least.fill(0, from, to);
  greatest.fill(0, from, to);
}

function filterAcross(row: Float32Array, axis: Axis, into: WindowRow): void {
  const { taps, start, weight } = axis;
  const { rgba, visible } = into;
  for (let i = visible.from; i < visible.to; i++) {
    let r = 0;
    let g = 0;
    let b = 0;
    let a = 0;
    for (let tap = i * taps, s = start[i]! * 4, end = tap + taps; tap < end; tap++, s += 4) {
      const w = weight[tap]!;
      r += w * row[s]!;
      g += w * row[s + 1]!;
      b += w * row[s + 2]!;
      a += w * row[s + 3]!;
    }
    rgba[i * 4] = r;
    rgba[i * 4 + 1] = g;
    rgba[i * 4 + 2] = b;
    rgba[i * 4 + 3] = a;
  }
}

function rangeAcross(source: Pixels, y: number, axis: Axis, into: WindowRow): void {
  const { data, width } = source;
  for (let i = into.visible.from; i < into.visible.to; i++) {
    const at = (y * width + axis.start[i]!) * 4 + 3;
    let least = 255;
    let greatest = 0;
    for (let tap = axis.coreStart[i]!; tap < axis.coreEnd[i]!; tap++) {
      const alpha = data[at + tap * 4]!;
      if (alpha < least) least = alpha;
      if (alpha > greatest) greatest = alpha;
    }
    into.least[i] = least;
    into.greatest[i] = greatest;
  }
}

/** Sums the window's rows for output row `i`. Row `y` of the source lies at `y mod taps`; null rows are transparent. */
function filterDown(window: readonly (WindowRow | null)[], axis: Axis, i: number, into: LinearRow): void {
  into.rgba.fill(0);
  into.least.fill(255);
  into.greatest.fill(0);
  for (let tap = 0; tap < axis.taps; tap++) {
    const row = window[(axis.start[i]! + tap) % axis.taps];
    const isCore = tap >= axis.coreStart[i]! && tap < axis.coreEnd[i]!;
    if (!row) {
      if (isCore) into.least.fill(0);
      continue;
    }
    addRow(into.rgba, row, axis.weight[i * axis.taps + tap]!);
    if (isCore) widen(into, row);
  }
}

function addRow(sum: Float32Array, { rgba, visible }: WindowRow, weight: number): void {
  for (let k = visible.from * 4; k < visible.to * 4; k++) sum[k]! += weight * rgba[k]!;
}

function widen(range: LinearRow, row: WindowRow): void {
  const { least, greatest } = range;
  const { from, to } = row.visible;
  least.fill(0, 0, from);
  least.fill(0, to);
  for (let k = from; k < to; k++) {
    if (row.least[k]! < least[k]!) least[k] = row.least[k]!;
    if (row.greatest[k]! > greatest[k]!) greatest[k] = row.greatest[k]!;
  }
}

/** Row `y` of the source, filtered across, into `row`. Returns whether anything of it is visible. */
function readRow(source: Pixels, y: number, x: Axis, line: Float32Array, row: WindowRow): boolean {
  const span = visibleIn(source, y);
  if (span.from === span.to) return false;
  clear(row, row.visible);
  row.visible = seeing(x, span);
  linearise(source, y, span, line);
  filterAcross(line, x, row);
  rangeAcross(source, y, x, row);
  return true;
}

/**
 * Scales `source` (straight sRGB) and hands over the rows `y.first` … `y.first + y.count − 1`, each `x.count` wide.
 * The row is reused: read it before returning.
 */
export function resample(source: Pixels, x: Axis, y: Axis, emit: (row: LinearRow, i: number) => void): void {
  const line = new Float32Array(source.width * 4);
  const spare = Array.from({ length: y.taps }, () => makeRow(x.count));
  const window: (WindowRow | null)[] = spare.map(() => null);
  const result = makeRow(x.count);
  let next = 0;
  for (let i = 0; i < y.count; i++) {
    for (next = Math.max(next, y.start[i]!); next < y.start[i]! + y.taps; next++) {
      const slot = next % y.taps;
      const row = spare[slot]!;
      window[slot] = readRow(source, next, x, line, row) ? row : null;
    }
    filterDown(window, y, i, result);
    emit(result, i);
  }
}
