import type { Pixels, Rect } from '../../../domain/pixels.ts';

const SIDE = 32;
const KEPT = 8;
/** Lighter than this is white surroundings, with what strong compression leaves there. */
const WHITE = 235;
/** α under which a pixel shows nothing. */
const CLEAR = 128;

function isContent(data: Uint8ClampedArray, at: number): boolean {
  if (data[at + 3]! < CLEAR) return false;
  return data[at]! < WHITE || data[at + 1]! < WHITE || data[at + 2]! < WHITE;
}

const WHITE_WORD = 0xffffffff;

/** Box of all that is not white; the whole picture where everything is. */
function contentBox({ data, width, height }: Pixels): Rect {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (words[p] === WHITE_WORD || !isContent(data, p * 4)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) return { x: 0, y: 0, width, height };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean luma of each of 32 × 32 cells of a box; what is clear counts as white. */
function cellsOf({ data, width }: Pixels, box: Rect): Float64Array {
  const cells = new Float64Array(SIDE * SIDE);
  const edge = (from: number, length: number, i: number) => from + Math.floor((i * length) / SIDE);
  for (let row = 0; row < SIDE; row++) {
    const [y0, y1] = [edge(box.y, box.height, row), edge(box.y, box.height, row + 1)];
    for (let column = 0; column < SIDE; column++) {
      const [x0, x1] = [edge(box.x, box.width, column), edge(box.x, box.width, column + 1)];
      cells[row * SIDE + column] = meanLuma(data, width, x0, y0, Math.max(x0 + 1, x1), Math.max(y0 + 1, y1));
    }
  }
  return cells;
}

/** Of at most 16 × 16 px of a cell. */
function meanLuma(
  data: Uint8ClampedArray,
  width: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number
): number {
  const skipX = Math.max(1, Math.floor((x1 - x0) / 16));
  const skipY = Math.max(1, Math.floor((y1 - y0) / 16));
  let sum = 0;
  let count = 0;
  for (let y = y0; y < y1; y += skipY) {
    for (let x = x0; x < x1; x += skipX) {
      const at = (y * width + x) * 4;
      const luma = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
      sum += 255 + ((luma - 255) * data[at + 3]!) / 255;
      count++;
    }
  }
  return sum / count;
}

const COSINES = Float64Array.from({ length: KEPT * SIDE }, (_, i) => {
  const [frequency, at] = [Math.floor(i / SIDE), i % SIDE];
  return Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * SIDE));
});

/** The 8 × 8 lowest frequencies of the cells' cosine transform (type II, not scaled). */
function lowFrequencies(cells: Float64Array): number[] {
  const rows = new Float64Array(SIDE * KEPT);
  for (let y = 0; y < SIDE; y++) {
    for (let u = 0; u < KEPT; u++) {
      for (let x = 0; x < SIDE; x++) rows[y * KEPT + u]! += cells[y * SIDE + x]! * COSINES[u * SIDE + x]!;
    }
  }
  return Array.from({ length: KEPT * KEPT }, (_, i) => {
    const [v, u] = [Math.floor(i / KEPT), i % KEPT];
    let sum = 0;
    for (let y = 0; y < SIDE; y++) sum += rows[y * KEPT + u]! * COSINES[v * SIDE + y]!;
    return sum;
  });
}

/**
 * 64-bit perceptual hash, 16 hex digits (pHash; Zauner, "Implementation and benchmarking of perceptual image hash
 * functions", 2010, 3.2.1): of the lowest frequencies, which lie above their median. White surroundings are left out
 * first, so that another framing of the same packshot is told for what it is.
 * @param pixels sRGB, straight alpha
 */
export function pictureHash(pixels: Pixels): string {
  const frequencies = lowFrequencies(cellsOf(pixels, contentBox(pixels)));
  // The mean says how bright the picture is, not what it shows.
  const sorted = frequencies.slice(1).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  const bits = frequencies.map((value, i) => Number(i > 0 && value > median));
  return Array.from({ length: 16 }, (_, digit) =>
    parseInt(bits.slice(digit * 4, digit * 4 + 4).join(''), 2).toString(16)
  ).join('');
}
