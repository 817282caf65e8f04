import * as v from 'valibot';
import { signed, unit } from './schemas.ts';

/** Light and colour of the product; its surroundings stay as they are. 0 everywhere does nothing. */
export interface AdjustEdit {
  /** Stops, −3–3: linear light × 2^exposure. */
  readonly exposure: number;
  /** −1 (bluer) – 1 (yellower). */
  readonly temperature: number;
  /** −1 (greener) – 1 (more magenta). */
  readonly tint: number;
  /** −1–1, around middle grey. */
  readonly contrast: number;
  /** −1–1: darkens or lightens what is light. */
  readonly highlights: number;
  /** −1–1: darkens or lightens what is dark. */
  readonly shadows: number;
  /** −1 (grey) – 1. */
  readonly saturation: number;
  /** −1–1: contrast of middle-sized details. */
  readonly clarity: number;
  /** 0–1: contrast of the finest details. */
  readonly sharpen: number;
  /** 0–1. */
  readonly denoise: number;
}

/** Limit of `exposure`, stops either way. */
export const MAX_EXPOSURE = 3;

export const IDENTITY_ADJUST: AdjustEdit = {
  exposure: 0,
  temperature: 0,
  tint: 0,
  contrast: 0,
  highlights: 0,
  shadows: 0,
  saturation: 0,
  clarity: 0,
  sharpen: 0,
  denoise: 0
};

export const adjustSchema: v.GenericSchema<unknown, AdjustEdit> = v.strictObject({
  exposure: v.pipe(v.number(), v.minValue(-MAX_EXPOSURE), v.maxValue(MAX_EXPOSURE)),
  temperature: signed,
  tint: signed,
  contrast: signed,
  highlights: signed,
  shadows: signed,
  saturation: signed,
  clarity: signed,
  sharpen: unit,
  denoise: unit
});

export const isUnadjusted = (adjust: AdjustEdit): boolean =>
  Object.values(adjust).every((value) => value === 0);
