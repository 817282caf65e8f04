import * as v from 'valibot';
import type { Point } from '../../pixels.ts';
import type { Rgb } from './backdrop.ts';
import { framePoint, languageTag, length, point, rgb, text, unit } from './schemas.ts';

/** Shares of the frame's sides, 0–1. What stands here keeps its place in the frame. */
export type FramePoint = Point;
/** Upright source px. What points here follows the product into every frame. */
export type PhotoPoint = Point;

interface Marked {
  /** Unique in its photo. */
  readonly id: string;
  readonly color: Rgb;
}

interface Worded extends Marked {
  readonly text: string;
  /** Height of a line, as a share of the frame's shorter side. */
  readonly size: number;
  readonly bold: boolean;
}

/** Words, centred on `at`. */
export interface TextNote extends Worded {
  readonly kind: 'text';
  readonly at: FramePoint;
  /** The plate behind them; null = none. */
  readonly plate: Rgb | null;
}

/** A line with a head at `to`. */
export interface ArrowNote extends Marked {
  readonly kind: 'arrow';
  readonly from: PhotoPoint;
  readonly to: PhotoPoint;
  /** Width of the line, as a share of the frame's shorter side. */
  readonly width: number;
}

export const UNITS = ['mm', 'cm', 'm', 'in', 'ft'] as const;
export type Unit = (typeof UNITS)[number];

/** A measured length, with its value beside the line. */
export interface DimensionNote extends Marked {
  readonly kind: 'dimension';
  readonly from: PhotoPoint;
  readonly to: PhotoPoint;
  readonly value: number;
  readonly unit: Unit;
  readonly size: number;
}

/** Words beside the product with a line to a place on it. */
export interface CalloutNote extends Worded {
  readonly kind: 'callout';
  readonly at: FramePoint;
  readonly target: PhotoPoint;
}

/** A short word on a filled shape. */
export interface BadgeNote extends Worded {
  readonly kind: 'badge';
  readonly at: FramePoint;
  readonly shape: 'circle' | 'pill' | 'ribbon';
  readonly fill: Rgb;
}

/** A round inset that shows a part of the product larger. */
export interface MagnifierNote extends Marked {
  readonly kind: 'magnifier';
  readonly at: FramePoint;
  /** Radius of the inset, as a share of the frame's shorter side. */
  readonly radius: number;
  readonly target: PhotoPoint;
  /** How much larger than in the frame it is shown, 1.5–8. */
  readonly zoom: number;
}

export type Note = TextNote | ArrowNote | DimensionNote | CalloutNote | BadgeNote | MagnifierNote;
export type NoteKind = Note['kind'];

/** Words and marks on the finished picture, drawn in this order. Identity: none. */
export interface AnnotateEdit {
  /** BCP 47 tag of the words' language; null = not said. */
  readonly language: string | null;
  readonly notes: readonly Note[];
}

export const MAX_NOTES = 50;
export const MAX_NOTE_TEXT = 500;

export const IDENTITY_ANNOTATE: AnnotateEdit = { language: null, notes: [] };

const marked = { id: text, color: rgb };
const words = v.pipe(v.string(), v.maxLength(MAX_NOTE_TEXT));
const size = v.pipe(v.number(), v.minValue(0.005), v.maxValue(0.5));
const worded = { ...marked, text: words, size, bold: v.boolean() };

const note = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), ...worded, at: framePoint, plate: v.nullable(rgb) }),
  v.strictObject({
    kind: v.literal('arrow'),
    ...marked,
    from: point,
    to: point,
    width: v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.1))
  }),
  v.strictObject({
    kind: v.literal('dimension'),
    ...marked,
    from: point,
    to: point,
    value: length,
    unit: v.picklist(UNITS),
    size
  }),
  v.strictObject({ kind: v.literal('callout'), ...worded, at: framePoint, target: point }),
  v.strictObject({
    kind: v.literal('badge'),
    ...worded,
    at: framePoint,
    shape: v.picklist(['circle', 'pill', 'ribbon']),
    fill: rgb
  }),
  v.strictObject({
    kind: v.literal('magnifier'),
    ...marked,
    at: framePoint,
    radius: v.pipe(unit, v.minValue(0.02), v.maxValue(0.5)),
    target: point,
    zoom: v.pipe(v.number(), v.minValue(1.5), v.maxValue(8))
  })
]);

export const annotateSchema: v.GenericSchema<unknown, AnnotateEdit> = v.strictObject({
  language: v.nullable(languageTag),
  notes: v.pipe(
    v.array(note),
    v.maxLength(MAX_NOTES),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two notes have the same id')
  )
});
