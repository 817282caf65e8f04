import type { PixelMeasurements } from '../../domain/compliance/measurements.ts';
import type { Correction } from '../../domain/document/edits/cutout.ts';
import type { Matte, Pixels, Rect, Size } from '../../domain/pixels.ts';
import type { Placement } from '../../domain/render/geometry.ts';

/** What the compositor knows of a photo once its matte is known. */
export interface LayerInfo extends Size {
  /** Tight box of α ≥ 128, in source px; null = no product. */
  readonly box: Rect | null;
  /** Product pixels (α > 127) on the photo's outermost rows and columns. */
  readonly edgePixels: number;
}

export interface RenderRequest {
  readonly layer: string;
  readonly placement: Placement;
  /** sRGB, 0–255. */
  readonly background: readonly [number, number, number];
}

/** A finished frame and the product's matte in it. */
export interface Composite {
  readonly pixels: Pixels;
  readonly matte: Matte;
}

/** Puts pixels together: linear light, premultiplied alpha, written as sRGB. Closes the bitmaps it is given. */
export interface ComposeApi {
  /**
   * Corrects a photo's found matte, keeps both under `key` (least recently used ones go) and estimates the foreground
   * colours. The latest photo is held as it came too, up to 64 MP, for `correct`.
   * @throws `bad-request` when the sizes differ
   */
  putLayer(
    key: string,
    source: ImageBitmap,
    matte: Matte,
    correction?: Correction | null
  ): Promise<LayerInfo>;
  /**
   * Makes layer `key` of the photo and the found matte of layer `from`, with another correction (null = none). Null
   * where that photo is not (or no longer) held.
   */
  correct(from: string, key: string, correction: Correction | null): Promise<LayerInfo | null>;
  /** The corrected matte at source size, as the cutout has it. @throws `not-found` when the layer is not held */
  matte(key: string): Promise<Matte>;
  /** Null where the layer is not (or no longer) held. */
  layer(key: string): Promise<LayerInfo | null>;
  /** @throws `not-found` when the layer is not held */
  render(request: RenderRequest): Promise<Composite>;
  /** The cutout at source size: straight alpha, decontaminated, RGB 0 where α = 0. @throws `not-found` */
  cutout(key: string): Promise<Pixels>;
  /** Measures a decoded file against the matte it was made with. `nearPx` is `ImageInfo.blockPx`; 8 where not given. */
  measure(decoded: Pixels, matte: Matte, nearPx?: number): Promise<PixelMeasurements>;
  /** Matte of a foreign file by flooding its background from the frame; null where that is ambiguous. */
  floodMatte(decoded: Pixels): Promise<Matte | null>;
}
