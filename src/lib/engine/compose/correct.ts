import type { Correction, Stroke } from '../../domain/document/edits/cutout.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import { feather, smooth } from './blur.ts';
import { grow } from './grow.ts';
import { paintStroke } from './strokes.ts';

/** The found matte with strokes painted over it, one after the other. The given one is not changed. */
export function painted(photo: Pixels, found: Matte, strokes: readonly Stroke[]): Matte {
  if (strokes.length === 0) return found;
  const matte = { ...found, alpha: found.alpha.slice() };
  for (const stroke of strokes) paintStroke(photo, matte, stroke);
  return matte;
}

const inverted = (matte: Matte): Matte => ({ ...matte, alpha: matte.alpha.map((a) => 255 - a) });

/** Invert, smooth, grow and feather, in this order; `matte` itself where none of them is asked. */
export function shaped(matte: Matte, correction: Omit<Correction, 'strokes'>): Matte {
  const turned = correction.invert ? inverted(matte) : matte;
  const rounded = correction.smooth > 0 ? smooth(turned, correction.smooth) : turned;
  const moved = correction.grow === 0 ? rounded : grow(rounded, correction.grow);
  return correction.feather > 0 ? feather(moved, correction.feather) : moved;
}

/** What a person changed in a matte, applied to it at source size. @param photo of the matte's size */
export const corrected = (photo: Pixels, found: Matte, correction: Correction): Matte =>
  shaped(painted(photo, found, correction.strokes), correction);
