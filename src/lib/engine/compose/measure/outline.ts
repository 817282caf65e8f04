import { deltaE00OfLab, labOfRgb, type Lab } from '../../../domain/color/ciede2000.ts';
import type { HaloMeasure, OutlineMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';
import { contourOf, type Contour } from './contour.ts';
import { quantile } from './luma.ts';
import { contrast, coverage, INWARDS, OUTWARDS, profileAt, SAMPLES } from './profiles.ts';

/** Colour distance between product and background from which an edge is seen as one. */
const CONTRAST = 60;
/** Unevenness of the background beside an edge up to which it is one: no shadow, no other part of the product. */
const EVEN = 6;
/** Slope of a contour, as the smaller part of its normal: along rows and columns a sharp edge has no steps. */
const SLOPE = 0.12;
/** Share of the clear outline that slopes at least: around the corners of what stands upright the normal turns too. */
const SLOPING = 0.08;
/** Coverage between which a pixel is neither product nor background. */
const BETWEEN = [0.12, 0.88] as const;
/** Cells along the frame's long side in which profiles are averaged: a pattern along the edge goes. */
const CELLS = 24;
/** Share of cells whose edge is the sharpest, and of the product's colour where an edge has ended. */
const SHARPEST = 0.1;
const LEFT = 0.1;
/** Points that make a mean. */
const POINTS = 14;

/** Sample well inside the product, near enough to have the edge's colour. */
const INNER = INWARDS - 5;

/** Mean profile of a cell. */
interface Mean {
  readonly key: number;
  readonly profile: Float32Array;
}

interface Cell {
  readonly sum: Float32Array;
  count: number;
}

/**
 * The product's outline in the picture itself, along the matte's contour and only where product and background differ.
 *
 * `jagged`: share of sloping contour without a pixel in between: an edge that was cut hard has steps there, one that is
 * sampled well has grey levels (anti-aliasing as area sampling, Catmull 1978).
 * `halo`: CIEDE2000 that the edge is off all along: outside of it from the background, 2 px inside from what the colours
 * further in lead to. The median of the cells' shifts, so that patterns and shades of the product cancel out and a rim of
 * one colour stays.
 *
 * @param pixels the finished picture, sRGB
 */
export function measureOutline(pixels: Pixels, matte: Matte): OutlineMeasure {
  const contour = contourOf(matte, Math.max(INWARDS, OUTWARDS) + 2);
  const cells = new Map<number, Cell>();
  const profile = new Float32Array(SAMPLES * 3);
  let [clear, sloping, hard] = [0, 0, 0];
  for (let i = 0; i < contour.count; i++) {
    profileAt(pixels, contour, i, profile);
    if (!isClear(profile)) continue;
    clear++;
    const slope = Math.min(Math.abs(contour.nx[i]!), Math.abs(contour.ny[i]!));
    if (slope > SLOPE) {
      sloping++;
      if (isHard(pixels, contour, i, profile)) hard++;
    }
    addTo(cells, cellOf(contour, i, matte), profile);
  }
  const means = [...cells]
    .filter(([, { count }]) => count >= POINTS)
    .map(([key, { sum, count }]): Mean => ({ key, profile: sum.map((value) => value / count) }));
  return {
    sloping,
    jagged: sloping === 0 || sloping < SLOPING * clear ? null : hard / sloping,
    fallOff: means.length === 0 ? null : quantile(means.map(fallOff), SHARPEST),
    halo: haloOf(means, matte)
  };
}

/** Px outwards of the edge's middle at which a tenth of the product's colour is left. */
function fallOff({ profile }: Mean): number {
  for (let k = INWARDS; k < SAMPLES - 1; k++) {
    const [here, next] = [coverage(profile, INNER, k), coverage(profile, INNER, k + 1)];
    if (next <= LEFT) return k - INWARDS + (here - LEFT) / (here - next);
  }
  return OUTWARDS;
}

const isClear = (profile: Float32Array): boolean =>
  contrast(profile, INNER, SAMPLES - 1) >= CONTRAST && contrast(profile, SAMPLES - 1, SAMPLES - 2) <= EVEN;

/** Whether the row (or column) through a contour point jumps from product to background. */
function isHard(
  { data, width }: Pixels,
  { x, y, nx, ny }: Contour,
  i: number,
  profile: Float32Array
): boolean {
  const isAcross = Math.abs(nx[i]!) >= Math.abs(ny[i]!);
  const step = 4 * (isAcross ? Math.sign(nx[i]!) : Math.sign(ny[i]!) * width);
  const [inner, outer] = [INNER * 3, (SAMPLES - 1) * 3];
  const at = (y[i]! * width + x[i]!) * 4;
  let square = 0;
  for (let c = 0; c < 3; c++) square += (profile[inner + c]! - profile[outer + c]!) ** 2;
  for (let k = -3; k <= 4; k++) {
    let dot = 0;
    for (let c = 0; c < 3; c++) {
      dot += (data[at + k * step + c]! - profile[outer + c]!) * (profile[inner + c]! - profile[outer + c]!);
    }
    const share = dot / square;
    if (share > BETWEEN[0] && share < BETWEEN[1]) return false;
  }
  return true;
}

const side = ({ width, height }: Matte): number => Math.max(width, height) / CELLS;

const cellOf = ({ x, y }: Contour, i: number, matte: Matte): number =>
  Math.floor(y[i]! / side(matte)) * CELLS + Math.floor(x[i]! / side(matte));

/** Adds a profile, moved so that its coverage is 0.5 at `INWARDS`. */
function addTo(cells: Map<number, Cell>, key: number, profile: Float32Array): void {
  const shift = crossing(profile);
  if (shift === null) return;
  const cell = cells.get(key) ?? { sum: new Float32Array(SAMPLES * 3), count: 0 };
  cells.set(key, cell);
  cell.count++;
  for (let k = 0; k < SAMPLES; k++) {
    const from = Math.min(SAMPLES - 1.001, Math.max(0, k + shift));
    const [before, part] = [Math.floor(from) * 3, from % 1];
    for (let c = 0; c < 3; c++) {
      cell.sum[k * 3 + c]! += profile[before + c]! * (1 - part) + profile[before + 3 + c]! * part;
    }
  }
}

/** How far outwards of the matte's contour the picture's own lies, px; null where it is not near. */
function crossing(profile: Float32Array): number | null {
  for (let k = SAMPLES - 2; k >= INNER; k--) {
    const share = coverage(profile, INNER, k);
    if (share < 0.5) continue;
    const outside = coverage(profile, INNER, k + 1);
    const shift = k + (share - 0.5) / (share - outside) - INWARDS;
    return Math.abs(shift) <= 4 ? shift : null;
  }
  return null;
}

function haloOf(means: readonly Mean[], matte: Matte): HaloMeasure {
  const fringes = means.map(({ key, profile }) => ({ key, ...fringeOf(profile) }));
  if (fringes.length === 0) return { deltaE: null, lighter: false, region: null };
  const shift = medianLab(fringes.map(({ off }) => off));
  const expected = medianLab(fringes.map(({ led }) => led));
  const inner = deltaE00OfLab(plus(expected, shift), expected);
  const outer = quantile(
    fringes.map(({ left }) => left),
    0.5
  );
  const isInner = inner >= outer;
  const strength = ({ off, left }: Fringe) => (isInner ? dot(off, shift) : left);
  const worst = fringes.reduce((most, one) => (strength(one) > strength(most) ? one : most));
  return {
    deltaE: Math.max(inner, outer),
    lighter: isInner ? shift[0] > 0 : worst.lighter,
    region: rectOf(worst.key, matte)
  };
}

const medianLab = (labs: readonly Lab[]): Lab =>
  [0, 1, 2].map((c) =>
    quantile(
      labs.map((lab) => lab[c]!),
      0.5
    )
  ) as unknown as Lab;
const plus = ([l, a, b]: Lab, [dl, da, db]: Lab): Lab => [l + dl, a + da, b + db];
const dot = ([l, a, b]: Lab, [dl, da, db]: Lab): number => l * dl + a * da + b * db;

function rectOf(key: number, matte: Matte): Rect {
  const size = side(matte);
  const x = Math.floor((key % CELLS) * size);
  const y = Math.floor(Math.floor(key / CELLS) * size);
  return {
    x,
    y,
    width: Math.min(Math.ceil(size), matte.width - x),
    height: Math.min(Math.ceil(size), matte.height - y)
  };
}

interface Fringe {
  /** Colour just inside the edge less the one that the colours further in lead to. */
  readonly off: Lab;
  readonly led: Lab;
  /** CIEDE2000 of what is left 2–3 px outside to the background. */
  readonly left: number;
  /** What is left there is lighter than the product. */
  readonly lighter: boolean;
}

function fringeOf(mean: Float32Array): Fringe {
  const lab = Array.from({ length: SAMPLES }, (_, k) =>
    labOfRgb(mean[k * 3]!, mean[k * 3 + 1]!, mean[k * 3 + 2]!)
  );
  const ground = lab[SAMPLES - 1]!;
  const outside = [2, 3].map((t) => deltaE00OfLab(lab[INWARDS + t]!, ground));
  const led = ledTo(lab, INWARDS - 2);
  const [l, a, b] = lab[INWARDS - 2]!;
  return {
    off: [l - led[0], a - led[1], b - led[2]],
    led,
    left: outside.reduce((sum, one) => sum + one, 0) / outside.length,
    lighter: lab[INWARDS + 3]![0] > lab[INNER]![0]
  };
}

/** The colour that a line through the samples further in leads to. */
function ledTo(lab: readonly Lab[], k: number): Lab {
  const [from, to] = [INWARDS - 11, INWARDS - 5];
  const n = to - from + 1;
  const middle = (from + to) / 2;
  return [0, 1, 2].map((c) => {
    let [sum, slope, square] = [0, 0, 0];
    for (let i = from; i <= to; i++) {
      sum += lab[i]![c]!;
      slope += (i - middle) * lab[i]![c]!;
      square += (i - middle) ** 2;
    }
    return sum / n + (slope / square) * (k - middle);
  }) as unknown as Lab;
}
