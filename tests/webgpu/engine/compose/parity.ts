import { differenceCiede2000 } from 'culori';
import type { Matte, Pixels } from '../../../../src/lib/domain/pixels.ts';

/** How far one picture is from its reference, in ΔE2000 on white and on black, whichever is more. */
export interface Parity {
  readonly max: number;
  readonly p99: number;
  /** Of all pixels but one in a thousand. */
  readonly p999: number;
  /** Furthest within two pixels of the product's edge. */
  readonly edgeMax: number;
  /** Furthest α, in bytes. */
  readonly alphaMax: number;
  /** Pixels that have not the reference's own bytes. */
  readonly different: number;
}

const EDGE_PX = 2;

const ciede2000 = differenceCiede2000();

/** A byte as it is seen on a ground. */
const on = (value: number, alpha: number, ground: number): number =>
  (value * alpha + ground * (255 - alpha)) / 255 / 255;

function differenceOn(ground: number, a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const colour = (p: Uint8ClampedArray) => ({
    mode: 'rgb' as const,
    r: on(p[0]!, p[3]!, ground),
    g: on(p[1]!, p[3]!, ground),
    b: on(p[2]!, p[3]!, ground)
  });
  return ciede2000(colour(a), colour(b));
}

/** Whether a pixel has another α than one of its surroundings. */
function isEdge({ alpha, width, height }: Matte, p: number): boolean {
  const [x, y] = [p % width, Math.floor(p / width)];
  for (let v = Math.max(0, y - EDGE_PX); v <= Math.min(height - 1, y + EDGE_PX); v++) {
    for (let u = Math.max(0, x - EDGE_PX); u <= Math.min(width - 1, x + EDGE_PX); u++) {
      if (alpha[v * width + u] !== alpha[p]) return true;
    }
  }
  return false;
}

/**
 * Compares a picture with its reference.
 * @param matte of the product, of their size: where its edge is
 */
export function parityOf(picture: Pixels, reference: Pixels, matte: Matte): Parity {
  const deltas = new Float64Array(matte.alpha.length);
  let [edgeMax, alphaMax, different] = [0, 0, 0];
  for (let p = 0; p < deltas.length; p++) {
    const [a, b] = [picture, reference].map(({ data }) => data.subarray(4 * p, 4 * p + 4)) as [
      Uint8ClampedArray,
      Uint8ClampedArray
    ];
    if (a.every((value, c) => value === b[c])) continue;
    different++;
    alphaMax = Math.max(alphaMax, Math.abs(a[3]! - b[3]!));
    deltas[p] = Math.max(differenceOn(0, a, b), differenceOn(255, a, b));
    if (deltas[p]! > edgeMax && isEdge(matte, p)) edgeMax = deltas[p]!;
  }
  deltas.sort();
  const at = (share: number) => deltas[Math.min(deltas.length - 1, Math.floor(share * deltas.length))]!;
  return { max: at(1), p99: at(0.99), p999: at(0.999), edgeMax, alphaMax, different };
}
