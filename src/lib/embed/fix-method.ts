import { fixesFor, patchOf, type Fix } from '../domain/compliance/fixes.ts';
import { safeFixes } from '../domain/compliance/policy.ts';
import { FIX_IDS } from '../domain/compliance/report.ts';
import * as change from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { renderPhoto } from '../pipeline/export.ts';
import type { Desk } from './desk.ts';
import type { Params } from './requests.ts';

/**
 * What of a host's fixes (or of all safe ones) answers findings of one output as it is.
 * @throws as `renderPhoto`
 */
export async function fixesOf(
  desk: Desk,
  { id, fixes, ...target }: Params<'fix'>,
  signal: AbortSignal
): Promise<readonly Fix[]> {
  const { studio, project, files } = desk;
  const photo = () => desk.photo(id);
  const { report } = await files.run(
    () => renderPhoto(studio, project, photo(), target, { signal }),
    signal
  );
  const edits = editsFor(photo(), variantKey(target.channel, target.role, target.locale));
  if (!fixes) return safeFixes(report, edits);
  return fixesFor(
    report,
    edits,
    FIX_IDS.filter((other) => !fixes.includes(other))
  );
}

/** The project in which one output is fixed; what is of the cutout is so for all outputs. */
export function withFixed(
  project: Project,
  { id, channel, role, locale }: Params<'fix'>,
  fixes: readonly Fix[]
): Project {
  const key = variantKey(channel, role, locale);
  const { cutout, ...patch } = patchOf(fixes, editsFor(change.findPhoto(project, id), key));
  const fixed = Object.keys(patch).length > 0 ? change.setEdits(project, id, patch, key) : project;
  return cutout ? change.setCutout(fixed, id, cutout) : fixed;
}
