import type { Pixels } from '../../../domain/pixels.ts';

const GRID = 8;
/** Lines that are looked at in each direction, at most: enough for a mean, whatever the picture's size. */
const MAX_LINES = 400;
/** A run with a step above it holds an edge of what is shown; squares of compression are fainter (luma levels). */
const MAX_STEP = 24;
/** Where neighbours differ by more on average (luma levels), texture hides squares from eye and measure alike. */
const MAX_TEXTURE = 2.5;
/** Added to both means (luma levels): where a picture is all but flat, nothing is seen of a ratio. */
const FLOOR = 0.8;

/** How a direction is walked, in px: `length` along each of `lines`. */
interface Walk {
  readonly length: number;
  readonly lines: number;
  /** From one pixel to the next, and from one line to the next. */
  readonly along: number;
  readonly across: number;
}

/** The 16 steps from pixel `first` on; their mean, or more than any where an edge is among them. */
function readSteps(data: Uint8ClampedArray, first: number, along: number, steps: Float32Array): number {
  let sum = 0;
  let before = lumaAt(data, first);
  for (let i = 0, p = first + along; i < steps.length; i++, p += along) {
    const next = lumaAt(data, p);
    steps[i] = Math.abs(next - before);
    if (steps[i]! > MAX_STEP) return Infinity;
    sum += steps[i]!;
    before = next;
  }
  return sum / steps.length;
}

/**
 * Mean step between neighbours by where on the grid it lies (0–7). Runs of 16 px that are flat have nothing to compare,
 * so white surroundings do not count; runs of texture hide the grid.
 */
function stepsByPhase({ data }: Pixels, { length, lines, along, across }: Walk): number[] {
  const sums = new Float64Array(GRID);
  let runs = 0;
  const skip = Math.max(1, Math.floor(lines / MAX_LINES));
  const steps = new Float32Array(2 * GRID);
  for (let line = 0; line < lines; line += skip) {
    for (let from = 0; from + 2 * GRID < length; from += 2 * GRID) {
      const mean = readSteps(data, line * across + from * along, along, steps);
      if (mean === 0 || mean > MAX_TEXTURE) continue;
      for (let i = 0; i < 2 * GRID; i++) sums[i % GRID]! += steps[i]!;
      runs += 2;
    }
  }
  return Array.from(sums, (sum) => (runs > 0 ? sum / runs : 0));
}

/** Rec. 601 luma of the pixel at byte index 4p. */
const lumaAt = (data: Uint8ClampedArray, p: number): number =>
  0.299 * data[p * 4]! + 0.587 * data[p * 4 + 1]! + 0.114 * data[p * 4 + 2]!;

/** The strongest phase against the mean of all others: the grid may lie anywhere, after a crop. */
function ratioOf(phases: readonly number[]): number {
  const strongest = Math.max(...phases);
  const others = (phases.reduce((sum, value) => sum + value, 0) - strongest) / (GRID - 1);
  return (strongest + FLOOR) / (others + FLOOR);
}

/**
 * How much stronger steps are on an 8 × 8 px grid than off it: B ÷ A of Wang, Sheikh and Bovik, "No-reference perceptual
 * quality assessment of JPEG compressed images" (ICIP 2002), here with the grid's place searched, and edges, flat and
 * textured parts left out. 1 = no grid. The direction in which it is weaker counts: stripes are no squares.
 */
export function blockinessOf(pixels: Pixels): number {
  const { width, height } = pixels;
  if (Math.min(width, height) < 4 * GRID) return 1;
  const across = stepsByPhase(pixels, { length: width, lines: height, along: 1, across: width });
  const down = stepsByPhase(pixels, { length: height, lines: width, along: width, across: 1 });
  return Math.min(ratioOf(across), ratioOf(down));
}
