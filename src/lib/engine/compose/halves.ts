import { byteOfLinear, LINEAR_OF_BYTE } from '../../domain/color/srgb.ts';
import type { Pixels } from '../../domain/pixels.ts';
import type { Matrix3 } from '../../domain/render/matrix.ts';
import { scaling, inOrder } from '../../domain/render/matrix.ts';
import type { PlacedCutout } from './cutout.ts';

/** A reduced copy of a cutout. Its `rect` is in its own px: photo px × `scale`. */
export interface ReducedCutout extends PlacedCutout {
  /** 1, ½, ¼ … */
  readonly scale: number;
}

/** The mean of up to four pixels, premultiplied, straight again. `at` are bytes; −1 = none. */
function meanInto(
  from: Uint8ClampedArray,
  corners: readonly number[],
  into: Uint8ClampedArray,
  to: number
): void {
  let [r, g, b, a] = [0, 0, 0, 0];
  for (const at of corners) {
    const alpha = at < 0 ? 0 : from[at + 3]!;
    if (alpha === 0) continue;
    r += LINEAR_OF_BYTE[from[at]!]! * alpha;
    g += LINEAR_OF_BYTE[from[at + 1]!]! * alpha;
    b += LINEAR_OF_BYTE[from[at + 2]!]! * alpha;
    a += alpha;
  }
  const alpha = Math.round(a / 4);
  if (alpha === 0) return;
  into[to] = byteOfLinear(r / a);
  into[to + 1] = byteOfLinear(g / a);
  into[to + 2] = byteOfLinear(b / a);
  into[to + 3] = alpha;
}

/** Half as large: each pixel is the mean of four, in linear light and premultiplied. Straight sRGB. */
export function halved({ data, width, height }: Pixels): Pixels {
  const size = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const into = new Uint8ClampedArray(size.width * size.height * 4);
  const corners = [0, 0, 0, 0];
  for (let y = 0, to = 0; y < size.height; y++) {
    const isBelow = 2 * y + 1 < height;
    for (let x = 0, at = 2 * y * width * 4; x < size.width; x++, at += 8, to += 4) {
      const isRight = 2 * x + 1 < width;
      corners[0] = at;
      corners[1] = isRight ? at + 4 : -1;
      corners[2] = isBelow ? at + width * 4 : -1;
      corners[3] = isRight && isBelow ? at + width * 4 + 4 : -1;
      meanInto(data, corners, into, to);
    }
  }
  return { data: into, ...size };
}

/** A copy serves where what remains to be shrunk is at most this: the kernel after it still sees the detail it needs. */
const LARGEST_REST = 0.5;
/** A warp softens by as much as a copy that is nearly used up. */
const LARGEST_WARPED_REST = 0.75;

/** A cutout with its reduced copies, each half of the one before, made when first asked for: for previews. */
export class Halves {
  readonly #levels: ReducedCutout[];

  constructor(whole: PlacedCutout) {
    this.#levels = [{ ...whole, scale: 1 }];
  }

  /** The smallest copy from which a picture at `scale` (output px per photo px) can be made. */
  for(scale: number, isWarped = false): ReducedCutout {
    const rest = isWarped ? LARGEST_WARPED_REST : LARGEST_REST;
    let level = 0;
    while (scale * 2 ** (level + 1) <= rest && this.#level(level).pixels.data.length > 4) level++;
    return this.#level(level);
  }

  /** Of the copies made so far, without the whole. */
  get bytes(): number {
    return this.#levels.slice(1).reduce((sum, { pixels }) => sum + pixels.data.byteLength, 0);
  }

  #level(index: number): ReducedCutout {
    const known = this.#levels[index];
    if (known) return known;
    const { pixels, rect, scale } = this.#level(index - 1);
    const half = halved(pixels);
    const made = {
      pixels: half,
      rect: { x: rect.x / 2, y: rect.y / 2, width: half.width, height: half.height },
      scale: scale / 2
    };
    this.#levels[index] = made;
    return made;
  }
}

/** A matrix from photo px, for the px of a reduced copy. */
export const fromReduced = ({ scale }: ReducedCutout, matrix: Matrix3): Matrix3 =>
  scale === 1 ? matrix : inOrder(scaling(1 / scale), matrix);
