import type { PlannedFile } from '../../domain/batch/planned.ts';
import type { EncodeEdit } from '../../domain/document/edits/encode.ts';
import { keyOf } from '../../domain/document/resolve.ts';
import { withEncode } from '../editor/edit-scope.ts';
import type { Exporting } from './exporting.svelte.ts';

/** Writes one output's file otherwise, and looks what comes of it: its name may be another then. */
export function writeAs(exporting: Exporting, file: PlannedFile, encode: EncodeEdit): void {
  const { session } = exporting;
  const photo = exporting.photoOf(file);
  if (!photo) return;
  session.change(withEncode(session.project, photo, keyOf(file), encode));
  exporting.check(exporting.plan.files.filter(({ key }) => key === file.key));
}
