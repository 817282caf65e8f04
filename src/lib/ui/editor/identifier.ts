import { findIdentifier } from '../../domain/channels/identifier.ts';
import { productOf, setPlace, setProduct } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';

/** What the identifier field shows: as typed, else as found in the photo's name. */
export const identifierOf = (project: Project, photo: Photo): string =>
  productOf(project, photo)?.identifier ?? findIdentifier(photo.name)?.value ?? '';

/** The project with this photo's product called so; a photo without one gets one. */
export function withIdentifier(project: Project, photo: Photo, identifier: string): Project {
  const productId = photo.productId ?? crypto.randomUUID();
  return setPlace(setProduct(project, productId, { identifier }), photo.id, { productId });
}
