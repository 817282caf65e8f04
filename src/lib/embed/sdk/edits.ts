import type { Ask, Correction, Holes, Prompt } from './cutout.ts';
import type { Encode } from './encode.ts';
import type { Point, Rect } from './report.ts';

/** sRGB, 0–255. */
export type Rgb = readonly [number, number, number];

/** How the photo is turned, straightened and cut, in the order of these fields. What a turn uncovers is transparent. */
export interface Crop {
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Mirrored left to right, after the turns. */
  readonly flip: boolean;
  /** Degrees clockwise, −45–45. */
  readonly straighten: number;
  /** Perspective, −1–1: above 0 the right (x) or the lower (y) side comes nearer. */
  readonly keystone: { readonly x: number; readonly y: number };
  /** What is kept, in shares (0–1) of the turned picture's sides, each side at least 0.02; null = everything. */
  readonly rect: Rect | null;
}

/** Light and colour of the product. 0 everywhere does nothing. */
export interface Adjust {
  /** Stops, −3–3. */
  readonly exposure: number;
  /** −1 (bluer) – 1 (yellower). */
  readonly temperature: number;
  /** −1 (greener) – 1 (more magenta). */
  readonly tint: number;
  /** −1–1. */
  readonly contrast: number;
  /** −1–1. */
  readonly highlights: number;
  /** −1–1. */
  readonly shadows: number;
  /** −1 (grey) – 1. */
  readonly saturation: number;
  /** −1–1. */
  readonly clarity: number;
  /** 0–1. */
  readonly sharpen: number;
  /** 0–1. */
  readonly denoise: number;
}

/** Colours that run into each other. */
export interface GradientBackdrop {
  readonly kind: 'gradient';
  readonly shape: 'linear' | 'radial';
  /** Where a linear one runs to, degrees clockwise from straight up, −180–180. */
  readonly angle: number;
  /** In order, 2–8; `at` is a share of its way. */
  readonly stops: readonly { readonly at: number; readonly color: Rgb }[];
}

/** A studio drawn from nothing. */
export interface SetBackdrop {
  readonly kind: 'set';
  readonly set: 'sweep' | 'tabletop' | 'podium';
  readonly color: Rgb;
  /** Where the floor meets the wall, as a share of the frame's height from its top. */
  readonly horizon: number;
  /** Degrees: azimuth −180–180, elevation 10–90. */
  readonly light: { readonly azimuth: number; readonly elevation: number };
  /** 0 (a lamp) – 1 (a cloudy sky). */
  readonly softness: number;
}

/** The photo's own surroundings, extended where the frame is wider than they are. Needs no cutout. */
export interface SceneBackdrop {
  readonly kind: 'scene';
  /** `auto` = whichever comes out best: the report's finding `extended` says which, and how well. */
  readonly method: 'auto' | 'continue' | 'synthesize' | 'mirror' | 'blur' | 'color';
}

/** How a picture stands behind the product. */
export interface PicturePlace {
  readonly fit: 'cover' | 'contain' | 'tile';
  /** The point of the picture that stays in sight, in shares of its sides. */
  readonly focus: { readonly x: number; readonly y: number };
  /** 0–1. */
  readonly blur: number;
}

/** A picture that the frame keeps, by its content. */
export interface PictureBackdrop extends PicturePlace {
  readonly kind: 'picture';
  readonly sha256: string;
}

type PlainBackdrop =
  | { readonly kind: 'channel' }
  | { readonly kind: 'transparent' }
  | { readonly kind: 'color'; readonly color: Rgb }
  | GradientBackdrop
  | SetBackdrop
  | SceneBackdrop;

/** What stands behind the product; `channel` = what the channel's rule asks for. */
export type Backdrop = PlainBackdrop | PictureBackdrop;

/** What a host may set: a picture comes along, or stands behind a photo here already. */
export type BackdropInput =
  | PlainBackdrop
  | ({ kind: 'picture' } & Partial<PicturePlace> &
      ({ picture: Blob; sha256?: undefined } | { sha256: string; picture?: undefined }));

/** Shade that the product throws. Every value is 0–1, but the angle; lengths are shares of the product's long side. */
export interface Shadow {
  readonly contact: { readonly strength: number; readonly spread: number; readonly softness: number };
  readonly drop: {
    readonly strength: number;
    /** Where it falls, degrees clockwise from straight up, −180–180. */
    readonly angle: number;
    readonly distance: number;
    readonly blur: number;
  };
  readonly reflection: { readonly strength: number; readonly length: number; readonly blur: number };
  /** The shadow that the photo itself has. */
  readonly original: { readonly strength: number };
  /** Whether it may reach the frame; otherwise it fades out before. */
  readonly reachesFrame: boolean;
}

