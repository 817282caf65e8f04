import { blurred, planeOf } from '../cpu/gaussian.ts';
import { finer, randomMatches, randomOf, settle } from './complete.ts';
import { RADIUS, type Level, type Matches } from './level.ts';
import type { Known } from './known.ts';
import { cellFor, levelsOf } from './levels.ts';

/** What was put together from the photo's own patches. */
export interface Synthesis {
  /** sRGB levels, three a pixel of the frame; valid around the rectangle. */
  readonly rgb: Float32Array;
  /** Root mean squared difference of the patches beside the photo from it, sRGB levels: of nine tenths of them at most. */
  readonly misfit: number;
  /** Share (0–1) of places whose right neighbour was taken from where theirs was: large pieces look like the place. */
  readonly coherence: number;
}

/**
 * The photo's surroundings continued by its own patches: solved on small copies, then every pixel is taken from the photo
 * itself where its patch came from, so that it is as sharp as that. Null where nothing may be copied.
 * @param guess what stands there first, sRGB levels, three a pixel of the frame
 */
export function synthesised(known: Known, guess: Float32Array): Synthesis | null {
  const levels = levelsOf(known, guess);
  let [before, matches]: [Level | null, Matches | null] = [null, null];
  for (const [i, level] of levels.entries()) {
    if (!level.source.includes(1)) continue;
    const random = randomOf(level);
    matches = before && matches ? finer(before, matches, level, random) : randomMatches(level, random);
    const isFirst = before === null;
    const left = levels.length - 1 - i;
    const rounds = isFirst ? 12 : left === 0 ? 2 : left === 1 ? 3 : 6;
    const reach = isFirst ? Math.max(level.width, level.height) : left === 0 ? 4 : left === 1 ? 12 : 32;
    if (!isFirst) revote(level, matches);
    settle(level, matches, { rounds, sweeps: 2, reach }, random);
    before = level;
  }
  if (!before || !matches || before !== levels.at(-1)) return null;
  const rgb = taken(known, before, matches);
  evenOut(known, before, rgb);
  return { rgb, misfit: misfitOf(before, matches), coherence: coherenceOf(before, matches) };
}

/** The finer level's first picture: what the coarser one's answers say there. */
function revote(level: Level, matches: Matches): void {
  settle(level, matches, { rounds: 1, sweeps: 0, reach: 0 }, () => 0);
}

/** Trust of places that see the photo. */
const BESIDE = 0.8;

function misfitOf({ unknown, trust }: Level, { places, cost }: Matches): number {
  const beside = places.filter((place) => unknown[place] === 1 && trust[place]! > BESIDE);
  const costs = Float32Array.from(beside, (place) => cost[place]!).sort();
  return Math.sqrt(costs[Math.floor(0.9 * (costs.length - 1))] ?? 0);
}

function coherenceOf({ unknown }: Level, { places, match }: Matches): number {
  let [alike, count] = [0, 0];
  for (const place of places) {
    if (!unknown[place] || match[place + 1]! < 0) continue;
    count++;
    if (match[place + 1] === match[place]! + 1) alike++;
  }
  return count > 0 ? alike / count : 1;
}

/** Weights of three cells for a place `off` (−½ – ½ cells) from the middle one: a quadratic B-spline. */
const spline = (off: number): readonly [number, number, number] => [
  0.5 * (0.5 - off) ** 2,
  0.75 - off * off,
  0.5 * (0.5 + off) ** 2
];

/** Each pixel from where the patches of the nine cells around it were found, by its nearness to their middles. */
function taken({ photo, rect }: Known, level: Level, matches: Matches): Float32Array {
  const { width, height, data } = photo;
  const rgb = new Float32Array(width * height * 3);
  const cell = cellFor(width, height);
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor(y / cell);
    const down = spline((y + 0.5) / cell - 0.5 - row);
    for (let x = 0; x < width; x++, p++) {
      if (isWithin(rect, x, y)) continue;
      const column = Math.floor(x / cell);
      const across = spline((x + 0.5) / cell - 0.5 - column);
      for (let k = 0; k < 9; k++) {
        const [i, j] = [k % 3, Math.floor(k / 3)];
        const weight = across[i]! * down[j]!;
        const from = sourceOf(level, matches, column + i - 1, row + j - 1, cell, x, y, width);
        for (let c = 0; c < 3; c++) rgb[p * 3 + c]! += weight * data[from * 4 + c]!;
      }
    }
  }
  return rgb;
}

