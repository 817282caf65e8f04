import type { Matte } from '../../domain/pixels.ts';
import { nearestSeed } from './nearest.ts';
import { alongOutline, type Window } from './outline.ts';

/** Half the width of the band that moves with the edge, px: beyond it a matte is product or background. */
const PROFILE = 4;
/** A pixel is beside a place of the contour where it lies no farther than this off the place's normal, px. */
const BESIDE = 1;

/** Places where α = 0.5 passes by a pixel: its px and the contour's sub-px place and outward direction there. */
interface Contour {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly outX: Float32Array;
  readonly outY: Float32Array;
  /** 1 = the pixel is next to the contour. */
  readonly seed: Uint8Array;
}

/** Slope of α by Sobel's weights, up to a factor; at the window's border by what lies inside. */
function slopeAt({ rect: { width, height }, alpha }: Window, x: number, y: number): [number, number] {
  const row = (dy: number) => Math.max(0, Math.min(height - 1, y + dy)) * width;
  const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
  const [up, here, down] = [row(-1), row(0), row(1)];
  const across = (at: number) => alpha[at + right]! - alpha[at + left]!;
  const along = (at: number) => alpha[down + at]! - alpha[up + at]!;
  return [across(up) + 2 * across(here) + across(down), along(left) + 2 * along(x) + along(right)];
}

/** How far from pixel `p` α passes 0.5 on the way to one of two neighbours, px; null where it does not. */
function crossing(alpha: Float32Array, p: number, neighbours: readonly number[]): number | null {
  const a = alpha[p]!;
  let least: number | null = null;
  for (const q of neighbours) {
    if (alpha[q]! >= 0.5 === a >= 0.5) continue;
    const t = (a - 0.5) / (a - alpha[q]!);
    if (least === null || t < least) least = t;
  }
  return least;
}

function contourOf(window: Window): Contour {
  const { rect, alpha } = window;
  const { width, height } = rect;
  const plane = () => new Float32Array(alpha.length);
  const contour = {
    x: plane(),
    y: plane(),
    outX: plane(),
    outY: plane(),
    seed: new Uint8Array(alpha.length)
  };
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const across = crossing(alpha, p, [x > 0 ? p - 1 : p, x < width - 1 ? p + 1 : p]);
      const down = crossing(alpha, p, [y > 0 ? p - width : p, y < height - 1 ? p + width : p]);
      if (across !== null || down !== null) addPlace(contour, window, x, y, across, down);
    }
  }
  return contour;
}

/** Sets the contour's place at a pixel, from where it crosses the pixel's row and column. */
function addPlace(
  contour: Contour,
  window: Window,
  x: number,
  y: number,
  across: number | null,
  down: number | null
): void {
  const p = y * window.rect.width + x;
  const [gx, gy] = slopeAt(window, x, y);
  const slope = Math.max(1e-6, Math.hypot(gx, gy));
  const [nx, ny] = [gx / slope, gy / slope];
  // Of the two crossings the one that is met more squarely.
  const isAcross = across !== null && (down === null || Math.abs(nx) >= Math.abs(ny));
  const off = isAcross ? across * Math.abs(nx) : (down ?? 0) * Math.abs(ny);
  const inwards = window.alpha[p]! >= 0.5 ? -off : off;
  contour.seed[p] = 1;
  contour.outX[p] = -nx;
  contour.outY[p] = -ny;
  contour.x[p] = x + inwards * nx;
  contour.y[p] = y + inwards * ny;
}

/** Bilinear; beyond the window its border. */
function sample({ rect: { width, height }, alpha }: Window, x: number, y: number): number {
  const u = Math.max(0, Math.min(width - 1, x));
  const v = Math.max(0, Math.min(height - 1, y));
  const [x0, y0] = [Math.floor(u), Math.floor(v)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const [fx, fy] = [u - x0, v - y0];
  const top = alpha[y0 * width + x0]! * (1 - fx) + alpha[y0 * width + x1]! * fx;
  const bottom = alpha[y1 * width + x0]! * (1 - fx) + alpha[y1 * width + x1]! * fx;
  return top * (1 - fy) + bottom * fy;
}

/**
 * The edge's own profile at signed distance `at` from the contour (outwards positive). Deep in a thin product the
 * far side is met again: so the greatest α on the way in counts, and on the way out the least.
 */
function profile(window: Window, x: number, y: number, outX: number, outY: number, at: number): number {
  const end = Math.max(-PROFILE, Math.min(PROFILE, at));
  let value = sample(window, x + end * outX, y + end * outY);
  for (let t = Math.abs(end) - 1; t > 0; t--) {
    const way = Math.sign(end) * t;
    const passed = sample(window, x + way * outX, y + way * outY);
    value = end < 0 ? Math.max(value, passed) : Math.min(value, passed);
  }
  return value;
}

function moved(window: Window, by: number): Float32Array {
  const { rect, alpha } = window;
  const contour = contourOf(window);
  const nearest = nearestSeed(contour.seed, rect.width);
  const reach = Math.abs(by) + PROFILE;
  return alpha.map((a, p) => {
    const q = nearest[p]!;
    if (q < 0) return a;
    const [x, y] = [p % rect.width, Math.floor(p / rect.width)];
    const [cx, cy] = [contour.x[q]!, contour.y[q]!];
    const length = Math.hypot(x - cx, y - cy);
    if (length > reach) return a;
    // Places lie a px apart: beside one, the contour's own direction tells the distance better than the way to it.
    const across = (x - cx) * contour.outX[q]! + (y - cy) * contour.outY[q]!;
    const isBeside = length * length - across * across < BESIDE * BESIDE;
    const distance = isBeside ? across : a >= 0.5 ? -length : length;
    const outX = isBeside ? contour.outX[q]! : (x - cx) / distance;
    const outY = isBeside ? contour.outY[q]! : (y - cy) / distance;
    const value = profile(window, cx, cy, outX, outY, distance - by);
    return by > 0 ? Math.max(a, value) : Math.min(a, value);
  });
}

/**
 * Moves the contour α = 0.5 outwards by `by` px (inwards where negative), fractions included. The edge keeps its own
 * profile, at the exact Euclidean distance.
 */
export const grow = (matte: Matte, by: number): Matte =>
  alongOutline(matte, Math.ceil(Math.abs(by)) + PROFILE + 1, (window) => moved(window, by));
