import { setEdits, setVariant } from '../../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import type { Edits, EditsPatch } from '../../domain/document/edits.ts';
import type { EncodeEdit } from '../../domain/document/edits/encode.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { editsFor } from '../../domain/document/resolve.ts';

/** For which outputs of a photo an edit holds. */
export type Scope = 'all' | 'output';

/** Whether an edit that `output` shows is every output's, or its own. */
export const scopeOf = (photo: Photo, output: VariantKey, name: keyof Edits): Scope =>
  photo.variants[output]?.[name] === undefined ? 'all' : 'output';

/** The project with edits replaced, each where it holds for `output`. */
export function withEdits(project: Project, photo: Photo, output: VariantKey, patch: EditsPatch): Project {
  const names = Object.keys(patch) as (keyof Edits)[];
  return names.reduce((changed, name) => {
    const key = scopeOf(photo, output, name) === 'output' ? output : undefined;
    return setEdits(changed, photo.id, { [name]: patch[name] }, key);
  }, project);
}

/** Gives `output` an edit of its own, as it is now, or lets it follow the photo's again. */
export function withScope(
  project: Project,
  photo: Photo,
  output: VariantKey,
  name: keyof Edits,
  scope: Scope
): Project {
  if (scope === scopeOf(photo, output, name)) return project;
  if (scope === 'output')
    return setEdits(project, photo.id, { [name]: editsFor(photo, output)[name] }, output);
  const others = Object.entries(photo.variants[output] ?? {}).filter(([other]) => other !== name);
  return setVariant(project, photo.id, output, Object.fromEntries(others));
}

/** The project with one output's file written otherwise; what all of the photo's files say is no edit of its own. */
export function withEncode(project: Project, photo: Photo, output: VariantKey, encode: EncodeEdit): Project {
  const isEverybodys = canonicalJson(encode) === canonicalJson(photo.edits.encode);
  if (isEverybodys) return withScope(project, photo, output, 'encode', 'all');
  return setEdits(project, photo.id, { encode }, output);
}
