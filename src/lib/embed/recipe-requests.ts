import * as v from 'valibot';
import { policySchema, SCALES } from '../domain/document/choices.ts';
import { MAX_PRESET_NAME } from '../domain/document/preset.ts';
import { guideSchema, MAX_CATEGORY } from '../domain/document/recipe.ts';
import { blob, channels, name, presetEdits, variant, word } from './request-parts.ts';

/** Most photos that one call gives a recipe, and most categories that have one. */
const MAX_PHOTOS = 20_000;
const MAX_CATEGORIES = 1000;

/** What the methods of recipes take. */
export const RECIPE_REQUESTS = {
  getRecipes: v.strictObject({}),
  saveRecipe: v.strictObject({
    id: word,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_PRESET_NAME)),
    edits: presetEdits,
    variant: v.optional(variant),
    channels: v.optional(v.pipe(channels, v.readonly())),
    policy: v.optional(policySchema),
    guide: v.optional(guideSchema)
  }),
  applyRecipe: v.strictObject({
    recipe: name,
    photos: v.optional(v.pipe(v.array(word), v.minLength(1), v.maxLength(MAX_PHOTOS), v.readonly()))
  }),
  applyGuides: v.strictObject({
    guides: v.pipe(
      v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CATEGORY)), name),
      v.maxEntries(MAX_CATEGORIES)
    )
  }),
  deleteRecipe: v.strictObject({ recipe: name }),
  exportRecipe: v.strictObject({ recipe: name }),
  importRecipe: v.strictObject({ file: blob }),
  setScale: v.strictObject({ scale: v.picklist(SCALES) })
};
