import type { Rect, Size } from '../../../domain/pixels.ts';
import { guidedCoefficients, type Coefficients, type Guide } from './guided.ts';
import type { Lattice } from './lattice.ts';
import { UNKNOWN, type Trimap } from './trimap.ts';

/** Core of a tile, squares of the lattice. */
const TILE = 96;
/** Radius of the guided filter in samples of the coarse matte: about how far its edge may be off. */
const RADIUS = 6;
/** Colour variance (0–1) below which a window is flat. */
const EPSILON = 1e-5;

function grown({ x, y, width, height }: Rect, margin: number, within: Size): Rect {
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  return {
    x: left,
    y: top,
    width: Math.min(within.width, x + width + margin) - left,
    height: Math.min(within.height, y + height + margin) - top
  };
}

function holds(state: Uint8Array, { x, y, width, height }: Rect, stride: number): boolean {
  for (let row = y; row < y + height; row++) {
    if (state.subarray(row * stride + x, row * stride + x + width).includes(UNKNOWN)) return true;
  }
  return false;
}

function cut(plane: Float32Array, { x, y, width, height }: Rect, stride: number): Float32Array {
  const part = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * stride + x;
    part.set(plane.subarray(from, from + width), row * width);
  }
  return part;
}

function paste(part: Float32Array, from: Rect, core: Rect, to: Float32Array, stride: number): void {
  for (let y = core.y; y < core.y + core.height; y++) {
    const at = (y - from.y) * from.width + core.x - from.x;
    to.set(part.subarray(at, at + core.width), y * stride + core.x);
  }
}

/**
 * α as a linear function of colour around each square of the unknown band: a guided filter whose coefficients are
 * found on the lattice and applied at full size (He, Sun: "Fast Guided Filter", arXiv 1505.00996). Zero elsewhere.
 */
export function fitColours(lattice: Lattice, { state }: Trimap): Coefficients {
  const { width: stride, height, alpha, colour, cell } = lattice;
  const plane = () => new Float32Array(alpha.length);
  const fit: Coefficients = { a: [plane(), plane(), plane()], b: plane(), told: plane() };
  const radius = Math.max(1, Math.round(RADIUS * cell));
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < stride; x += TILE) {
      const core = { x, y, width: Math.min(TILE, stride - x), height: Math.min(TILE, height - y) };
      // Coefficients between two squares are wanted, so one square beyond the core counts as well.
      if (!holds(state, grown(core, 1, lattice), stride)) continue;
      // Twice the radius: the filter averages its own coefficients once more.
      const rect = grown(core, 2 * radius + 1, lattice);
      const guide = colour.map((c) => cut(c, rect, stride)) as unknown as Guide;
      const part = guidedCoefficients(guide, cut(alpha, rect, stride), rect.width, radius, EPSILON);
      part.a.forEach((a, c) => paste(a, rect, core, fit.a[c]!, stride));
      paste(part.b, rect, core, fit.b, stride);
      paste(part.told, rect, core, fit.told, stride);
    }
  }
  return fit;
}
