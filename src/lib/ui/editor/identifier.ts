import { findIdentifier } from '../../domain/channels/identifier.ts';
import { productOf, setPlace, setProduct, type ProductFields } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';

/** What the identifier field shows: as typed, else as found in the photo's name. */
export const identifierOf = (project: Project, photo: Photo): string =>
  productOf(project, photo)?.identifier ?? findIdentifier(photo.name)?.value ?? '';

/** The project with this photo's product called so. */
export const withIdentifier = (project: Project, photo: Photo, identifier: string): Project =>
  withProduct(project, photo, { identifier });

/** The project in which this photo's product has these fields; a photo without one gets one. */
export function withProduct(project: Project, photo: Photo, fields: ProductFields): Project {
  const productId = photo.productId ?? crypto.randomUUID();
  return setPlace(setProduct(project, productId, fields), photo.id, { productId });
}
