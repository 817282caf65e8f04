import { entriesOf } from '../catalog/entries.ts';
import { choicesOf } from '../document/change.ts';
import type { Photo, Project } from '../document/document.ts';
import { variantKey } from '../document/resolve.ts';
import { grouped } from '../grouped.ts';
import type { Problem } from './problems.ts';
import { scaleGroup } from './scale-group.ts';
import { listingsOf, type Listing } from './slots.ts';
import type { Skip, Wish } from './wishes.ts';

/** Whether sizes without photos get files of the pictures of another size of their colour. */
export const sharesSizes = (project: Project): boolean => choicesOf(project).sharedSizes ?? true;

/** Products without photos of their own whose colour has a size with some, each with the photos of that one. */
export function sharedListings(project: Project): readonly Listing[] {
  return entriesOf(project).flatMap(({ key, product, label, photos, listing, lender }) =>
    listing && lender !== null ? [{ key, product, label, photos, lender: listing }] : []
  );
}

/** Every product that files are made for: those with photos, then, where that is asked for, those that share some. */
export const exportedListings = (project: Project, isShared: boolean): readonly Listing[] =>
  isShared ? [...listingsOf(project), ...sharedListings(project)] : listingsOf(project);

/** Whose pictures a product shows: its own, or another size's. */
export const pictureOwner = ({ key, lender }: Listing): string => lender?.key ?? key;

/**
 * What a file is named by where its product says nothing: the photo's name; a shared photo's name, and an identifier in
 * it, is the other size's, so there it is what the product is known by.
 */
export const nameGiver = ({ label, lender }: Listing, { name }: Photo): string =>
  lender ? `${label}.jpg` : name;

/**
 * Whether a shared picture would show a product in another one's length: products are drawn by their real size beside
 * others, and the two sizes are said to be of different lengths.
 */
export function isOtherLength(
  project: Project,
  { listing, photo, channel, role, locale }: Omit<Wish, 'position' | 'country'>
): boolean {
  const { lender, product } = listing;
  const length = product?.lengthMm;
  if (!lender || !role || length === undefined || length === lender.product?.lengthMm) return false;
  if (choicesOf(project).scale !== 'real') return false;
  const group = scaleGroup(project, photo, variantKey(channel.id, role.id, locale));
  return group.some(({ product: key }) => key !== lender.key);
}

/** Sizes that get no files since they are longer or shorter than the one whose pictures they share. */
export function otherLengths(skips: readonly Skip[]): Problem[] {
  const refused = skips.filter(({ reason }) => reason === 'other-length').map(({ listing }) => listing);
  return [...grouped([...new Set(refused)], pictureOwner).values()].map((sizes) => ({
    kind: 'other-length',
    lender: sizes[0]?.lender?.label ?? '',
    labels: sizes.map(({ label }) => label)
  }));
}
