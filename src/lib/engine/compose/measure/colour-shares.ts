import type { Pixels } from '../../../domain/pixels.ts';

/** Steps of a channel in which colours are counted. */
const BINS = 12;
/** Shares of a pixel that the product hides: none, all but a soft edge. */
export const HIDDEN = { none: 0.02, most: 0.9 } as const;

export interface ColourShares {
  /** Of a pixel's colour: its share of what is seen beside the product, and of the product, 0–1. */
  readonly at: (p: number) => { readonly common: number; readonly own: number };
  /** The same, had these of its pixels not been the product's. */
  readonly without: (members: Int32Array) => ColourShares['at'];
  /** px of the product */
  readonly product: number;
}

/**
 * How common each colour is beside a product and on it.
 * @param hidden share of each pixel that the product hides, 0–1
 */
export function colourShares(around: Pixels, hidden: Float32Array): ColourShares {
  const [beside, on] = [new Float32Array(BINS ** 3), new Float32Array(BINS ** 3)];
  let [seen, product] = [0, 0];
  hidden.forEach((share, p) => {
    if (share < HIDDEN.none) {
      beside[binOf(around, p)]!++;
      seen++;
    } else if (share > HIDDEN.most) {
      on[binOf(around, p)]!++;
      product++;
    }
  });
  const at = (p: number) => {
    const bin = binOf(around, p);
    return { common: beside[bin]! / seen, own: on[bin]! / product };
  };
  const without = (members: Int32Array) => {
    const rest = on.slice();
    for (const p of members) rest[binOf(around, p)]!--;
    const size = Math.max(1, product - members.length);
    return (p: number) => ({ common: beside[binOf(around, p)]! / seen, own: rest[binOf(around, p)]! / size });
  };
  return { at, without, product };
}

/** Which of `BINS`³ colours a pixel has. */
const binOf = ({ data }: Pixels, p: number): number => {
  const bin = (value: number) => Math.floor((value * BINS) / 256);
  return (bin(data[4 * p]!) * BINS + bin(data[4 * p + 1]!)) * BINS + bin(data[4 * p + 2]!);
};
