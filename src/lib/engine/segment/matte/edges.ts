import type { Coarse } from '../coarse.ts';
import { boxMean } from './box.ts';

/** α within this of 0 or 1 counts as decided. */
const DECIDED = 0.03;
/** Distance in network px from an undecided place within which the colour may still move the edge. */
const REACH = 8;
/** Width in source px to which the edge of a hard product is steepened: what lens and demosaicing leave of a step. */
const SHARP_PX = 1.5;
/** Width in network px up to which an edge is hard, and from which it is hair or fur and left as it is. */
const HARD = 3;
const FUZZY = 6;
const MAX_GAIN = 4;

/** What the network's matte says about its own edges; planes of the network's size. */
export interface Edges {
  /** 1 where the edge may lie. */
  readonly band: Uint8Array;
  /** By how much the matte is to be steepened around α = 0.5; ≥ 1. */
  readonly gain: Float32Array;
}

/**
 * Width of the transition from 0 to 1 around each place, in px. For a straight ramp of width w the integral of
 * 6·α·(1 − α) across it is w, and that of |∇α| is 1; so the ratio of their means is the width.
 */
export function edgeWidth({ alpha, width: side, height }: Coarse): Float32Array {
  const spread = alpha.map((a) => 6 * a * (1 - a));
  const slope = new Float32Array(alpha.length);
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * side + 1; i < (y + 1) * side - 1; i++) {
      slope[i] = Math.hypot(alpha[i + 1]! - alpha[i - 1]!, alpha[i + side]! - alpha[i - side]!) / 2;
    }
  }
  boxMean(spread, side, REACH, spread);
  boxMean(slope, side, REACH, slope);
  return spread.map((s, i) => s / (slope[i]! + 1e-3));
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * Where the edge may lie, and how hard it is.
 *
 * @param scale source px per sample of the coarse matte
 */
export function readEdges(coarse: Coarse, scale: number): Edges {
  const { alpha, width: side } = coarse;
  const undecided = alpha.map((a) => (a > DECIDED && a < 1 - DECIDED ? 1 : 0));
  // A step without anything between is an edge too.
  for (let i = 1; i < alpha.length; i++) {
    const left = i % side !== 0 && Math.abs(alpha[i]! - alpha[i - 1]!) > 0.5;
    const above = i >= side && Math.abs(alpha[i]! - alpha[i - side]!) > 0.5;
    if (left || above) undecided[i] = 1;
  }
  const near = boxMean(undecided, side, REACH);
  const gain = edgeWidth(coarse).map((width) => {
    const wanted = clamp((width * scale) / SHARP_PX, 1, MAX_GAIN);
    const hardness = clamp((FUZZY - width) / (FUZZY - HARD), 0, 1);
    return 1 + (wanted - 1) * hardness;
  });
  return { band: Uint8Array.from(near, (share) => (share > 1e-6 ? 1 : 0)), gain };
}
