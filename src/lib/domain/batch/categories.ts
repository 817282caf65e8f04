import { productOf } from '../document/change.ts';
import type { Photo, Project } from '../document/document.ts';

/** A category is the same however it is written. */
const plain = (category: string | undefined): string => category?.trim().toLocaleLowerCase() ?? '';

export const isSameCategory = (a: string | undefined, b: string | undefined): boolean =>
  plain(a) === plain(b);

/** Of the photo's product; undefined where none was said. */
export const categoryOf = (project: Project, photo: Photo): string | undefined =>
  productOf(project, photo)?.category;

/** A project's categories, as they were first written, in the order of its products. */
export function categoriesOf({ products }: Project): readonly string[] {
  const named = new Map<string, string>();
  for (const { category } of products) {
    if (plain(category) !== '' && !named.has(plain(category))) named.set(plain(category), category!.trim());
  }
  return [...named.values()];
}
