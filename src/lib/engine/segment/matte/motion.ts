/** Steps of the motion, and the length of one: at the most a Gaussian of σ = √(2 · STEPS · STEP) px along the contour. */
const STEPS = 12;
const STEP = 0.25;
/** How far a contour may come, px. */
const BAND = 4;
/** What a contour is evened out in any case, 0–1: noise of single pixels. */
const LEAST = 0.15;

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

/** Samples within `BAND` px of a contour, along rows and columns, without those at the border. */
function nearContours({ level, width, height }: Level): Int32Array {
  const isNear = new Uint8Array(level.length);
  const mark = (x: number, y: number) => {
    const right = Math.min(width - 1, x + BAND + 1);
    for (let v = Math.max(1, y - BAND); v < Math.min(height - 1, y + BAND + 1); v++)
      isNear.fill(1, v * width + Math.max(1, x - BAND), v * width + right);
  };
  for (let y = 1, i = width + 1; y < height - 1; y++, i += 2) {
    for (let x = 1; x < width - 1; x++, i++) {
      const isInside = level[i]! > 0.5;
      if (isInside !== level[i + 1]! > 0.5 || isInside !== level[i + width]! > 0.5) mark(x, y);
    }
  }
  const places: number[] = [];
  for (let i = 0; i < isNear.length; i++) if (isNear[i]) places.push(i);
  return Int32Array.from(places);
}

/**
 * Evens contours out along themselves, the more the less the colours tell, and across not at all: motion by mean
 * curvature (Alvarez, Lions, Morel: "Image selective smoothing and edge detection by nonlinear diffusion II", 1992).
 * Straight edges stay where they are, however thin; noise goes. In place.
 */
export function evenContours(plane: Level): void {
  const { level, told, width } = plane;
  const places = nearContours(plane);
  const change = new Float32Array(places.length);
  for (let n = 0; n < STEPS; n++) {
    for (let k = 0; k < places.length; k++) {
      const i = places[k]!;
      change[k] = STEP * (1 - (1 - LEAST) * told[i]!) * bend(level, i, width);
    }
    for (let k = 0; k < places.length; k++) level[places[k]!]! += change[k]!;
  }
}
