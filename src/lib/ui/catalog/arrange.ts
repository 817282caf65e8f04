import { assignSlot, type Listing } from '../../domain/batch/slots.ts';
import { removePhoto, setPlace, setProduct, type ProductFields } from '../../domain/document/change.ts';
import type { Project } from '../../domain/document/document.ts';

/** Changes a product's fields; photos of no product get one. @throws as `setProduct` */
export function withFields(
  project: Project,
  { product, photos }: Listing,
  fields: ProductFields,
  newId: string
): Project {
  const productId = product?.id ?? newId;
  const named = setProduct(project, productId, fields);
  const loose = photos.filter(({ photo }) => photo.productId !== productId);
  return loose.reduce((next, { photo }) => setPlace(next, photo.id, { productId }), named);
}

/** Puts a photo into a product's slot; one of another product joins this one first. @throws `not-found` */
export function intoSlot(
  project: Project,
  listing: Listing,
  photoId: string,
  slot: string,
  newId: string
): Project {
  const isHere = listing.photos.some(({ photo }) => photo.id === photoId);
  if (isHere) return assignSlot(project, photoId, slot);
  const named = withFields(project, listing, {}, newId);
  const joined = setPlace(named, photoId, { productId: listing.product?.id ?? newId, slot: undefined });
  return assignSlot(joined, photoId, slot);
}

/** @throws `not-found` */
export const withoutPhotos = (project: Project, ids: readonly string[]): Project =>
  ids.reduce(removePhoto, project);
