import type { Pixels } from '../../../domain/pixels.ts';

const GRID = 8;
/** Lines that are looked at in each direction, at most: enough for a mean, whatever the picture's size. */
const MAX_LINES = 768;
/** Steps above are edges of what is shown; squares of compression are far fainter. */
const MAX_STEP = 24;
/** Added to both means (luma levels): where a picture is all but flat, nothing is seen of a ratio. */
const FLOOR = 0.4;

/**
 * Mean step between neighbours along `length` px, by where on the grid it lies (0–7). Where 16 px in a row are flat,
 * there is nothing to compare: white surroundings do not count.
 */
function stepsByPhase(
  { data }: Pixels,
  { length, lines, along, across }: { length: number; lines: number; along: number; across: number }
): number[] {
  const sums = new Float64Array(GRID);
  const counts = new Float64Array(GRID);
  const skip = Math.max(1, Math.floor(lines / MAX_LINES));
  const steps = new Float32Array(2 * GRID);
  for (let line = 0; line < lines; line += skip) {
    for (let from = 0; from + 2 * GRID < length; from += 2 * GRID) {
      let isFlat = true;
      let p = line * across + from * along;
      let before = lumaAt(data, p);
      for (let i = 0; i < 2 * GRID; i++) {
        p += along;
        const next = lumaAt(data, p);
        steps[i] = Math.min(MAX_STEP, Math.abs(next - before));
        if (steps[i]! > 0) isFlat = false;
        before = next;
      }
      if (isFlat) continue;
      for (let i = 0; i < 2 * GRID; i++) {
        sums[i % GRID]! += steps[i]!;
        counts[i % GRID]!++;
      }
    }
  }
  return Array.from(sums, (sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
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
 * quality assessment of JPEG compressed images" (ICIP 2002), here with the grid's place searched, edges clipped and flat
 * parts left out. 1 = no grid. The direction in which it is weaker counts: stripes are no squares.
 */
export function blockinessOf(pixels: Pixels): number {
  const { width, height } = pixels;
  if (Math.min(width, height) < 4 * GRID) return 1;
  const across = stepsByPhase(pixels, { length: width, lines: height, along: 1, across: width });
  const down = stepsByPhase(pixels, { length: height, lines: width, along: width, across: 1 });
  return Math.min(ratioOf(across), ratioOf(down));
}
