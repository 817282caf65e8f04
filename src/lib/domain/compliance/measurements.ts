import type { Rect } from '../pixels.ts';
import type { Rgb, SceneMethod } from '../document/edits/backdrop.ts';
import type { FileMeasure } from './file-measure.ts';
import type { Fidelity, FileFacts } from './report.ts';

/** Whiteness of everything that is not the product, measured on the decoded file. */
export interface BackgroundMeasure {
  /** Share (0–1) of all pixels in the outer ring (1 % of the shorter side, ≥ 2 px) that are exactly 255,255,255. */
  readonly ringWhite: number;
  /** Median colour of the background on the outermost rows and columns, 0–255; null where the product covers them. */
  readonly backdrop: Rgb | null;
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
  /** Pixels of all of them, and the box around the largest. */
  readonly speckPixels: number;
  readonly speckRegion: Rect | null;
  /** Pixels of the patches that hang together with the product and reach the frame, and the box around the largest. */
  readonly toEdgePixels: number;
  readonly toEdgeRegion: Rect | null;
  /** Median colour of the largest, 0–255. */
  readonly toEdgeColor: Rgb | null;
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

/** How a photo was extended to fill its frame. */
export interface ExtendedMeasure {
  /** `none` = its own pixels fill the frame. */
  readonly method: Exclude<SceneMethod, 'auto'> | 'none';
  /** Share (0–1) of the frame that was made up. */
  readonly share: number;
  /** 0–1: how well that fits what it stands beside. */
  readonly confidence: number;
}

/** Words, or a sign that looks like them. */
export interface TextMeasure {
  readonly box: Rect;
  /** How sure the network is, 0–1. */
  readonly score: number;
  /** Share (0–1) of it that lies on the product; null where nobody knows where that is. */
  readonly inside: number | null;
  /** Its longer side, px. */
  readonly length: number;
  /** How far that is from level and from upright, degrees, 0–45. */
  readonly slant: number;
}

export interface FaceMeasure {
  readonly box: Rect;
  readonly score: number;
}

/** What networks read in the file; null = not looked for. */
export interface ReadMeasure {
  readonly texts: readonly TextMeasure[] | null;
  readonly faces: readonly FaceMeasure[] | null;
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
  readonly picture: PictureMeasure;
  /** Product colours against the photo's; null where the photo is not known or nothing can be compared. */
  readonly fidelity: Fidelity | null;
  /** The product's swatch, `#rrggbb`; null where it has none. */
  readonly swatch: string | null;
  /** Where words, marks and logos stand, but for what is printed on the product; null = nobody has looked. */
  readonly text: readonly Rect[] | null;
  /** Null where no network has read the file. */
  readonly read: ReadMeasure | null;
  /** Null for a file that was not made here: nobody has looked. */
  readonly overlay: OverlayMeasure | null;
  /** Output ÷ source scale of the product; null where the source is unknown. */
  readonly enlarged: number | null;
  /** Null where no photo's surroundings were kept. */
  readonly extended: ExtendedMeasure | null;
  /** 0–1; null where no model made the matte. */
  readonly confidence: number | null;
}

/** Bands, lines and frames along the sides. */
export interface BorderMeasure {
  /** Thickness of the band or line on each side, px; 0 = none. */
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** The thickest one. */
  readonly region: Rect | null;
}

/** Separate pieces of the product. */
export interface ItemsMeasure {
  /** Px of each piece that is at least 5 % of the largest, largest first. */
  readonly pieces: readonly number[];
  /** How alike the two largest are in size and colours, 0–1; null where there is one. */
  readonly likeness: number | null;
  /** Box of the second largest. */
  readonly region: Rect | null;
  /** A piece that is a rectangle exact to the pixel, parallel to the frame. */
  readonly inset: Rect | null;
}

/** The sharpest of edges, a tenth of them where nothing else is said: width from 10 to 90 % of the step, px; null where there are none. */
export interface EdgeWidth {
  readonly edges: number;
  readonly width: number | null;
}

export interface SharpnessMeasure {
  /** On the product's surface. */
  readonly interior: EdgeWidth;
  /** The sharpest quarter of its texture: fainter edges too, but for those to paper white, which may be an outline's. */
  readonly texture: EdgeWidth;
  /** Between product and background. */
  readonly outline: EdgeWidth;
}

/** Null = too little detail to tell. */
export interface PixelationMeasure {
  /** 0–1: how much changes at the phase of a period where least does, ÷ the mean. 0 = blocks of one colour. */
  readonly blocks: number | null;
  /** Of that rhythm, px. */
  readonly period: number | null;
}

/** A fringe along the outline. */
export interface HaloMeasure {
  /** CIEDE2000 that the edge is off at the worst twentieth of it; null where no edge is clear enough. */
  readonly deltaE: number | null;
  readonly lighter: boolean;
  /** Where it is worst. */
  readonly region: Rect | null;
}

export interface OutlineMeasure {
  /** Points looked at for `jagged`. */
  readonly sloping: number;
  /** Share (0–1) of sloping outline that jumps from product to background; null where only corners slope. */
  readonly jagged: number | null;
  /** Px from the middle of the edge to its outer end, at the sharpest tenth of the outline; null where none is clear. */
  readonly fallOff: number | null;
  readonly halo: HaloMeasure;
}

/** Background left inside the product. */
export interface HolesMeasure {
  readonly pixels: number;
  /** The largest. */
  readonly region: Rect | null;
}

/** One of the product's main colours. */
export interface ProductColor {
  /** Mean, 0–255. */
  readonly color: Rgb;
  /** Share (0–1) of the product that has it. */
  readonly share: number;
}

/** Parts of the product that a cutout left behind. */
export interface LostMeasure {
  readonly pixels: number;
  /** The largest. */
  readonly region: Rect | null;
}

/** What pixels show besides background, fill and crop. */
export interface PictureMeasure {
  readonly border: BorderMeasure;
  readonly items: ItemsMeasure;
  readonly sharpness: SharpnessMeasure;
  readonly pixelation: PixelationMeasure;
  readonly outline: OutlineMeasure;
  readonly holes: HolesMeasure;
  /** Null for a file that was not made here: nobody knows what was around. */
  readonly lost: LostMeasure | null;
  /** The product's main colours, commonest first. */
  readonly colors: readonly ProductColor[];
}

/** What `engine/compose/measure` can tell from pixels and matte alone. */
export interface PixelMeasurements {
  readonly background: BackgroundMeasure;
  readonly fill: FillMeasure;
  readonly crop: Pick<CropMeasure, 'outputEdgePixels' | 'region'>;
  readonly picture: PictureMeasure;
  readonly fidelity: Fidelity | null;
  /** What notes drew: boxes of connected marks, letters too. Null for a file that was not made here. */
  readonly text: readonly Rect[] | null;
}
