import { boxMean } from './box.ts';
import type { Lattice } from './lattice.ts';

/** What is known of a square of the lattice from the coarse matte alone. */
export const OUTSIDE = 0;
export const UNKNOWN = 1;
export const INSIDE = 2;

/** α within this of 0 or 1 counts as decided. */
const DECIDED = 0.04;
/** How far from undecided places the edge may still lie: samples of the coarse matte, and at least so many px. */
const REACH = 2;
const REACH_PX = 3;
/** Radius of the windows in which edges are measured, samples of the coarse matte. */
const WINDOW = 8;

export interface Trimap {
  /** OUTSIDE, UNKNOWN or INSIDE for each square. */
  readonly state: Uint8Array;
  /** Width of the coarse matte's ramp from 0 to 1, in squares. */
  readonly width: Float32Array;
  /** Mean |∇α| of the coarse matte in the window: length of the edge there ÷ area of the window. */
  readonly length: Float32Array;
  /** Radius of that window, squares. */
  readonly radius: number;
}

function slopes({ alpha, width, height }: Lattice): Float32Array {
  const slope = new Float32Array(alpha.length);
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const dx = alpha[i + 1]! - alpha[i - 1]!;
      const dy = alpha[i + width]! - alpha[i - width]!;
      slope[i] = Math.sqrt(dx * dx + dy * dy) / 2;
    }
  }
  return slope;
}

function undecided({ alpha, width }: Lattice): Float32Array {
  const open = alpha.map((a) => (a > DECIDED && a < 1 - DECIDED ? 1 : 0));
  // A step without anything between is an edge too.
  for (let i = 1; i < alpha.length; i++) {
    const left = i % width !== 0 && Math.abs(alpha[i]! - alpha[i - 1]!) > 0.5;
    const above = i >= width && Math.abs(alpha[i]! - alpha[i - width]!) > 0.5;
    if (left || above) open[i] = 1;
  }
  return open;
}

/**
 * Where the edge may lie, and how wide the coarse matte draws it. For a straight ramp of width w the integral of
 * 6·α·(1 − α) across it is w, and that of |∇α| is 1; so the ratio of their means is the width.
 */
export function trimapOf(lattice: Lattice): Trimap {
  const { alpha, width, step, cell } = lattice;
  const reach = Math.max(1, Math.round(REACH * cell), Math.round(REACH_PX / step));
  const near = undecided(lattice);
  boxMean(near, width, reach, near);
  const state = new Uint8Array(near.length);
  for (let i = 0; i < near.length; i++) {
    state[i] = near[i]! > 1e-6 ? UNKNOWN : alpha[i]! > 0.5 ? INSIDE : OUTSIDE;
  }
  const radius = Math.max(2, Math.round(WINDOW * cell));
  const length = slopes(lattice);
  boxMean(length, width, radius, length);
  const ramp = near;
  for (let i = 0; i < ramp.length; i++) ramp[i] = 6 * alpha[i]! * (1 - alpha[i]!);
  boxMean(ramp, width, radius, ramp);
  for (let i = 0; i < ramp.length; i++) ramp[i]! /= length[i]! + 1e-3;
  return { state, width: ramp, length, radius };
}
