import type { SharpnessMeasure } from '../../../domain/compliance/measurements.ts';
import type { Matte } from '../../../domain/pixels.ts';
import { edgeWidths } from './edges.ts';
import { quantile } from './luma.ts';

/** The share of edges that are the sharpest: a picture in focus has some, whatever else is soft in it. */
const SHARPEST = 0.1;

/**
 * How sharp the sharpest tenth of the product's edges is, on its surface and along its outline (`edgeWidths`). A smooth
 * product has few edges on its surface; then only its outline tells.
 */
export function measureSharpness(luma: Uint8Array, matte: Matte): SharpnessMeasure {
  const { interior, texture, outline } = edgeWidths(luma, matte);
  const of = (widths: readonly number[]) => ({
    edges: widths.length,
    width: widths.length === 0 ? null : quantile(widths, SHARPEST)
  });
  return { interior: of(interior), texture: of(texture), outline: of(outline) };
}
