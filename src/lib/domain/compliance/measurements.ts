import type { Rect } from '../pixels.ts';
import type { FileMeasure } from './file-measure.ts';
import type { FileFacts } from './report.ts';

/** Whiteness of everything that is not the product, measured on the decoded file. */
export interface BackgroundMeasure {
  /** Share (0–1) of all pixels in the outer ring (1 % of the shorter side, ≥ 2 px) that are exactly 255,255,255. */
  readonly ringWhite: number;
  /** Background pixels farther than `nearPx` from any α > 0. */
  readonly farPixels: number;
  readonly farNotWhite: number;
  /** Darkest channel value among them; 255 when all are white. */
  readonly farMin: number;
  /** Background pixels (α = 0) within `nearPx` of the product, where JPEG rings. */
  readonly nearPixels: number;
  readonly nearNotWhite: number;
  readonly nearMin: number;
  /** Block reach in px: 8 (4:4:4 and lossless), 16 (4:2:0). */
  readonly nearPx: number;
  /** Box around the largest connected patch of far pixels that are not white. */
  readonly worstRegion: Rect | null;
  /** Number of connected non-white patches that do not touch the product. */
  readonly detachedSpecks: number;
  /** Pixels beside the product that its shadow or reflection, which were asked for, leave not white. */
  readonly thrownPixels: number;
  /** Darkest channel value among them; 255 where there are none. */
  readonly thrownMin: number;
}

/** How the product fills its frame, from the matte at α ≥ 128 of the output. */
export interface FillMeasure {
  /** Null where no product was found. */
  readonly box: Rect | null;
  /** Box's side ÷ the frame's side in that direction, 0–1, of the direction in which that is larger. */
  readonly longSide: number;
  /** Box area ÷ frame area, 0–1. */
  readonly boxArea: number;
  /** Matte area ÷ frame area, 0–1. */
  readonly maskArea: number;
}

/** Where the product meets a border. */
export interface CropMeasure {
  /** Product pixels (α > 8) on the output's outermost rows and columns. */
  readonly outputEdgePixels: number;
  /** Product pixels (α > 127) on the source photo's outermost rows and columns; null for a foreign file. */
  readonly sourceEdgePixels: number | null;
  /** The seller's own crop cuts through the product. */
  readonly isCutByCrop: boolean;
  /** Side with the longest contact. */
  readonly region: Rect | null;
}

/** How the matte used for measuring was found. `none` = the file's background is ambiguous and no matte was given. */
export type MatteOrigin = 'edits' | 'given' | 'flood' | 'model' | 'none';

/** What was drawn over the picture. */
export interface OverlayMeasure {
  /** Words, arrows, badges and lines. */
  readonly marks: number;
  /** Insets that show a part of the product again. */
  readonly insets: number;
}

/** Everything rules may look at. Plain numbers: rules are pure functions of this. */
export interface Measurements {
  readonly file: FileFacts;
  /** Null for a picture that was not pressed. */
  readonly bytes: FileMeasure | null;
  /** From the bytes: `jpeg`, `png` …; `unknown` where nothing matched. */
  readonly format: string;
  readonly matteOrigin: MatteOrigin;
  readonly background: BackgroundMeasure;
  readonly fill: FillMeasure;
  readonly crop: CropMeasure;
  /** Null for a file that was not made here: nobody has looked. */
  readonly overlay: OverlayMeasure | null;
  /** Output ÷ source scale of the product; null where the source is unknown. */
  readonly enlarged: number | null;
  /** 0–1; null where no model made the matte. */
  readonly confidence: number | null;
}

/** What `engine/compose/measure` can tell from pixels and matte alone. */
export interface PixelMeasurements {
  readonly background: BackgroundMeasure;
  readonly fill: FillMeasure;
  readonly crop: Pick<CropMeasure, 'outputEdgePixels' | 'region'>;
}
