/*
 * What can be told of a matte without knowing the right one. Measured on planes of the region that was asked about,
 * squashed to `CUE_SIDE` × `CUE_SIDE`, so that all candidates are seen alike.
 */

export const CUE_SIDE = 384;

/** Half the width of the window in which a decided edge has both sides, in samples. */
const EDGE_REACH = 4;
/** A window in which α varies less than this holds no edge. */
const EDGE_RANGE = 0.6;

/** Each is 0 for the best matte there could be, and grows with doubt, unless it says otherwise. */
export interface Cues {
  /** Σ 4α(1 − α) ÷ Σ α: how undecided the product is. Hair and mesh raise it too. */
  readonly fuzz: number;
  /** Share of the product that is undecided without being an edge: the network did not know. */
  readonly mush: number;
  /** Share of the product outside its largest connected part. */
  readonly scatter: number;
  /** Share of the frame that is product. */
  readonly frame: number;
  /** Share of the region that is product; no measure of doubt by itself. */
  readonly coverage: number;
  /** Length of the outline ÷ √area; a disc has 3.5, a mesh over 50. No measure of doubt by itself. */
  readonly complexity: number;
  /** Mean contrast of the picture along the outline ÷ in the whole picture; higher is better. */
  readonly alignment: number;
}

/** Largest and smallest value within `EDGE_REACH` along one direction, in place of each value. */
function sweep(
  plane: Float32Array,
  side: number,
  step: number,
  pick: (a: number, b: number) => number
): Float32Array {
  const out = new Float32Array(plane.length);
  for (let i = 0; i < plane.length; i++) {
    const at = step === 1 ? i % side : Math.floor(i / side);
    let value = plane[i]!;
    for (let k = Math.max(-EDGE_REACH, -at); k <= Math.min(EDGE_REACH, side - 1 - at); k++) {
      value = pick(value, plane[i + k * step]!);
    }
    out[i] = value;
  }
  return out;
}

/** Difference between the largest and the smallest value in the window around each place. */
export function rangeOf(plane: Float32Array, side: number): Float32Array {
  const high = sweep(sweep(plane, side, 1, Math.max), side, side, Math.max);
  const low = sweep(sweep(plane, side, 1, Math.min), side, side, Math.min);
  return high.map((value, i) => value - low[i]!);
}

/** Areas of the connected parts of α > 0.5, in samples, largest first. */
export function partsOf(plane: Float32Array, side: number): number[] {
  const isLeft = Uint8Array.from(plane, (a) => (a > 0.5 ? 1 : 0));
  const areas: number[] = [];
  const open: number[] = [];
  const visit = (i: number) => {
    if (!isLeft[i]) return;
    isLeft[i] = 0;
    open.push(i);
  };
  for (let start = 0; start < plane.length; start++) {
    let area = 0;
    visit(start);
    for (let i = open.pop(); i !== undefined; i = open.pop(), area++) {
      if (i % side > 0) visit(i - 1);
      if (i % side < side - 1) visit(i + 1);
      if (i >= side) visit(i - side);
      if (i + side < plane.length) visit(i + side);
    }
    if (area > 0) areas.push(area);
  }
  return areas.sort((a, b) => b - a);
}

function frameContact(plane: Float32Array, side: number): number {
  const last = side - 1;
  let touched = 0;
  for (let i = 0; i < side; i++) {
    for (const at of [i, last * side + i, i * side, i * side + last]) if (plane[at]! > 0.5) touched++;
  }
  return touched / (4 * side);
}

/** Length of the outline in samples, and the picture's contrast summed along it. */
function outlineOf(
  plane: Float32Array,
  side: number,
  contrast: Float32Array
): { length: number; contrast: number } {
  let [length, sum] = [0, 0];
  for (let y = 1; y < side - 1; y++) {
    for (let i = y * side + 1; i < (y + 1) * side - 1; i++) {
      const inside = plane[i]! > 0.5;
      if (inside === plane[i + 1]! > 0.5 && inside === plane[i + side]! > 0.5) continue;
      length++;
      sum += Math.max(
        contrast[i]!,
        contrast[i - 1]!,
        contrast[i + 1]!,
        contrast[i - side]!,
        contrast[i + side]!
      );
    }
  }
  return { length, contrast: sum };
}

/**
 * The picture's contrast at each sample: the largest gradient of its three channels.
 * @param planes R, G, B of `side` × `side` one after the other, any scale
 */
export function contrastOf(planes: Float32Array, side: number): Float32Array {
  const area = side * side;
  const out = new Float32Array(area);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1, i = y * side + 1; x < side - 1; x++, i++) {
      for (let at = i; at < planes.length; at += area) {
        const slope = Math.hypot(planes[at + 1]! - planes[at - 1]!, planes[at + side]! - planes[at - side]!);
        if (slope > out[i]!) out[i] = slope;
      }
    }
  }
  return out;
}

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 1);
const sumOf = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);

/**
 * @param plane α in 0–1, `side` × `side`
 * @param contrast of the picture, at the same samples (`contrastOf`)
 */
export function cuesOf(plane: Float32Array, side: number, contrast: Float32Array): Cues {
  const range = rangeOf(plane, side);
  let [sum, fuzz, seen, mush] = [0, 0, 0, 0];
  plane.forEach((a, i) => {
    sum += a;
    fuzz += 4 * a * (1 - a);
    if (a > 0.1) seen++;
    if (a > 0.1 && a < 0.9 && range[i]! < EDGE_RANGE) mush++;
  });
  const parts = partsOf(plane, side);
  const area = parts.reduce((a, b) => a + b, 0);
  const outline = outlineOf(plane, side, contrast);
  const meanContrast = sumOf(contrast) / contrast.length;
  return {
    fuzz: Math.min(4, share(fuzz, sum)),
    mush: share(mush, seen),
    scatter: 1 - share(parts[0] ?? 0, Math.max(area, 1)),
    frame: frameContact(plane, side),
    coverage: area / plane.length,
    complexity: area > 0 ? outline.length / Math.sqrt(area) : 0,
    alignment: outline.length > 0 && meanContrast > 0 ? outline.contrast / outline.length / meanContrast : 0
  };
}

/** Intersection over union of two planes at α > 0.5; 1 where both are empty. */
export function overlap(a: Float32Array, b: Float32Array): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [a[i]! > 0.5, b[i]! > 0.5];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return either > 0 ? both / either : 1;
}
