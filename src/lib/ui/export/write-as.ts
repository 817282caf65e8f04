import { pictureOf, type PlannedFile } from '../../domain/batch/planned.ts';
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
  const { files } = exporting.plan;
  // A check of all that is under way goes on: what is known is not checked again.
  exporting.check(
    exporting.checking.progress ? files : files.filter((each) => pictureOf(each) === pictureOf(file))
  );
}
