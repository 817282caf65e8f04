import * as v from 'valibot';
import type { BlobRef } from '../blob.ts';
import { blobRef, degrees, framePoint, rgb, unit } from './schemas.ts';

/** sRGB, 0–255. */
export type Rgb = readonly [number, number, number];

/** One colour of a gradient, `at` a share of its way. */
export interface GradientStop {
  readonly at: number;
  readonly color: Rgb;
}

/** Colours that run into each other, in linear light. */
export interface GradientBackdrop {
  readonly kind: 'gradient';
  /** Along a line, or from the middle outwards. */
  readonly shape: 'linear' | 'radial';
  /** Where a linear one runs to, degrees clockwise from straight up. */
  readonly angle: number;
  /** In order; 2–8. */
  readonly stops: readonly GradientStop[];
}

/** A picture behind the product. */
export interface PictureBackdrop {
  readonly kind: 'picture';
  readonly blob: BlobRef;
  /** Fills the frame, fits into it, or repeats at half the frame's size. */
  readonly fit: 'cover' | 'contain' | 'tile';
  /** The point of the picture that stays in sight, in shares of its sides. */
  readonly focus: { readonly x: number; readonly y: number };
  /** 0–1: standard deviation of the blur in 1/20 of the frame's long side. */
  readonly blur: number;
}

/** A studio drawn from nothing: a floor, a wall and a light. */
export interface SetBackdrop {
  readonly kind: 'set';
  /** A curved sweep, a table's edge before a wall, or a round podium under the product. */
  readonly set: 'sweep' | 'tabletop' | 'podium';
  readonly color: Rgb;
  /** Where the floor meets the wall, as a share of the frame's height from its top. */
  readonly horizon: number;
  readonly light: {
    /** Where it comes from, degrees clockwise from straight behind the camera's back to the right … −180–180. */
    readonly azimuth: number;
    /** How high it stands, degrees, 10–90. */
    readonly elevation: number;
  };
  /** 0 (a lamp) – 1 (a cloudy sky). */
  readonly softness: number;
}

export const SCENE_METHODS = ['auto', 'continue', 'synthesize', 'mirror', 'blur', 'color'] as const;
/**
 * How a photo's surroundings are extended: light and grain run on, its own patches put together, mirrored, the photo
 * itself out of focus, its border's colour; `auto` = whichever comes out best.
 */
export type SceneMethod = (typeof SCENE_METHODS)[number];

/** The photo's own surroundings, extended where the frame is wider than they are. */
export interface SceneBackdrop {
  readonly kind: 'scene';
  readonly method: SceneMethod;
}

/** What stands behind the product. Identity: what the channel's rule asks for (white where it is silent). */
export type BackdropEdit =
  | { readonly kind: 'channel' }
  | { readonly kind: 'transparent' }
  | { readonly kind: 'color'; readonly color: Rgb }
  | GradientBackdrop
  | PictureBackdrop
  | SetBackdrop
  | SceneBackdrop;

/** Most colours of a gradient. */
export const MAX_STOPS = 8;

export const IDENTITY_BACKDROP: BackdropEdit = { kind: 'channel' };

const stops = v.pipe(
  v.array(v.strictObject({ at: unit, color: rgb })),
  v.minLength(2),
  v.maxLength(MAX_STOPS),
  v.check((list) => list.every(({ at }, i) => i === 0 || at >= list[i - 1]!.at), 'stops are not in order')
);

export const backdropSchema: v.GenericSchema<unknown, BackdropEdit> = v.variant('kind', [
  v.strictObject({ kind: v.literal('channel') }),
  v.strictObject({ kind: v.literal('transparent') }),
  v.strictObject({ kind: v.literal('color'), color: rgb }),
  v.strictObject({
    kind: v.literal('gradient'),
    shape: v.picklist(['linear', 'radial']),
    angle: degrees,
    stops
  }),
  v.strictObject({
    kind: v.literal('picture'),
    blob: blobRef,
    fit: v.picklist(['cover', 'contain', 'tile']),
    focus: framePoint,
    blur: unit
  }),
  v.strictObject({
    kind: v.literal('set'),
    set: v.picklist(['sweep', 'tabletop', 'podium']),
    color: rgb,
    horizon: unit,
    light: v.strictObject({
      azimuth: degrees,
      elevation: v.pipe(v.number(), v.minValue(10), v.maxValue(90))
    }),
    softness: unit
  }),
  v.strictObject({ kind: v.literal('scene'), method: v.picklist(SCENE_METHODS) })
]);
