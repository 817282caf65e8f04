import * as v from 'valibot';
import type { BlobRef } from '../blob.ts';

// Fields that several edits share, as they are read at the doors.

export const text = v.pipe(v.string(), v.minLength(1));

/** 0–1. */
export const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** −1–1. */
export const signed = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

/** Whole degrees and parts of them, −180–180. */
export const degrees = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));

/** No photo is nearly as large; what is farther out could not be told from infinity once it is placed. */
export const MAX_COORDINATE = 1_000_000;

export const coordinate = v.pipe(v.number(), v.minValue(-MAX_COORDINATE), v.maxValue(MAX_COORDINATE));

export const length = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Upright source px; may lie outside the photo. */
export const point = v.strictObject({ x: coordinate, y: coordinate });

/** Shares of the frame's sides, 0–1. */
export const framePoint = v.strictObject({ x: unit, y: unit });

const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

/** sRGB, 0–255. */
export const rgb = v.pipe(v.strictTuple([byte, byte, byte]), v.readonly());

/** BCP 47, as far as a pattern can tell. */
export const languageTag = v.pipe(
  v.string(),
  v.maxLength(35),
  v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
);

export const blobRef: v.GenericSchema<unknown, BlobRef> = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  type: v.string(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0))
});
