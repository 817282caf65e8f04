import { productOf } from '../document/change.ts';
import type { Photo, Project } from '../document/document.ts';

/** The same for a category however it is written; empty where none is said. */
export const categoryKey = (category: string | undefined): string =>
  category?.trim().toLocaleLowerCase() ?? '';

export const isSameCategory = (a: string | undefined, b: string | undefined): boolean =>
  categoryKey(a) === categoryKey(b);

/** Of the photo's product; undefined where none was said. */
export const categoryOf = (project: Project, photo: Photo): string | undefined =>
  productOf(project, photo)?.category;

/** A project's categories, as they were first written, in the order of its products. */
export function categoriesOf({ products }: Project): readonly string[] {
  const named = new Map<string, string>();
  for (const { category } of products) {
    if (categoryKey(category) !== '' && !named.has(categoryKey(category)))
      named.set(categoryKey(category), category!.trim());
  }
  return [...named.values()];
}
