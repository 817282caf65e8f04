import * as v from 'valibot';
import type { Policy } from '../compliance/policy.ts';
import { frozen } from '../frozen.ts';
import { parseAs } from '../schema.ts';
import { policySchema } from './choices.ts';
import { MAX_RATIO } from './edits/frame.ts';
import { text } from './edits/schemas.ts';
import { parsePreset, type Preset } from './preset.ts';

/*
 * A recipe is what a seller does with every photo of a kind: a look (as a preset holds it), the channels that it is made
 * for, what is done about doubts before a person is asked, and, as a style guide, which views a product is shown in.
 */

/** What a view shows of a product, as photographers name their files. */
export const ANGLES = ['front', 'back', 'left', 'right', 'side', 'top', 'bottom', 'detail', 'pair'] as const;
export type Angle = (typeof ANGLES)[number];

/** One picture of a product, in a guide's order. */
export interface GuideView {
  /** The slot that it takes: `MAIN`, `PT01`. */
  readonly slot: string;
  /** Which photo it is; null = the next one that has no place. */
  readonly angle: Angle | null;
  /** The product's share of the frame, 0–1; null = as the look says. */
  readonly fill: number | null;
  /** Width ÷ height; null = as the look says. */
  readonly ratio: number | null;
}

/** How the products of a category are shown. */
export interface StyleGuide {
  /** As products name theirs (`Product.category`); empty = any. */
  readonly category: string;
  readonly views: readonly GuideView[];
}

export interface Recipe extends Preset {
  /** Channel ids; none = whatever the project is made for. */
  readonly channels: readonly string[];
  /** Null = what the project says. */
  readonly policy: Policy | null;
  readonly guide: StyleGuide | null;
}

export const MAX_GUIDE_VIEWS = 100;
export const MAX_CATEGORY = 100;

export const NO_RECIPE: Pick<Recipe, 'channels' | 'policy' | 'guide'> = {
  channels: [],
  policy: null,
  guide: null
};

/** A recipe with the look of a preset; what is not named does nothing. */
export const makeRecipe = (look: Preset, rest: Partial<typeof NO_RECIPE> = {}): Recipe =>
  frozen({ ...look, ...NO_RECIPE, ...rest });

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const ratio = v.pipe(v.number(), v.minValue(1 / MAX_RATIO), v.maxValue(MAX_RATIO));

export const guideSchema: v.GenericSchema<unknown, StyleGuide> = v.strictObject({
  category: v.pipe(v.string(), v.maxLength(MAX_CATEGORY)),
  views: v.pipe(
    v.array(
      v.strictObject({
        slot: v.pipe(v.string(), v.regex(/^[A-Z]{2,4}\d{0,2}$/)),
        angle: v.nullable(v.picklist(ANGLES)),
        fill: v.nullable(share),
        ratio: v.nullable(ratio)
      })
    ),
    v.maxLength(MAX_GUIDE_VIEWS),
    v.check((views) => new Set(views.map(({ slot }) => slot)).size === views.length, 'two views in one slot')
  )
});

const shape = v.looseObject({
  channels: v.array(text),
  policy: v.nullable(policySchema),
  guide: v.nullable(guideSchema)
});

/**
 * Reads a saved recipe. Its look is brought up to date as a preset's is; `channels`, `policy` and `guide` came with the
 * first version that had recipes.
 * @throws `version` for a newer one; `bad-request` with `path` for anything else that is no recipe
 */
export function parseRecipe(json: unknown): Recipe {
  const { channels, policy, guide, ...look } = parseAs(shape, json, 'recipe');
  return makeRecipe(parsePreset(look), { channels, policy, guide });
}
