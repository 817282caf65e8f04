import { applyPreset, choicesOf, findPhoto, setChannels, setPolicy } from '../document/change.ts';
import type { Project } from '../document/document.ts';
import type { Recipe } from '../document/recipe.ts';
import { categoryOf, isSameCategory } from './categories.ts';
import { applyGuide } from './guide.ts';

/**
 * Gives photos a recipe: its look, the slots of its guide, and to the project its channels (those that it has stay) and
 * its policy. A guide counts for photos of its category alone, and for all where it names none.
 * @throws `not-found`; `bad-request` (too many notes): nothing is changed then
 */
export function applyRecipe(project: Project, photoIds: readonly string[], recipe: Recipe): Project {
  const dressed = photoIds.reduce((next, id) => applyPreset(next, id, recipe), project);
  const { guide, policy, channels } = recipe;
  const guided = guide ? applyGuide(dressed, ofCategory(dressed, photoIds, guide.category), guide) : dressed;
  const missing = channels.filter((id) => !guided.channels.includes(id));
  const sold = missing.length > 0 ? setChannels(guided, [...guided.channels, ...missing]) : guided;
  return policy ? setPolicy(sold, policy) : sold;
}

function ofCategory(project: Project, photoIds: readonly string[], category: string): readonly string[] {
  if (category.trim() === '') return photoIds;
  return photoIds.filter((id) => isSameCategory(categoryOf(project, findPhoto(project, id)), category));
}

/** Gives every category that has a guide its recipe; recipes that are not there are passed over. @throws as `applyRecipe` */
export function applyGuides(project: Project, recipes: readonly Recipe[]): Project {
  return Object.entries(choicesOf(project).guides ?? {}).reduce((next, [category, recipeId]) => {
    const recipe = recipes.find(({ id }) => id === recipeId);
    if (!recipe) return next;
    const photos = next.photos.filter((photo) => isSameCategory(categoryOf(next, photo), category));
    return applyRecipe(
      next,
      photos.map(({ id }) => id),
      recipe
    );
  }, project);
}
