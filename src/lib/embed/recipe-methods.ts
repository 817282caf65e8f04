import { applyGuides as guided, applyRecipe as applied } from '../domain/batch/apply-recipe.ts';
import { categoryOf, isSameCategory } from '../domain/batch/categories.ts';
import { findPhoto, setChoices } from '../domain/document/change.ts';
import type { Scale } from '../domain/document/choices.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsIn, makePreset } from '../domain/document/preset.ts';
import { makeRecipe, type Recipe } from '../domain/document/recipe.ts';
import { PackshotError } from '../domain/errors.ts';
import { exportRecipe as fileOf, importRecipe as takeFile, listRecipes } from '../pipeline/recipes.ts';
import type { Desk } from './desk.ts';
import { editsOf } from './edits.ts';
import { inFile, newId, ownOf } from './host-looks.ts';
import type { Params } from './requests.ts';
import type * as sdk from './sdk/types.ts';

/* A host's recipes, as its presets are. */

const forHost = (recipe: Recipe): sdk.Recipe => ({
  id: recipe.id,
  name: recipe.name,
  edits: editsIn(recipe),
  channels: recipe.channels,
  policy: recipe.policy,
  guide: recipe.guide
});

const listed = async (desk: Desk): Promise<readonly Recipe[]> => ownOf(desk, await listRecipes(desk.studio));

/** @throws `not-found` */
async function find(desk: Desk, id: string): Promise<Recipe> {
  const found = (await listed(desk)).find((recipe) => recipe.id === id);
  if (found) return found;
  throw new PackshotError('not-found', `No recipe "${id}"`, { recipe: id });
}

/** By name. */
export const getRecipes = async (desk: Desk): Promise<readonly sdk.Recipe[]> =>
  (await listed(desk)).map(forHost);

/** Keeps a photo's look with what else belongs to the recipe. @throws `not-found`, `rule-unknown`, `quota-exceeded` */
export async function saveRecipe(desk: Desk, params: Params<'saveRecipe'>): Promise<sdk.Recipe> {
  const { id, name, edits, variant, channels = [], policy = null, guide = null } = params;
  for (const channel of channels) desk.studio.rules.channel(channel);
  const look = makePreset({ id: newId(desk), name }, editsOf(desk.photo(id), variant), edits);
  const recipe = makeRecipe(look, { channels, policy, guide });
  await desk.studio.store.recipes.save(recipe);
  return forHost(recipe);
}

/**
 * Gives photos a recipe, in one step.
 * @throws `not-found`, `rule-unknown` (one of its channels); `bad-request` where a photo would hold too many notes
 */
export async function applyRecipe(
  desk: Desk,
  { recipe, photos }: Params<'applyRecipe'>
): Promise<sdk.RecipeApplied> {
  const whole = await find(desk, recipe);
  for (const channel of whole.channels) desk.studio.rules.channel(channel);
  const ids = photos ?? desk.project.photos.map(({ id }) => id);
  desk.change((before) => applied(before, ids, whole));
  return outcome(desk.project, ids);
}

const outcome = (project: Project, ids: readonly string[]): sdk.RecipeApplied => ({
  photos: ids.map((id) => ({ id, slot: findPhoto(project, id).slot ?? null })),
  channels: project.channels
});

/** Says which recipe each category follows, and gives it to all of its photos, in one step. @throws as `applyRecipe` */
export async function applyGuides(desk: Desk, { guides }: Params<'applyGuides'>): Promise<sdk.RecipeApplied> {
  const wanted = new Set(Object.values(guides));
  const recipes = await Promise.all([...wanted].map((id) => find(desk, id)));
  for (const { channels } of recipes) for (const channel of channels) desk.studio.rules.channel(channel);
  desk.change((before) => guided(setChoices(before, { guides }), recipes));
  const { project } = desk;
  const isGuided = (photo: Photo) =>
    Object.keys(guides).some((category) => isSameCategory(categoryOf(project, photo), category));
  return outcome(
    project,
    project.photos.filter(isGuided).map(({ id }) => id)
  );
}

/** @throws `not-found` */
export async function deleteRecipe(desk: Desk, { recipe }: Params<'deleteRecipe'>): Promise<void> {
  const { id } = await find(desk, recipe);
  await desk.studio.store.recipes.delete(id);
}

/** A recipe as a file of its own, as the app's own dialog writes it. @throws `not-found` */
export async function exportRecipe(desk: Desk, { recipe }: Params<'exportRecipe'>): Promise<Blob> {
  const { blob } = await fileOf(desk.studio, await find(desk, recipe));
  return blob;
}

/** @throws as `importRecipe` of the pipeline; `data.path` within the call's parameters */
export async function importRecipe(
  desk: Desk,
  { file }: Params<'importRecipe'>,
  signal: AbortSignal
): Promise<sdk.Recipe> {
  const take = () => takeFile(desk.studio, file, { signal, id: newId(desk) });
  return forHost(await desk.files.run(take, signal).catch(inFile('importRecipe')));
}

/** At which scale photos are shown beside each other. */
export const setScale = (desk: Desk, scale: Scale): void =>
  desk.change((before) => setChoices(before, { scale }));
