import { listingsOf, productKey, type Listing, type SlottedPhoto } from '../batch/slots.ts';
import type { Product, Project } from '../document/document.ts';
import { photosByProduct } from './families.ts';

/** A product of a catalogue, with or without photos. */
export interface Entry {
  /** The `Listing.key` that it has, or would have with photos of its own. */
  readonly key: string;
  readonly product: Product | undefined;
  /** What a person knows it by. */
  readonly label: string;
  /** Where its photos are: its own, else those of another size of its colour. */
  readonly listing: Listing | undefined;
  readonly photos: readonly SlottedPhoto[];
  /** What the product is known by whose photos these are; null where they are its own. */
  readonly lender: string | null;
}

/** Every product: those with photos in the order of `listingsOf`, then those that have none of their own. */
export function entriesOf(project: Project): readonly Entry[] {
  const listings = listingsOf(project);
  const byPhoto = new Map(
    listings.flatMap((listing) => listing.photos.map(({ photo }) => [photo.id, listing] as const))
  );
  const pictured = new Set(project.photos.map(({ productId }) => productId));
  const known = new Set(listings.map(({ product }) => product?.id));
  const shared = photosByProduct(project);
  const taken = new Set(listings.map(({ key }) => key));
  /** Two products that say one identifier are told apart here; their names tell that they collide. */
  const keyOf = (product: Product): string => {
    const said = productKey(product);
    const key = taken.has(said) ? `product ${product.id}` : said;
    taken.add(key);
    return key;
  };
  const bare = project.products.filter(({ id }) => !pictured.has(id) && !known.has(id));
  return [
    ...listings.map((listing) => {
      const { key, product, label, photos } = listing;
      return { key, product, label, listing, photos, lender: null };
    }),
    ...bare.map((product) =>
      bareEntry(product, keyOf(product), byPhoto.get(shared.get(product.id)?.[0]?.id ?? ''))
    )
  ];
}

const bareEntry = (product: Product, key: string, listing: Listing | undefined): Entry => ({
  key,
  product,
  label: product.sku || product.identifier || product.title || product.id,
  listing,
  photos: listing?.photos ?? [],
  lender: listing?.label ?? null
});
