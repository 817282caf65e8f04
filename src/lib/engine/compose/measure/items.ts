import type { ItemsMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { patchesOf } from '../patches.ts';

/** Long side of the small matte in which pieces are counted, px. */
const GRID = 400;
/** Gaps up to this share of the long side hold a piece together: a thin strap that the cutout lost. */
const GAP = 0.01;
/** Smaller than this share of the largest piece, a piece is a part or dirt (compliance.md 3.7: 3–5 %). */
const LEAST = 0.05;
/** The same of what may be a picture in the picture. */
const PART = 0.01;
/** Bins a channel of a piece's colours. */
const BINS = 6;

interface Piece {
  readonly pixels: number;
  /** Px of the file. */
  readonly box: Rect;
  readonly colours: Float32Array;
}

const Class = { rest: 0, product: 1, done: 2 } as const;

/** Pieces of the matte (α ≥ 128) and how alike the two largest are: the same item twice, or another view of it. */
export function measureItems(
  pixels: Pixels,
  matte: Matte
): Omit<ItemsMeasure, 'inset'> & { readonly boxes: readonly Rect[] } {
  const step = Math.max(1, Math.ceil(Math.max(matte.width, matte.height) / GRID));
  const small = { width: Math.ceil(matte.width / step), height: Math.ceil(matte.height / step) };
  const product = reduced(matte, small, step);
  const classes = joined(product, small, Math.round((GAP * GRID) / 2));
  const pieces: Piece[] = [];
  for (const { members, box } of patchesOf(classes, small, Class.product, Class.rest, Class.done)) {
    const own = members.filter((p) => product[p] === 1);
    pieces.push({ pixels: own.length, box, colours: coloursOf(pixels, own, small, step) });
  }
  pieces.sort((a, b) => b.pixels - a.pixels);
  const large = pieces.filter(({ pixels: count }) => count >= LEAST * pieces[0]!.pixels);
  const [first, second] = large;
  const inFile = ({ x, y, width, height }: Rect): Rect => ({
    x: x * step,
    y: y * step,
    width: Math.min(width * step, matte.width - x * step),
    height: Math.min(height * step, matte.height - y * step)
  });
  return {
    pieces: large.map(({ pixels: count }) => count * step * step),
    likeness: first && second ? likeness(first, second) : null,
    region: second ? inFile(second.box) : null,
    boxes: pieces
      .filter(({ pixels: count }) => count >= PART * pieces[0]!.pixels)
      .map(({ box }) => inFile(box))
  };
}

function reduced({ alpha, width }: Matte, small: Size, step: number): Uint8Array {
  const product = new Uint8Array(small.width * small.height);
  for (let y = 0, p = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++, p++) {
      if (alpha[y * step * width + x * step]! >= 128) product[p] = Class.product;
    }
  }
  return product;
}

/** The product grown by `reach` px, so that pieces which nearly touch are one. */
function joined(product: Uint8Array, { width, height }: Size, reach: number): Uint8Array {
  const grown = new Uint8Array(product.length);
  product.forEach((is, p) => {
    if (!is) return;
    const [x, y] = [p % width, Math.floor(p / width)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    for (let row = Math.max(0, y - reach); row < Math.min(height, y + reach + 1); row++) {
      grown.fill(Class.product, row * width + left, row * width + right);
    }
  });
  return grown;
}

/** Shares of a piece's colours. */
function coloursOf({ data, width }: Pixels, members: Int32Array, small: Size, step: number): Float32Array {
  const shares = new Float32Array(BINS ** 3);
  const bin = (value: number) => Math.floor((value * BINS) / 256);
  for (const p of members) {
    const at = (Math.floor(p / small.width) * step * width + (p % small.width) * step) * 4;
    shares[(bin(data[at]!) * BINS + bin(data[at + 1]!)) * BINS + bin(data[at + 2]!)]! += 1 / members.length;
  }
  return shares;
}

/** Common share of colours (histogram intersection, Swain and Ballard 1991) × ratio of sizes, 0–1. */
function likeness(first: Piece, second: Piece): number {
  const common = first.colours.reduce((sum, share, i) => sum + Math.min(share, second.colours[i]!), 0);
  return common * (second.pixels / first.pixels);
}
