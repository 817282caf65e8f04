/** Steps of the motion, and the length of one: at the most a Gaussian of σ = √(2 · STEPS · STEP) px along the contour. */
const STEPS = 12;
const STEP = 0.25;
/** What a contour is evened out in any case, 0–1: noise of single pixels. */
const LEAST = 0.15;

/** px beyond which a pixel has no say. */
export const MOTION_REACH = STEPS;

/** A function whose 0.5 contour is the edge, on a part of the photo. */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly level: Float32Array;
  /** How much the colours tell of it, 0–1. */
  readonly told: Float32Array;
}

/** κ · |∇u| at a sample: the second derivative along the contour through it. */
function bend(u: Float32Array, i: number, width: number): number {
  const [left, right, above, below] = [u[i - 1]!, u[i + 1]!, u[i - width]!, u[i + width]!];
  const dx = (right - left) / 2;
  const dy = (below - above) / 2;
  const steep = dx * dx + dy * dy;
  if (steep < 1e-6) return 0;
  const twice = 2 * u[i]!;
  const xx = left + right - twice;
  const yy = above + below - twice;
  const xy = (u[i + width + 1]! - u[i + width - 1]! - u[i - width + 1]! + u[i - width - 1]!) / 4;
  return (xx * dy * dy - 2 * dx * dy * xy + yy * dx * dx) / steep;
}

/** Samples about which something is open, without those at the border. */
function openPlaces({ level, width, height }: Level): Int32Array {
  const places: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++)
      if (level[i]! !== 0 && level[i]! !== 1) places.push(i);
  }
  return Int32Array.from(places);
}

/**
 * Evens contours out along themselves, the more the less the colours tell, and across not at all: motion by mean
 * curvature (Alvarez, Lions, Morel: "Image selective smoothing and edge detection by nonlinear diffusion II", 1992).
 * Straight edges stay where they are, however thin; noise goes. In place; 0 and 1 exactly are left as they are.
 */
export function evenContours(plane: Level): void {
  const { level, told, width } = plane;
  const places = openPlaces(plane);
  const change = new Float32Array(places.length);
  for (let n = 0; n < STEPS; n++) {
    for (let k = 0; k < places.length; k++) {
      const i = places[k]!;
      change[k] = STEP * (1 - (1 - LEAST) * told[i]!) * bend(level, i, width);
    }
    for (let k = 0; k < places.length; k++) level[places[k]!]! += change[k]!;
  }
}
