import * as v from 'valibot';
import { signed } from './schemas.ts';

/** How the product sits in the frame. Identity: as the channel asks. */
export interface FrameEdit {
  /** Width ÷ height, 0.2–5; null = the channel's own. */
  readonly ratio: number | null;
  /** Product's long side ÷ frame side, 0–1; null = the channel's own target. */
  readonly fill: number | null;
  /** What stays free on every side, as a share of the frame's shorter side, 0–0.45. */
  readonly padding: number;
  /** Where in the room that is left, −1 (left, top) – 1; 0 = in the middle. */
  readonly shift: { readonly x: number; readonly y: number };
}

export const MAX_RATIO = 5;
export const MAX_PADDING = 0.45;

export const IDENTITY_FRAME: FrameEdit = { ratio: null, fill: null, padding: 0, shift: { x: 0, y: 0 } };

export const frameSchema: v.GenericSchema<unknown, FrameEdit> = v.strictObject({
  ratio: v.nullable(v.pipe(v.number(), v.minValue(1 / MAX_RATIO), v.maxValue(MAX_RATIO))),
  fill: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  padding: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_PADDING)),
  shift: v.strictObject({ x: signed, y: signed })
});
