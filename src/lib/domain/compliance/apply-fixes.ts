import { findPhoto, setCutout, setEdits } from '../document/change.ts';
import type { Project, VariantKey } from '../document/document.ts';
import { editsFor } from '../document/resolve.ts';
import { patchOf, type Fix } from './fixes.ts';

/**
 * The project in which one output is fixed: by edits of its own; what is of the cutout is so for all outputs. After
 * `holes` the photo waits to be cut out again.
 * @throws `not-found`
 */
export function applyFixes(
  project: Project,
  photoId: string,
  key: VariantKey,
  fixes: readonly Fix[]
): Project {
  const { cutout, ...patch } = patchOf(fixes, editsFor(findPhoto(project, photoId), key));
  const fixed = Object.keys(patch).length > 0 ? setEdits(project, photoId, patch, key) : project;
  return cutout ? setCutout(fixed, photoId, cutout) : fixed;
}
