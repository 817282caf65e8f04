import type { PictureMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';
import { measureBorder } from './border.ts';
import { measureHoles } from './holes.ts';
import { measureInset } from './inset.ts';
import { measureItems } from './items.ts';
import { lumaOf } from './luma.ts';
import { mainColours } from './main-colours.ts';
import { measureOutline } from './outline.ts';
import { measurePixelation } from './pixelation.ts';
import { measureSharpness } from './sharpness.ts';

/** Where the product is. */
export interface Product {
  readonly matte: Matte;
  /** Of α ≥ 128; null = there is none. */
  readonly box: Rect | null;
  /** The file was made with this matte. */
  readonly isMade: boolean;
}

/** What a finished picture shows: one measurement a file beside this one. */
export function measurePicture(decoded: Pixels, { matte, box, isMade }: Product): PictureMeasure {
  const luma = lumaOf(decoded);
  const { boxes, ...items } = measureItems(decoded, matte);
  return {
    border: measureBorder(decoded, isMade ? matte : null),
    items: { ...items, inset: isMade ? null : measureInset(matte, boxes) },
    sharpness: measureSharpness(luma, matte),
    pixelation: measurePixelation(luma, matte, box),
    outline: measureOutline(decoded, matte),
    holes: measureHoles(decoded, luma, matte),
    lost: null,
    colors: mainColours(decoded, matte)
  };
}