interface Marked {
  /** Unique in its photo. */
  readonly id: string;
  readonly color: Rgb;
}

interface Worded extends Marked {
  /** At most 500 characters. */
  readonly text: string;
  /** Height of a line, as a share of the frame's shorter side, 0.005–0.5. */
  readonly size: number;
  readonly bold: boolean;
}

/** A word or a mark. `at` is in shares of the frame's sides; `from`, `to` and `target` are photo px and follow the product. */
export type Note =
  | (Worded & { readonly kind: 'text'; readonly at: Point; readonly plate: Rgb | null })
  | (Worded & { readonly kind: 'callout'; readonly at: Point; readonly target: Point })
  | (Worded & {
      readonly kind: 'badge';
      readonly at: Point;
      readonly shape: 'circle' | 'pill' | 'ribbon';
      readonly fill: Rgb;
    })
  | (Marked & {
      readonly kind: 'arrow';
      readonly from: Point;
      readonly to: Point;
      /** As a share of the frame's shorter side, 0.001–0.1. */
      readonly width: number;
    })
  | (Marked & {
      readonly kind: 'dimension';
      readonly from: Point;
      readonly to: Point;
      readonly value: number;
      readonly unit: 'mm' | 'cm' | 'm' | 'in' | 'ft';
      readonly size: number;
    })
  | (Marked & {
      readonly kind: 'magnifier';
      readonly at: Point;
      /** As a share of the frame's shorter side, 0.02–0.5. */
      readonly radius: number;
      readonly target: Point;
      /** 1.5–8. */
      readonly zoom: number;
    });

/** Words and marks over the picture, in this order. */
export interface Annotate {
  /** BCP 47 tag of the words' language; null = not said. */
  readonly language: string | null;
  /** At most 50. */
  readonly notes: readonly Note[];
}

/** How the product sits in the frame. */
export interface Frame {
  /** Width ÷ height, 0.2–5; null = as the channel asks. */
  readonly ratio: number | null;
  /** Exactly this long side, 64–8192 px, even where that enlarges; null = as the channel asks. */
  readonly longSide: number | null;
  /** Share of the frame that the product takes, 0–1; null = as the channel asks. */
  readonly fill: number | null;
  /** What stays free on every side, as a share of the frame's shorter side, 0–0.45. */
  readonly padding: number;
  /** Where in the room that is left, −1 (left, top) – 1; 0 = in the middle. */
  readonly shift: { readonly x: number; readonly y: number };
  /** What stands in the middle: the product's box, its box led half-way to its mass, or its foot on a line near the lower side. */
  readonly align: 'box' | 'optical' | 'floor';
}

/** A photo's recipe. */
export interface Edits {
  readonly crop: Crop;
  readonly cutout: {
    readonly ask: Ask;
    /** The prompt came with `shareCutout`: the next sharing may replace it. */
    readonly isShared: boolean;
    /** What made the matte (`host`: `setMatte`), how sure it was (null = nobody can say), and what it was asked. */
    readonly found: {
      readonly model: string;
      readonly confidence: number | null;
      readonly ask: Ask;
    } | null;
    readonly correction: Correction;
  };
  readonly adjust: Adjust;
  readonly backdrop: Backdrop;
  readonly shadow: Shadow;
  readonly annotate: Annotate;
  readonly frame: Frame;
  readonly encode: Encode;
}

/** Fields that are given replace those of the edits, whole; a backdrop and a list are replaced whole. */
export interface EditsPatch {
  crop?: Partial<Crop>;
  /** Of the photo, for all its variants. */
  cutout?: {
    /** Asked by the next `cutout`; the matte stays until then. */
    ask?: { prompt?: Prompt; holes?: Holes; pick?: string | null };
    correction?: Partial<Correction>;
  };
  adjust?: Partial<Adjust>;
  backdrop?: BackdropInput;
  shadow?: { [Part in keyof Shadow]?: Shadow[Part] extends boolean ? boolean : Partial<Shadow[Part]> };
  annotate?: Partial<Annotate>;
  frame?: Partial<Frame>;
  encode?: Partial<Encode>;
}

/** One of a photo's pictures, which may differ from the others. A locale's starts from its role's. */
export interface Variant {
  /** A `ChannelInfo.id`. */
  channel: string;
  /** One of `ChannelInfo.roles`. */
  role: string;
  /** BCP 47. */
  locale?: string;
}
