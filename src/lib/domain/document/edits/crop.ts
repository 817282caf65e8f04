import * as v from 'valibot';
import type { Rect } from '../../pixels.ts';
import { signed, unit } from './schemas.ts';

/**
 * How the photo is turned, straightened and cut. Applied in the order of these fields; the picture stays where its
 * centre is, at its own scale there. What a turn uncovers is transparent.
 */
export interface CropEdit {
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Mirrored left to right, after the turns. */
  readonly flip: boolean;
  /** Degrees clockwise, −45–45. */
  readonly straighten: number;
  /** Perspective, −1–1: above 0 the right (x) or the lower (y) side comes nearer. */
  readonly keystone: { readonly x: number; readonly y: number };
  /** What is kept, in shares (0–1) of the turned picture's sides; null = everything. */
  readonly rect: Rect | null;
}

/** Limit of `straighten`, degrees either way. */
export const MAX_STRAIGHTEN = 45;
/** Smallest side that may be kept, as a share. */
export const MIN_KEPT = 0.02;

export const IDENTITY_CROP: CropEdit = {
  turns: 0,
  flip: false,
  straighten: 0,
  keystone: { x: 0, y: 0 },
  rect: null
};

const side = v.pipe(unit, v.minValue(MIN_KEPT));
const rect = v.pipe(
  v.strictObject({ x: unit, y: unit, width: side, height: side }),
  // A hair for shares that were computed.
  v.check(({ x, width }) => x + width <= 1 + 1e-9, 'reaches beyond the right side'),
  v.check(({ y, height }) => y + height <= 1 + 1e-9, 'reaches beyond the lower side')
);

export const cropSchema: v.GenericSchema<unknown, CropEdit> = v.strictObject({
  turns: v.picklist([0, 1, 2, 3]),
  flip: v.boolean(),
  straighten: v.pipe(v.number(), v.minValue(-MAX_STRAIGHTEN), v.maxValue(MAX_STRAIGHTEN)),
  keystone: v.strictObject({ x: signed, y: signed }),
  rect: v.nullable(rect)
});

/** Whether the photo is left as it came. */
export const isUncropped = ({ turns, flip, straighten, keystone, rect }: CropEdit): boolean =>
  turns === 0 && !flip && straighten === 0 && keystone.x === 0 && keystone.y === 0 && rect === null;
