import type { ExtendedMeasure, PixelMeasurements } from '../../domain/compliance/measurements.ts';
import type { AdjustEdit } from '../../domain/document/edits/adjust.ts';
import type { Correction } from '../../domain/document/edits/cutout.ts';
import type { Matte, Pixels, Point, Rect, Size } from '../../domain/pixels.ts';
import type { Mass } from '../../domain/render/geometry.ts';
import type { Pass } from '../../domain/render/pass.ts';

/** What the compositor knows of a photo once its matte is known. */
export interface LayerInfo extends Size {
  /** Tight box of α ≥ 128, in source px; null = no product. */
  readonly box: Rect | null;
  /** Corners of the convex hull of α ≥ 128, in source px, clockwise; empty = no product. */
  readonly hull: readonly Point[];
  /** Number and middle of the pixels with α ≥ 128, source px; null = no product. */
  readonly mass: Mass | null;
  /** Product pixels (α > 127) on the photo's outermost rows and columns. */
  readonly edgePixels: number;
}

/** Passes in order of work (`planRender`), and which of them is the picture that is wanted. */
export interface PictureRequest {
  readonly passes: readonly Pass[];
  readonly key: string;
}

/** A finished frame and what must be known to judge it. */
export interface Composite {
  readonly pixels: Pixels;
  /** The product's matte in the frame. */
  readonly matte: Matte;
  /** The matte with all that the product throws on its backdrop (α ≥ 1); null where that is nothing. */
  readonly covered: Matte | null;
  /** How the photo's surroundings were extended; null where none were kept. */
  readonly extended: ExtendedMeasure | null;
}

/** Why the CPU paints. */
export type CpuReason =
  /** The browser has no WebGPU. */
  | 'no-webgpu'
  /** It has no adapter to offer. */
  | 'no-adapter'
  /** The adapter has no hardware behind it: slower than the CPU's own painting. */
  | 'software-adapter'
  | 'no-device'
  /** The device does not paint what it should. */
  | 'self-test-failed'
  /** It was lost, or made a mistake, while it painted. */
  | 'device-lost';

/** Which backend paints, and why not the faster one. */
export interface BackendInfo {
  readonly name: 'cpu' | 'webgpu';
  readonly reason: CpuReason | null;
}

/** Puts pixels together: linear light, premultiplied alpha, written as sRGB. Closes the bitmaps it is given. */
export interface ComposeApi {
  /**
   * Corrects a photo's found matte, keeps both under `key` (least recently used ones go) and estimates the foreground
   * colours. The latest photo is held as it came too, up to 64 MP, for `correct`. Without a matte the layer is the whole
   * photo, in which nobody knows where the product is.
   * @throws `bad-request` when the sizes differ
   */
  putLayer(
    key: string,
    source: ImageBitmap,
    matte: Matte | null,
    correction?: Correction | null
  ): Promise<LayerInfo>;
  /**
   * Makes layer `key` of the photo and the found matte of layer `from`, with another correction (null = none). Null
   * where that photo is not (or no longer) held.
   */
  correct(from: string, key: string, correction: Correction | null): Promise<LayerInfo | null>;
  /** The corrected matte at source size, as the cutout has it. @throws `not-found` when the layer is not held */
  matte(key: string): Promise<Matte>;
  /** What a matte says of its photo, without that. */
  subject(matte: Matte): Promise<LayerInfo>;
  /** Null where the layer is not (or no longer) held. */
  layer(key: string): Promise<LayerInfo | null>;
  /**
   * Lets go of layers and painted pictures that were used longest ago, down to so many bytes of each: what a batch has
   * done nobody looks at again.
   */
  trim(layerBytes: number, paintedBytes: number): Promise<void>;
  /** Keeps the picture of a backdrop by its sha-256 (least recently used ones go). Closes the bitmap. */
  putPicture(sha256: string, picture: ImageBitmap): Promise<void>;
  hasPicture(sha256: string): Promise<boolean>;
  /** @throws `not-found` when a layer or a backdrop's picture is not held */
  render(request: PictureRequest): Promise<Composite>;
  /** For the screen; the caller closes it. @throws as `render` */
  show(request: PictureRequest): Promise<ImageBitmap>;
  /** How the picture's surroundings were extended; null where none were kept. @throws as `render` */
  extended(request: PictureRequest): Promise<ExtendedMeasure | null>;
  /** A restrained proposal for the light and colour of a layer's product. @throws `not-found` */
  autoAdjust(key: string): Promise<AdjustEdit>;
  backend(): Promise<BackendInfo>;
  /** The cutout at source size: straight alpha, decontaminated, RGB 0 where α = 0. @throws `not-found` */
  cutout(key: string): Promise<Pixels>;
  /**
   * Measures a decoded file against the matte it was made with. `nearPx` is `ImageInfo.blockPx`; 8 where not given.
   * Background is what `covered` leaves (`Composite`); where that is not given, what `matte` leaves. `made` is the request
   * that the file was painted from: then its colours are held against the photo's, and what notes drew is known.
   */
  measure(
    decoded: Pixels,
    matte: Matte,
    nearPx?: number,
    covered?: Matte | null,
    made?: PictureRequest | null
  ): Promise<PixelMeasurements>;
  /** Matte of a foreign file by flooding its background from the frame; null where that is ambiguous. */
  floodMatte(decoded: Pixels): Promise<Matte | null>;
}
