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

/** Pixels `from` to `to` of row `y` of a half. */
function halveRow({ data, width, height }: Pixels, half: Pixels, y: number, from: number, to: number): void {
  const isBelow = 2 * y + 1 < height;
  const corners = [0, 0, 0, 0];
  for (let x = from; x < to; x++) {
    const at = (2 * y * width + 2 * x) * 4;
    const isRight = 2 * x + 1 < width;
    corners[0] = at;
    corners[1] = isRight ? at + 4 : -1;
    corners[2] = isBelow ? at + width * 4 : -1;
    corners[3] = isRight && isBelow ? at + width * 4 + 4 : -1;
    meanInto(data, corners, half.data, (y * half.width + x) * 4);
  }
}

/** Half as large: each pixel is the mean of four, in linear light and premultiplied. Straight sRGB. */
export function halved(pixels: Pixels): Pixels {
  const width = Math.ceil(pixels.width / 2);
  const height = Math.ceil(pixels.height / 2);
  const half = { data: new Uint8ClampedArray(width * height * 4), width, height };
  for (let y = 0; y < height; y++) halveRow(pixels, half, y, 0, width);
  return half;
}

/** A cutout with its half. */
interface Halved {
  readonly whole: Pixels;
  readonly half: Pixels;
}

/** Halves a cutout that differs in parts from one of the same size that was: what is the same is not done again. */
function halvedAfter(pixels: Pixels, before: Halved): Pixels {
  const half = { ...before.half, data: before.half.data.slice() };
  const { width } = pixels;
  const [now, then] = [pixels, before.whole].map(({ data }) => new Uint32Array(data.buffer)) as [
    Uint32Array,
    Uint32Array
  ];
  for (let y = 0; y < half.height; y++) {
    const rows = [2 * y, 2 * y + 1].filter((row) => row < pixels.height);
    const spans = rows.map((row) => changedIn(now, then, row * width, width));
    const from = Math.min(...spans.map((span) => span.from)) >> 1;
    const to = Math.ceil(Math.max(...spans.map((span) => span.to)) / 2);
    if (to <= from) continue;
    half.data.fill(0, (y * half.width + from) * 4, (y * half.width + to) * 4);
    halveRow(pixels, half, y, from, to);
  }
  return half;
}

/** From the first word that differs to the last, of a row that begins at `start`; none where `to` ≤ `from`. */
function changedIn(now: Uint32Array, then: Uint32Array, start: number, width: number) {
  let [from, to] = [0, width];
  while (from < width && now[start + from] === then[start + from]) from++;
  while (to > from && now[start + to - 1] === then[start + to - 1]) to--;
  return { from, to: from === width ? 0 : to };
}

/** A copy serves where what remains to be shrunk is at most this: the kernel after it still sees the detail it needs. */
const LARGEST_REST = 0.6;
/** A warp softens by as much as a copy that is nearly used up. */
const LARGEST_WARPED_REST = 0.75;

/** A cutout with its reduced copies, each half of the one before, made when first asked for: for previews. */
export class Halves {
  readonly #levels: ReducedCutout[];
  /** Until the first copy has been made. */
  #before: Halved | null = null;

  /** @param previous of the same photo with another matte */
  constructor(whole: PlacedCutout, previous?: Halves) {
    this.#levels = [{ ...whole, scale: 1 }];
    const [was, half] = previous ? previous.#levels : [];
    const isAlike = was && half && JSON.stringify(was.rect) === JSON.stringify(whole.rect);
    if (isAlike) this.#before = { whole: was.pixels, half: half.pixels };
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
    const half = index === 1 && this.#before ? halvedAfter(pixels, this.#before) : halved(pixels);
    this.#before = null;
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
