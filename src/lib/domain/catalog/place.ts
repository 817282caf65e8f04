import { listingsOf } from '../batch/slots.ts';
import { canonicalJson } from '../document/canonical.ts';
import type { Photo, Product, Project } from '../document/document.ts';
import { withWords } from '../document/spoken.ts';
import { frozen } from '../frozen.ts';
import type { CatalogRow } from './csv.ts';
import { productKey, type TakenSlots } from './grouping.ts';

// Writes many products and photos at once: one new document, however many there are.

/** Where a photo belongs, by what its name or its giver says. */
export interface Place {
  readonly sku?: string | undefined;
  readonly identifier?: string | undefined;
  readonly slot?: string | null | undefined;
  readonly locale?: string | undefined;
}

export interface PlacedPhoto {
  readonly photo: Photo;
  readonly place: Place;
}

/** Makes ids: the domain has no randomness. */
export type MakeId = () => string;

/** Products by every key that they are known by. */
class Shelf {
  readonly products: Product[];
  readonly #at = new Map<string, number>();

  constructor({ products }: Project) {
    this.products = [...products];
    products.forEach((product, index) => this.#know(product, index));
  }

  #know({ sku, identifier }: Place, index: number): void {
    for (const key of [productKey({ sku }), productKey({ identifier })]) {
      if (key !== null && !this.#at.has(key)) this.#at.set(key, index);
    }
  }

  find({ sku, identifier }: Place): number | null {
    const at = (key: string | null) => (key === null ? undefined : this.#at.get(key));
    const bySku = at(productKey({ sku }));
    if (bySku !== undefined) return bySku;
    // Two SKUs may share one identifier; a product that has no SKU yet is meant by its identifier.
    const other = at(productKey({ identifier }));
    if (other === undefined) return null;
    return productKey({ sku }) === null || !this.products[other]!.sku ? other : null;
  }

  put(product: Product, index: number | null): void {
    this.#know(product, index ?? this.products.length);
    this.products[index ?? this.products.length] = frozen(product);
  }
}

/** Adds photos to the products that they belong to; products that are not there yet are made. The photos' ids are new. */
export function placePhotos(project: Project, placed: readonly PlacedPhoto[], makeId: MakeId): Project {
  const shelf = new Shelf(project);
  const photos = placed.map(({ photo, place }): Photo => {
    const { sku, identifier, slot, locale } = place;
    const isNamed = productKey(place) !== null;
    if (isNamed && shelf.find(place) === null) shelf.put({ id: makeId(), sku, identifier }, null);
    const index = isNamed ? shelf.find(place) : null;
    return {
      ...photo,
      ...(index !== null && { productId: shelf.products[index]!.id }),
      ...(slot && { slot }),
      ...(locale && { locale })
    };
  });
  const after = { ...project, products: shelf.products, photos: [...project.photos, ...photos] };
  return withWords(project, frozen(after));
}

export interface WithRows {
  readonly project: Project;
  /** Products that are new, that say something else now, and that said it already. */
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** Writes a catalogue's rows into the products that they name, row by row, so that the caller may rest in between. */
export class RowWriter {
  readonly #project: Project;
  readonly #shelf: Shelf;
  readonly #locale: string;
  readonly #makeId: MakeId;
  readonly #touched = new Set<number>();

  /** @param locale of titles and alternative texts whose row names none, BCP 47 */
  constructor(project: Project, locale: string, makeId: MakeId) {
    this.#project = project;
    this.#shelf = new Shelf(project);
    this.#locale = locale;
    this.#makeId = makeId;
  }

  /**
   * An empty cell changes nothing; several rows of one product say it in several locales, and the first one has its
   * title.
   */
  add(row: CatalogRow): void {
    const index = this.#shelf.find(row);
    const product = index === null ? { id: this.#makeId() } : this.#shelf.products[index]!;
    const isFirst = index === null || !this.#touched.has(index);
    this.#touched.add(index ?? this.#shelf.products.length);
    this.#shelf.put(merged(product, row, row.locale ?? this.#locale, isFirst), index);
  }

  result(): WithRows {
    const { products } = this.#shelf;
    const before = this.#project.products;
    const touched = [...this.#touched];
    const added = touched.filter((index) => index >= before.length).length;
    const same = touched.filter((index) => sameAs(products[index]!, before[index])).length;
    const project = frozen({ ...this.#project, products });
    return { project, added, changed: touched.length - added - same, same };
  }
}

const sameAs = (product: Product, other: Product | undefined): boolean =>
  other !== undefined && canonicalJson(product) === canonicalJson(other);

/** Fields of a row that a product has by the same names. */
const FIELDS = [
  'sku',
  'identifier',
  'parent',
  'colorFamily',
  'size',
  'category',
  'lengthMm',
  'swatch',
  'prompt'
] as const;

function merged(product: Product, row: CatalogRow, locale: string, isFirst: boolean): Product {
  const { altText, rights, title } = row;
  const said = FIELDS.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]);
  return {
    ...product,
    ...(Object.fromEntries(said) as Partial<Product>),
    ...(title !== undefined && (isFirst || !product.title) && { title }),
    ...(altText !== undefined && { altText: { ...product.altText, [locale]: altText } }),
    ...(rights && { rights: { ...product.rights, ...rights } })
  };
}

/** The project with these products in place of its own; its photos' are among them, and are asked for what they say now. */
export const withProducts = (project: Project, products: readonly Product[]): Project =>
  withWords(project, frozen({ ...project, products }));

/** Slots that the project's photos have, by their products' keys. */
export function takenSlots(project: Project): TakenSlots {
  const taken = new Map<string, Set<string>>();
  for (const { product, photos } of listingsOf(project)) {
    const keys = product
      ? [productKey({ sku: product.sku }), productKey({ identifier: product.identifier })]
      : [];
    const slots = new Set(photos.map(({ slot }) => slot));
    for (const key of keys) if (key !== null) taken.set(key, new Set([...(taken.get(key) ?? []), ...slots]));
  }
  return taken;
}

/** Keys of the project's products, for telling names that are known. */
export const productKeys = ({ products }: Project): ReadonlySet<string> =>
  new Set(
    products
      .flatMap(({ sku, identifier }) => [productKey({ sku }), productKey({ identifier })])
      .filter((key) => key !== null)
  );
