import { setMetadata } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { metadataSchema } from '../domain/document/metadata.ts';
import { parseParams, type Params } from './requests.ts';

/**
 * The project with what its files say about themselves patched.
 * @throws `bad-request` with `path`: `setMetadata.patch.copyright`
 */
export function withMetadata(project: Project, patch: Params<'setMetadata'>['patch']): Project {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const metadata = { ...project.metadata, ...given };
  return setMetadata(project, parseParams(metadataSchema, metadata, 'setMetadata.patch'));
}
