import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { readEdges, type Edges } from './edges.ts';
import { guidedCoefficients, type Coefficients } from './guided.ts';
import { shrink, type Grid } from './grid.ts';

/*
 * From the network's small matte to one at source size:
 *   1. Only a band around the edges is worked on; elsewhere α is 0 or 1.
 *   2. A colour guided filter moves the edge to where the colour changes. Alone it is right for hair and fur, but on
 *      hard-edged products it stays as wide as the network left it.
 *   3. So the result is steepened, by as much as the network's own edge is too wide there (`edges.ts`).
 * The filter's coefficients are found at a whole fraction of the photo's size and applied to the photo at full size, tile by tile.
 */

/** Longest side in px at which the filter's coefficients are found. */
const WORK_SIDE = 2048;
/** Core of a tile, in px of that size. */
const TILE = 192;
/** Radius of the filter in network px: about how far the network's edge may be off. */
const RADIUS = 6;
/** Colour variance (0–1) below which a window is flat. */
const EPSILON = 1e-5;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Grows a rectangle by `margin`, within the grid. */
function grown({ x, y, width, height }: Rect, margin: number, grid: Grid): Rect {
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  return {
    x: left,
    y: top,
    width: Math.min(grid.width, x + width + margin) - left,
    height: Math.min(grid.height, y + height + margin) - top
  };
}

/** Value of a plane between its samples. `x`, `y` are in px of the plane, its first sample at 0. */
function between(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const fx = cx - x0;
  const fy = cy - y0;
  const at = y0 * width + x0;
  const right = x0 < width - 1 ? 1 : 0;
  const below = y0 < height - 1 ? width : 0;
  const top = plane[at]! + (plane[at + right]! - plane[at]!) * fx;
  const bottom = plane[at + below]! + (plane[at + below + right]! - plane[at + below]!) * fx;
  return top + (bottom - top) * fy;
}

/** One photo on its way through the tiles. */
class Refinement {
  private readonly edges: Edges;
  private readonly grid: Grid;
  private readonly radius: number;
  private readonly out: Uint8Array<ArrayBuffer>;

  constructor(
    private readonly photo: Pixels,
    private readonly coarse: Coarse
  ) {
    const { width, height } = photo;
    const samplesPerPx = Math.sqrt((coarse.width * coarse.height) / (width * height));
    const step = Math.ceil(Math.max(width, height) / WORK_SIDE);
    this.grid = { step, width: Math.ceil(width / step), height: Math.ceil(height / step) };
    this.radius = Math.max(1, Math.round(RADIUS / (samplesPerPx * step)));
    this.edges = readEdges(coarse, 1 / samplesPerPx);
    this.out = new Uint8Array(width * height);
  }

  run(): Matte {
    const { width, height } = this.photo;
    for (let y = 0; y < this.grid.height; y += TILE) {
      for (let x = 0; x < this.grid.width; x += TILE) {
        const size = {
          width: Math.min(TILE, this.grid.width - x),
          height: Math.min(TILE, this.grid.height - y)
        };
        this.tile({ x, y, ...size });
      }
    }
    return { alpha: this.out, width, height };
  }

  /** Index in the network's planes of the sample nearest to the centre of a source pixel. */
  private cell(x: number, y: number): number {
    const { width, height } = this.coarse;
    const column = Math.floor(((x + 0.5) * width) / this.photo.width);
    return Math.floor(((y + 0.5) * height) / this.photo.height) * width + column;
  }

  private hasEdge(rect: Rect): boolean {
    const { width, height } = this.coarse;
    const scale = (at: number, of: number, to: number) => Math.min(to - 1, Math.floor((at * to) / of));
    const left = scale(rect.x, this.grid.width, width);
    const right = scale(rect.x + rect.width, this.grid.width, width);
    const top = scale(rect.y, this.grid.height, height);
    const bottom = scale(rect.y + rect.height, this.grid.height, height);
    for (let y = top; y <= bottom; y++) {
      if (this.edges.band.subarray(y * width + left, y * width + right + 1).includes(1)) return true;
    }
    return false;
  }

  /** The coarse matte at the samples of `rect`. */
  private enlarged(rect: Rect): Float32Array {
    const { coarse, photo } = this;
    const { step } = this.grid;
    const alpha = new Float32Array(rect.width * rect.height);
    for (let y = 0, i = 0; y < rect.height; y++) {
      const ny = ((rect.y + y + 0.5) * step * coarse.height) / photo.height - 0.5;
      for (let x = 0; x < rect.width; x++, i++) {
        alpha[i] = between(
          coarse.alpha,
          coarse.width,
          coarse.height,
          ((rect.x + x + 0.5) * step * coarse.width) / photo.width - 0.5,
          ny
        );
      }
    }
    return alpha;
  }

  private tile(core: Rect): void {
    // Twice the radius: the filter averages its own coefficients once more.
    const rect = grown(core, 2 * this.radius + 1, this.grid);
    const fit = this.hasEdge(core)
      ? guidedCoefficients(
          shrink(this.photo, this.grid, rect),
          this.enlarged(rect),
          rect.width,
          this.radius,
          EPSILON
        )
      : null;
    const { width, height } = this.photo;
    const { step } = this.grid;
    const bottom = Math.min(height, (core.y + core.height) * step);
    const right = Math.min(width, (core.x + core.width) * step);
    for (let y = core.y * step; y < bottom; y++) {
      for (let x = core.x * step; x < right; x++) {
        const cell = this.cell(x, y);
        const alpha =
          fit && this.edges.band[cell] ? this.refined(x, y, fit, rect) : Math.round(this.coarse.alpha[cell]!);
        const i = y * width + x;
        // What was transparent in the photo stays so.
        this.out[i] = Math.round(alpha * this.photo.data[4 * i + 3]!);
      }
    }
  }

  /** α of one source pixel, 0–1. */
  private refined(x: number, y: number, { a, b }: Coefficients, rect: Rect): number {
    const { photo, grid, coarse } = this;
    const gx = (x + 0.5) / grid.step - 0.5 - rect.x;
    const gy = (y + 0.5) / grid.step - 0.5 - rect.y;
    const at = 4 * (y * photo.width + x);
    let alpha = between(b, rect.width, rect.height, gx, gy);
    for (let c = 0; c < 3; c++) {
      alpha += (between(a[c]!, rect.width, rect.height, gx, gy) * photo.data[at + c]!) / 255;
    }
    const nx = ((x + 0.5) * coarse.width) / photo.width - 0.5;
    const ny = ((y + 0.5) * coarse.height) / photo.height - 0.5;
    return clampUnit(0.5 + between(this.edges.gain, coarse.width, coarse.height, nx, ny) * (alpha - 0.5));
  }
}

/**
 * A coarse matte at the size of the photo, its edge where the photo's colour has one.
 *
 * @param photo sRGB, straight alpha; what is transparent in it stays transparent
 * @param coarse α of the whole photo, of any size and aspect
 */
export function refineMatte(photo: Pixels, coarse: Coarse): Matte {
  return new Refinement(photo, coarse).run();
}
