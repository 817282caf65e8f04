import { parseRecipeFile, recipeFile, RECIPE_EXTENSION } from '../domain/document/recipe-file.ts';
import { parseRecipe, type Recipe } from '../domain/document/recipe.ts';
import { PackshotError } from '../domain/errors.ts';
import { pictureText, readLook, withPicture } from './look-file.ts';
import { plainName } from './project-file.ts';
import type { Studio } from './studio.ts';

/** Those that are kept here, by name. What cannot be read (a newer app's) is left out, and left as it is. */
export async function listRecipes({ store }: Pick<Studio, 'store'>): Promise<readonly Recipe[]> {
  const rows = await store.recipes.list();
  return rows.flatMap((row) => readable(row) ?? []).sort((a, b) => a.name.localeCompare(b.name));
}

function readable(row: unknown): Recipe | null {
  try {
    return parseRecipe(row);
  } catch (error) {
    if (error instanceof PackshotError) return null;
    throw error;
  }
}

/** A recipe in a file, with the picture of its backdrop in it. @throws `not-found` where that picture is gone */
export async function exportRecipe(
  studio: Pick<Studio, 'store'>,
  recipe: Recipe
): Promise<{ name: string; blob: Blob }> {
  const text = JSON.stringify(recipeFile(recipe, await pictureText(studio, recipe)), null, 2);
  const name = (plainName(recipe.name) || 'recipe') + RECIPE_EXTENSION;
  return { name, blob: new Blob([text], { type: 'application/json' }) };
}

/**
 * Takes a recipe's file in and keeps it, under an id of this device (`id`; default: a new one).
 * @throws `bad-request` (no recipe; `data.path`), `version` (a newer app's), `file-too-large`, as `importPicture`
 */
export async function importRecipe(
  studio: Studio,
  file: Blob,
  { signal, id = crypto.randomUUID() }: { signal?: AbortSignal | undefined; id?: string } = {}
): Promise<Recipe> {
  const { recipe, picture } = parseRecipeFile(await readLook(file), id);
  const whole = picture === null ? recipe : await withPicture(studio, recipe, picture, signal);
  signal?.throwIfAborted();
  await studio.store.recipes.save(whole);
  return whole;
}
