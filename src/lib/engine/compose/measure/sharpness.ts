import type { SharpnessMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte } from '../../../domain/pixels.ts';
import { edgeWidths } from './edges.ts';
import { quantile } from './luma.ts';

/** The share of edges that are the sharpest: a picture in focus has some, whatever else is soft in it. */
const SHARPEST = 0.1;
/** The same of texture, in which noise and the rim of a loose matte are sharp as well. */
const SHARPEST_OF_TEXTURE = 0.25;

/**
 * How sharp the sharpest of the product's edges are, on its surface and along its outline (`edgeWidths`). A smooth product
 * has few edges on its surface; then only its outline tells.
 */
export function measureSharpness(luma: Uint8Array, matte: Matte): SharpnessMeasure {
  const { interior, texture, outline } = edgeWidths(luma, matte);
  const of = (widths: readonly number[], share: number) => ({
    edges: widths.length,
    width: widths.length === 0 ? null : quantile(widths, share)
  });
  return {
    interior: of(interior, SHARPEST),
    texture: of(texture, SHARPEST_OF_TEXTURE),
    outline: of(outline, SHARPEST)
  };
}
