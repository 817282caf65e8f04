import * as v from 'valibot';
import { PackshotError } from '../errors.ts';
import { parseAs } from '../schema.ts';
import { parsePresetFile, presetFile, type PresetFile } from './preset-file.ts';
import { makeRecipe, parseRecipe, type Recipe } from './recipe.ts';

export const RECIPE_EXTENSION = '.packshot-recipe';
/** Of the file, not of the edits in it. */
const FILE_FORMAT = 1;

/** A recipe in a file of its own, as a preset is, without the ids of this device. */
export interface RecipeFile
  extends Omit<PresetFile, 'packshotPreset'>, Pick<Recipe, 'channels' | 'policy' | 'guide'> {
  readonly packshotRecipe: typeof FILE_FORMAT;
}

/** @param picture of its backdrop, base64; null where it has none */
export function recipeFile({ channels, policy, guide, ...look }: Recipe, picture: string | null): RecipeFile {
  const { version, name, edits, picture: held } = presetFile(look, picture);
  return { packshotRecipe: FILE_FORMAT, version, name, edits, channels, policy, guide, picture: held };
}

const shape = v.looseObject({
  packshotRecipe: v.pipe(v.number(), v.integer(), v.minValue(1)),
  picture: v.nullable(v.string())
});

/**
 * Reads a recipe's file. Whether its picture is the one that it names is looked at where it is kept.
 * @param id that the recipe gets on this device
 * @throws `version` for a newer form or newer edits; `bad-request` with `path`
 */
export function parseRecipeFile(json: unknown, id: string): { recipe: Recipe; picture: string | null } {
  const { packshotRecipe: form, picture, ...fields } = parseAs(shape, json, 'recipe file');
  if (form > FILE_FORMAT) {
    throw new PackshotError('version', `a recipe file of form ${form} is newer than this build`, {
      version: form,
      supported: FILE_FORMAT
    });
  }
  const { channels, policy, guide, ...look } = parseRecipe({ ...fields, id });
  const { preset } = parsePresetFile({ packshotPreset: 1, ...look, id: undefined, picture }, id);
  return { recipe: makeRecipe(preset, { channels, policy, guide }), picture };
}
