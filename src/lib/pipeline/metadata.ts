import type { Photo, Project } from '../domain/document/document.ts';
import { metadataFor, type FileMetadata } from '../domain/document/metadata.ts';
import type { Studio } from './studio.ts';

/**
 * What a photo's files say about themselves: what the project says, and what of the photo's own words stays.
 * @throws `not-found` (pixels that are gone), `worker-died`, `aborted`
 */
export async function metadataOf(
  studio: Studio,
  { metadata }: Project,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<FileMetadata> {
  return metadataFor(metadata, await ownMetadata(studio, photo, signal));
}

async function ownMetadata(
  studio: Studio,
  { source }: Photo,
  signal: AbortSignal | undefined
): Promise<FileMetadata> {
  const known = studio.metadata.get(source.sha256);
  if (known) return known;
  const file = await studio.store.getBlob(source);
  const own = await studio.encode.call((api) => api.readMetadata(file), { signal });
  studio.metadata.set(source.sha256, own);
  return own;
}
