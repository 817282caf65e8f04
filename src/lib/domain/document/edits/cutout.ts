import * as v from 'valibot';
import type { Point, Rect } from '../../pixels.ts';
import type { BlobRef } from '../blob.ts';
import { blobRef, coordinate, length, point, text, unit } from './schemas.ts';

/** What a person pointed at; upright source px. Identity: nothing, so that the most salient product is meant. */
export interface Prompt {
  readonly box: Rect | null;
  /** Clicks on the product. */
  readonly include: readonly Point[];
  /** Clicks on what is not the product. */
  readonly exclude: readonly Point[];
  /** A word for the product, as typed. It becomes a box; where `box` is set too, the box counts. */
  readonly text: string | null;
}

/** What happens to background seen through the product (rings, handles): as found, filled, or cut wherever possible. */
export type Holes = 'auto' | 'keep' | 'cut';

/** What a cutout is asked for. Everything in it changes what the model's answer is. */
export interface Ask {
  readonly prompt: Prompt;
  readonly holes: Holes;
  /** The candidate that a person preferred, by its id; null = the best-scored one. */
  readonly pick: string | null;
}

/** One stroke of the brush. Lengths are upright source px. */
export interface Stroke {
  readonly kind: 'keep' | 'erase';
  /** x and y in turn, along the stroke; at least one point. */
  readonly points: readonly number[];
  readonly radius: number;
  /** 0–1: the share of the radius that is painted fully. */
  readonly hardness: number;
  /** Stops at the edges that the picture itself has. */
  readonly snap: boolean;
}

/** What a person did to the matte that was found. Applied in the order of these fields; never touched by a re-run. */
export interface Correction {
  readonly strokes: readonly Stroke[];
  /** The background becomes the product and the product the background. */
  readonly invert: boolean;
  /** Radius within which the outline is rounded, px. */
  readonly smooth: number;
  /** The edge moves outwards (inwards where negative) by this, px. */
  readonly grow: number;
  /** Standard deviation of the Gaussian that softens the edge, px. */
  readonly feather: number;
}

/** A model's answer. */
export interface Found {
  /** 8-bit grey PNG at the photo's upright size. */
  readonly matte: BlobRef;
  /** 8-bit grey PNG, long side ≤ 1024 px: where along the edge the matte may be wrong (255 = most). */
  readonly doubt: BlobRef | null;
  /** Model id of `models.json`, or `HOST_MATTE`, or `OWN_ALPHA`. */
  readonly model: string;
  /** 0–1; below `FLAG_BELOW` a person should look. Null where nobody can say (a matte that was handed in). */
  readonly confidence: number | null;
  /** What it answers. */
  readonly ask: Ask;
}

/** Which matte separates the product, who made it, and what a person changed in it. */
export interface CutoutEdit {
  /** What the next cutout of this photo is asked for. */
  readonly ask: Ask;
  /** `ask.prompt` came from another photo of the series, or is its product's word: the next sharing may replace it. A person's own is kept. */
  readonly isShared: boolean;
  /** Null until the photo was cut out. */
  readonly found: Found | null;
  readonly correction: Correction;
}

/** Results below this confidence are flagged and their verdicts become `review` (embed-api). */
export const FLAG_BELOW = 0.5;

/** `Found.model` of a matte that the embedding page handed in. */
export const HOST_MATTE = 'host';
/** `Found.model` of the transparency that the photo came with. */
export const OWN_ALPHA = 'own-alpha';

/** Longest brush stroke, in points, and most strokes of a photo: a document stays small enough to be saved whole. */
export const MAX_STROKE_POINTS = 4096;
export const MAX_STROKES = 1000;
/** Most clicks of one kind in a prompt. */
export const MAX_POINTS = 64;
/** Limits of the sliders, px. */
export const MAX_EDGE_PX = 64;

export const NO_PROMPT: Prompt = { box: null, include: [], exclude: [], text: null };
export const IDENTITY_ASK: Ask = { prompt: NO_PROMPT, holes: 'auto', pick: null };
export const IDENTITY_CORRECTION: Correction = { strokes: [], invert: false, smooth: 0, grow: 0, feather: 0 };
export const IDENTITY_CUTOUT: CutoutEdit = {
  ask: IDENTITY_ASK,
  isShared: false,
  found: null,
  correction: IDENTITY_CORRECTION
};

export const isPrompted = ({ box, include, exclude, text }: Prompt): boolean =>
  box !== null || text !== null || include.length > 0 || exclude.length > 0;

export const isCorrected = ({ strokes, invert, smooth, grow, feather }: Correction): boolean =>
  strokes.length > 0 || invert || smooth !== 0 || grow !== 0 || feather !== 0;

const points = v.pipe(v.array(point), v.maxLength(MAX_POINTS));

/** What a cutout is asked for; also a door of its own, for what an embedding page asks. */
export const askSchema: v.GenericSchema<unknown, Ask> = v.strictObject({
  prompt: v.strictObject({
    box: v.nullable(v.strictObject({ x: coordinate, y: coordinate, width: length, height: length })),
    include: points,
    exclude: points,
    text: v.nullable(text)
  }),
  holes: v.picklist(['auto', 'keep', 'cut']),
  pick: v.nullable(text)
});

const stroke = v.strictObject({
  kind: v.picklist(['keep', 'erase']),
  points: v.pipe(
    v.array(coordinate),
    v.minLength(2),
    v.maxLength(2 * MAX_STROKE_POINTS),
    v.check((list) => list.length % 2 === 0, 'x without y')
  ),
  radius: length,
  hardness: unit,
  snap: v.boolean()
});

const edgePx = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_EDGE_PX));

export const cutoutSchema: v.GenericSchema<unknown, CutoutEdit> = v.strictObject({
  ask: askSchema,
  isShared: v.boolean(),
  found: v.nullable(
    v.strictObject({
      matte: blobRef,
      doubt: v.nullable(blobRef),
      model: v.string(),
      confidence: v.nullable(unit),
      ask: askSchema
    })
  ),
  correction: v.strictObject({
    strokes: v.pipe(v.array(stroke), v.maxLength(MAX_STROKES)),
    invert: v.boolean(),
    smooth: edgePx,
    grow: v.pipe(v.number(), v.minValue(-MAX_EDGE_PX), v.maxValue(MAX_EDGE_PX)),
    feather: edgePx
  })
});
