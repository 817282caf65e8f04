import type { Photo, Product, Project } from '../document/document.ts';
import { grouped } from '../grouped.ts';
import { plainWord } from './views.ts';

/** Variants of one style: by colour, and in each colour all sizes. */
export interface Family {
  /** The parent as first written; null for a product that is a style of its own. */
  readonly parent: string | null;
  readonly colors: readonly { readonly color: string | null; readonly products: readonly Product[] }[];
}

/** The same for variants of one style, however their parent is written. */
export const familyKey = ({ id, parent }: Product): string =>
  parent ? `parent ${parent.trim().toUpperCase()}` : `product ${id}`;

/** Letters of no Latin alphabet have no plain word. */
const colorKey = ({ colorFamily = '' }: Product): string =>
  plainWord(colorFamily) || colorFamily.trim().toLowerCase();

/** Products by family and colour, in their order. */
export function familiesOf({ products }: Pick<Project, 'products'>): readonly Family[] {
  return [...grouped(products, familyKey).values()].map((family) => ({
    parent: family[0]?.parent ?? null,
    colors: [...grouped(family, colorKey).values()].map((same) => ({
      color: same[0]?.colorFamily ?? null,
      products: same
    }))
  }));
}

/** The same for products that show the same. */
export const pictureKey = (product: Product): string => `${familyKey(product)} ${colorKey(product)}`;

/** Whether two products show the same: sizes of one colour do, colours do not. */
export const sharesPictures = (a: Product, b: Product): boolean =>
  a.id === b.id || (Boolean(a.parent) && pictureKey(a) === pictureKey(b));

/** Every product's photos by its id: its own, else those of the first size of its colour that has some. */
export function photosByProduct(
  project: Pick<Project, 'products' | 'photos'>
): ReadonlyMap<string, readonly Photo[]> {
  const own = new Map<string, Photo[]>(project.products.map(({ id }) => [id, []]));
  for (const photo of project.photos) own.get(photo.productId ?? '')?.push(photo);
  const of = ({ id }: Product) => own.get(id) ?? [];
  return new Map(
    familiesOf(project)
      .flatMap(({ colors }) => colors)
      .flatMap(({ products }) => {
        const lender = products.find((product) => of(product).length > 0);
        return products.map((product): [string, readonly Photo[]] => [
          product.id,
          of(product).length > 0 || !lender ? of(product) : of(lender)
        ]);
      })
  );
}
