import type { Lattice } from './lattice.ts';
import { INSIDE, OUTSIDE, UNKNOWN, type Trimap } from './trimap.ts';

/** Samples are taken in a diamond of this many rows either side of the nearest sure square, … */
const SPREAD = 2;
/** … this many squares apart. */
const STRIDE = 2;
/** A diamond's samples at the most. */
export const MOST = (SPREAD * 2 + 1) ** 2;

/** Up to `MOST` colours, 0–255, RGB interleaved. */
export interface Colours {
  readonly rgb: Float32Array;
  count: number;
}

export const noColours = (): Colours => ({ rgb: new Float32Array(3 * MOST), count: 0 });

/**
 * For each unknown square the nearest one in state `wanted`, −1 where there is none. Two sweeps, each handing on what
 * a neighbour found (Danielsson 1980, the 8-neighbour form); the band is what lies between the sides, so that nothing
 * has to be handed on elsewhere.
 */
function nearest({ width, height }: Lattice, state: Uint8Array, wanted: number): Int32Array {
  const found = new Int32Array(state.length).fill(-1);
  for (let i = 0; i < state.length; i++) if (state[i] === wanted) found[i] = i;
  const far = (x: number, y: number, q: number) => {
    const dx = (q % width) - x;
    const dy = Math.floor(q / width) - y;
    return dx * dx + dy * dy;
  };
  const offer = (i: number, x: number, y: number, dx: number, dy: number) => {
    if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) return;
    const q = found[i + dy * width + dx]!;
    if (q >= 0 && (found[i]! < 0 || far(x, y, q) < far(x, y, found[i]!))) found[i] = q;
  };
  const visit = (x: number, y: number, way: 1 | -1) => {
    const i = y * width + x;
    if (state[i] !== UNKNOWN) return;
    for (let dx = -1; dx <= 1; dx++) offer(i, x, y, dx, -way);
    offer(i, x, y, -way, 0);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) visit(x, y, 1);
    for (let x = width - 1; x >= 0; x--) visit(x, y, -1);
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) visit(x, y, -1);
    for (let x = 0; x < width; x++) visit(x, y, 1);
  }
  return found;
}

/** The colours of the sure sides next to an unknown square. */
export class SideColours {
  readonly #inside: Int32Array;
  readonly #outside: Int32Array;

  constructor(
    private readonly lattice: Lattice,
    private readonly trimap: Trimap
  ) {
    this.#inside = nearest(lattice, trimap.state, INSIDE);
    this.#outside = nearest(lattice, trimap.state, OUTSIDE);
  }

  /** Writes what lies on both sides of square `i` to `inside` and `outside`; none where a side has no sure square. */
  gather(i: number, inside: Colours, outside: Colours): void {
    this.side(i, this.#inside[i]!, INSIDE, inside);
    this.side(i, this.#outside[i]!, OUTSIDE, outside);
  }

  private side(i: number, near: number, wanted: number, to: Colours): void {
    to.count = 0;
    if (near < 0) return;
    const { width, height } = this.lattice;
    const [x, y] = [near % width, Math.floor(near / width)];
    const [dx, dy] = [x - (i % width), y - Math.floor(i / width)];
    // The diamond lies a little deeper in the sure side than its nearest square.
    const deeper = (0.7 * SPREAD * STRIDE) / (Math.hypot(dx, dy) || 1);
    const [cx, cy] = [Math.round(x + dx * deeper), Math.round(y + dy * deeper)];
    for (let v = -SPREAD; v <= SPREAD; v++) {
      for (let u = -SPREAD; u <= SPREAD; u++) {
        const [sx, sy] = [cx + u * STRIDE, cy + v * STRIDE];
        if ((u + v) % 2 !== 0 || sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
        if (this.trimap.state[sy * width + sx] === wanted) this.add(sy * width + sx, to);
      }
    }
    if (to.count === 0) this.add(near, to);
  }

  private add(i: number, to: Colours): void {
    const [red, green, blue] = this.lattice.colour;
    const at = 3 * to.count++;
    to.rgb[at] = red[i]! * 255;
    to.rgb[at + 1] = green[i]! * 255;
    to.rgb[at + 2] = blue[i]! * 255;
  }
}
