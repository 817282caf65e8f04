import * as v from 'valibot';
import { leaf, leaves, maybeLeaf, strings } from './leaf.ts';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const rgb = v.tuple([byte, byte, byte]);

/** Width and height in px. */
export const pair = v.tuple([pixels, pixels]);
/** In px: one number for the side that `measure` names, or [width, height]. */
const bound = v.union([pixels, pair]);

/** Width ÷ height as the channel writes it: `1:1`, `1.91:1`. Sides of zero are none. */
export const ratio = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/),
  v.check((text) => text.split(':').every((side) => Number(side) > 0), 'a side is zero')
);

/** One of the backgrounds between which a channel lets choose. */
const option = v.strictObject({
  rule: v.picklist(['solid', 'solid-light-grey', 'solid-light-neutral', 'transparent', 'photo']),
  rgb: v.optional(rgb)
});

const background = v.strictObject({
  /** `solid`: of colour `rgb`; `one-of` the `options`; `any`: not asked. */
  rule: v.picklist(['solid', 'one-of', 'any']),
  rgb: v.optional(rgb),
  /** Per channel, 0–255. */
  maxDeviation: v.optional(byte),
  minimalShadowAroundProduct: v.optional(v.boolean()),
  shadowToEdge: v.optional(v.boolean()),
  edgeOutline: v.optional(v.boolean()),
  /** A light neutral colour will do as well. */
  neutralAllowed: v.optional(v.boolean()),
  options: v.optional(v.pipe(v.array(option), v.minLength(1)))
});

/** Shares of the frame's height and width that the app covers with its own controls. */
const safeZone = v.strictObject({ top: fraction, bottom: fraction, left: fraction, right: fraction });

const px = v.strictObject({
  measure: v.picklist(['longest', 'shortest', 'both', 'width']),
  min: maybeLeaf(bound),
  zoomMin: maybeLeaf(bound),
  recommendedMin: maybeLeaf(bound),
  max: maybeLeaf(bound),
  target: maybeLeaf(bound),
  hardMin: maybeLeaf(bound),
  warnBelow: maybeLeaf(bound),
  maxMegapixels: maybeLeaf(v.pipe(v.number(), v.gtValue(0))),
  noUpscale: maybeLeaf(v.boolean())
});

const fill = v.pipe(
  leaves({
    min: maybeLeaf(fraction),
    max: maybeLeaf(fraction),
    /** What the share is a share of, in the channel's words. */
    measure: maybeLeaf(v.string())
  }),
  v.check(({ min, max }) => (min?.value ?? 0) <= (max?.value ?? 1), 'the minimum lies above the maximum')
);

/** One kind of image that a channel takes. */
export const role = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  required: v.boolean(),
  variantCodes: v.optional(strings),
  aspect: leaves({
    required: maybeLeaf(ratio),
    recommended: maybeLeaf(ratio),
    accepted: maybeLeaf(v.pipe(v.array(ratio), v.minLength(1))),
    /** How far from `required` a ratio may be, as a share of it. */
    tolerance: maybeLeaf(fraction)
  }),
  px,
  background: leaf(background),
  fill,
  forbidden: leaf(strings),
  safeZone: maybeLeaf(safeZone)
});
