import { fixesFor, type Fix } from '../domain/compliance/fixes.ts';
import { safeFixes } from '../domain/compliance/policy.ts';
import { FIX_IDS } from '../domain/compliance/fix-id.ts';
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
  const { report } = await files.run(() => renderPhoto(studio, project, photo(), target, { signal }), signal);
  const edits = editsFor(photo(), variantKey(target.channel, target.role, target.locale));
  if (!fixes) return safeFixes(report, edits);
  return fixesFor(
    report,
    edits,
    FIX_IDS.filter((other) => !fixes.includes(other))
  );
}