/**
 * Gives what was taken the light of what was voted for, which passes evenly from patch to patch and into the photo; the
 * detail stays.
 */
function evenOut(known: Known, level: Level, rgb: Float32Array): void {
  const { rect } = known;
  const { width, height } = known.photo;
  const columns = level.width;
  const cell = cellFor(width, height);
  const short = softened(shortfall(rgb, known, level, cell), columns);
  const rows = short.length / 3 / columns;
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.max(0, (y + 0.5) / cell - 0.5));
    const j = Math.min(rows - 2, Math.floor(row));
    for (let x = 0; x < width; x++, p++) {
      if (isWithin(rect, x, y)) continue;
      const column = Math.min(columns - 1, Math.max(0, (x + 0.5) / cell - 0.5));
      const i = Math.min(columns - 2, Math.floor(column));
      const at = (j * columns + i) * 3;
      const [across, down] = [column - i, row - j];
      for (let c = 0; c < 3; c++) {
        const above = short[at + c]! + across * (short[at + 3 + c]! - short[at + c]!);
        const below = short[at + 3 * columns + c]!;
        const under = below + across * (short[at + 3 * columns + 3 + c]! - below);
        rgb[p * 3 + c]! += above + down * (under - above);
      }
    }
  }
}

/** Standard deviation of what is taken for light rather than detail, cells. */
const LIGHT = 3;

/** Three values a cell, each blurred by itself. */
function softened(values: Float32Array, width: number): Float32Array {
  const soft = new Float32Array(values.length);
  for (let c = 0; c < 3; c++) {
    const plane = planeOf(width, values.length / 3 / width);
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = values[i * 3 + c]!;
    blurred(plane, LIGHT).data.forEach((value, i) => (soft[i * 3 + c] = value));
  }
  return soft;
}

/** What cells of the taken picture lack of the voted one, beyond the rectangle; 0 where the photo is. */
function shortfall(
  rgb: Float32Array,
  { photo: { width }, rect }: Known,
  { width: columns, rgb: voted, unknown }: Level,
  cell: number
): Float32Array {
  const mean = new Float32Array(voted.length);
  const count = new Uint16Array(unknown.length);
  for (let p = 0; p < rgb.length / 3; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    if (isWithin(rect, x, y)) continue;
    const to = Math.floor(y / cell) * columns + Math.floor(x / cell);
    count[to]!++;
    for (let c = 0; c < 3; c++) mean[to * 3 + c]! += rgb[p * 3 + c]!;
  }
  return mean.map((sum, i) => {
    const to = Math.floor(i / 3);
    return count[to]! < (cell * cell) / 2 ? 0 : voted[i]! - sum / count[to]!;
  });
}

/** Index of the photo's pixel that a cell's patch has at the place (x, y). */
function sourceOf(
  level: Level,
  { match }: Matches,
  i: number,
  j: number,
  cell: number,
  x: number,
  y: number,
  width: number
): number {
  const column = Math.min(level.width - 1 - RADIUS, Math.max(RADIUS, i));
  const row = Math.min(level.height - 1 - RADIUS, Math.max(RADIUS, j));
  const from = nearest(level, match, column, row);
  const moveX = cell * ((from % level.width) - column);
  const moveY = cell * (Math.floor(from / level.width) - row);
  return (y + moveY) * width + x + moveX;
}

/** The answer at a cell, or where the cell itself is known, its own. */
const nearest = ({ width }: Level, match: Int32Array, i: number, j: number): number => {
  const at = j * width + i;
  return match[at]! >= 0 ? match[at]! : at;
};

const isWithin = ({ x, y, width, height }: Known['rect'], column: number, row: number): boolean =>
  column >= x && row >= y && column < x + width && row < y + height;
