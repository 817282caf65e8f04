import * as v from 'valibot';
import { signed } from './schemas.ts';

/**
 * What of the product stands in the middle of the frame: its box; its box led half-way to where its mass is; or its box,
 * with its foot on a line near the frame's lower side, so that a series stands on one floor.
 */
export const ALIGNMENTS = ['box', 'optical', 'floor'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** How the product sits in the frame. Identity: as the channel asks. */
export interface FrameEdit {
  /** Width ÷ height, 0.2–5; null = the channel's own. */
  readonly ratio: number | null;
  /** Exactly this long side, px, even where that enlarges; null = the channel's own target, never enlarging to please it. */
  readonly longSide: number | null;
  /** Product's long side ÷ frame side, 0–1; null = the channel's own target. */
  readonly fill: number | null;
  /** What stays free on every side, as a share of the frame's shorter side, 0–0.45. */
  readonly padding: number;
  /** Where in the room that is left, −1 (left, top) – 1; 0 = in the middle. */
  readonly shift: { readonly x: number; readonly y: number };
  readonly align: Alignment;
}

export const MAX_RATIO = 5;
/** Limits of `longSide`, px: a canvas is no larger on every device. */
export const MIN_LONG_SIDE = 64;
export const MAX_LONG_SIDE = 8192;
export const MAX_PADDING = 0.45;

export const IDENTITY_FRAME: FrameEdit = {
  ratio: null,
  longSide: null,
  fill: null,
  padding: 0,
  shift: { x: 0, y: 0 },
  align: 'box'
};

export const frameSchema: v.GenericSchema<unknown, FrameEdit> = v.strictObject({
  ratio: v.nullable(v.pipe(v.number(), v.minValue(1 / MAX_RATIO), v.maxValue(MAX_RATIO))),
  longSide: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(MIN_LONG_SIDE), v.maxValue(MAX_LONG_SIDE))),
  fill: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  padding: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_PADDING)),
  shift: v.strictObject({ x: signed, y: signed }),
  align: v.picklist(ALIGNMENTS)
});
