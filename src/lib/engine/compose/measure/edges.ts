import type { Matte } from '../../../domain/pixels.ts';

/** Widths of edges, px from 10 to 90 % of the step, square to the edge. */
export interface EdgeWidths {
  /** Both sides on the product. */
  readonly interior: number[];
  /** The same, fainter ones too. */
  readonly texture: number[];
  /** Between the product and what is behind it. */
  readonly outline: number[];
}

/** A step of luma that counts as an edge, and as one of a surface's texture: twice what a JPEG's noise makes. */
const CONTRAST = 48;
const FAINT = 12;
/** Wider steps are shading, and no texture, px. */
const SHADING_PX = 16;
/** Luma of paper white: an enclosed background, which a flood takes for product, ends there. */
const WHITE = 254;
/** α from which a pixel is product alone. */
const SOLID = 250;
/** How far from its edge the product's surface begins, px: a fringe or a loose matte is no surface. */
const MARGIN = 5;
/** Lines looked at in each direction, at most: some thousand edges tell enough. */
const LINES = 700;

interface Walk {
  readonly luma: Uint8Array;
  readonly alpha: Uint8Array;
  /** Position of the line's first pixel, its length, and the way to the next pixel and to the next line. */
  readonly start: number;
  readonly length: number;
  readonly step: number;
  readonly across: number;
}

/**
 * Edge widths along rows and columns: a run in which luma only rises or only falls is one edge (Marziliano, Dufaux,
 * Winkler, Ebrahimi: "A no-reference perceptual blur metric", ICIP 2002), its width taken from 10 to 90 % as of an edge
 * response (ISO 12233) and turned square to the edge by the local gradient.
 */
export function edgeWidths(luma: Uint8Array, { alpha, width, height }: Matte): EdgeWidths {
  const widths: EdgeWidths = { interior: [], texture: [], outline: [] };
  const rows = Math.max(1, Math.ceil(height / LINES));
  const columns = Math.max(1, Math.ceil(width / LINES));
  for (let y = 1; y < height - 1; y += rows) {
    walk({ luma, alpha, start: y * width, length: width, step: 1, across: width }, widths);
  }
  for (let x = 1; x < width - 1; x += columns) {
    walk({ luma, alpha, start: x, length: height, step: width, across: 1 }, widths);
  }
  return widths;
}

/** Cuts one line into runs that only rise or only fall. */
function walk(line: Walk, widths: EdgeWidths): void {
  const { luma, start, length, step } = line;
  let first = 0;
  let direction = 0;
  for (let i = 1; i < length; i++) {
    const p = start + i * step;
    const now = Math.sign(luma[p]! - luma[p - step]!);
    if (now === direction) continue;
    if (direction !== 0) take(line, first, i - 1, widths);
    first = i - 1;
    direction = now;
  }
}

function take(line: Walk, first: number, last: number, { interior, texture, outline }: EdgeWidths): void {
  const { luma, alpha, start, step } = line;
  const [from, to] = [start + first * step, start + last * step];
  const contrast = Math.abs(luma[to]! - luma[from]!);
  if (contrast < FAINT) return;
  const cosine = cosineAt(line, first, last);
  if (cosine < Math.SQRT1_2) return;
  const width = widthOf(line, first, last) * cosine;
  const before = alpha[start + Math.max(0, first - MARGIN) * step]!;
  const after = alpha[start + Math.min(line.length - 1, last + MARGIN) * step]!;
  const isInside = before >= SOLID && after >= SOLID;
  if (isInside && width < SHADING_PX && Math.max(luma[from]!, luma[to]!) < WHITE) texture.push(width);
  if (contrast < CONTRAST) return;
  if (isInside) interior.push(width);
  else if (alpha[from]! < 128 !== alpha[to]! < 128) outline.push(width);
}

/** How square the line meets the edge, at its steepest pixel. */
function cosineAt({ luma, start, step, across }: Walk, first: number, last: number): number {
  let [steepest, at] = [0, first];
  for (let i = first; i < last; i++) {
    const rise = Math.abs(luma[start + (i + 1) * step]! - luma[start + i * step]!);
    if (rise > steepest) [steepest, at] = [rise, i];
  }
  const p = start + at * step;
  const [q, r] = [p + step, across];
  const along = 2 * (luma[q]! - luma[p]!);
  const aside = (luma[p + r]! - luma[p - r]! + luma[q + r]! - luma[q - r]!) / 2;
  return Math.abs(along) / (Math.hypot(along, aside) || 1);
}

function widthOf({ luma, start, step }: Walk, first: number, last: number): number {
  const low = luma[start + first * step]!;
  const rise = luma[start + last * step]! - low;
  const crossing = (share: number): number => {
    for (let i = first + 1; i <= last; i++) {
      const now = (luma[start + i * step]! - low) / rise;
      if (now < share) continue;
      const before = (luma[start + (i - 1) * step]! - low) / rise;
      return i - 1 + (share - before) / (now - before);
    }
    return last;
  };
  return crossing(0.9) - crossing(0.1);
}
