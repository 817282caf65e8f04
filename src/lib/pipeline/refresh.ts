import type { Output } from '../domain/batch/output.ts';
import { staleReasons, type StaleReason } from '../domain/batch/stale.ts';
import type { Project } from '../domain/document/document.ts';
import { madeOf } from './made-of.ts';
import type { Studio } from './studio.ts';

/** A finished file that would be another today. `Batch.redo` with its `output.id` makes it again. */
export interface StaleOutput {
  readonly output: Output;
  readonly reasons: readonly StaleReason[];
}

/**
 * Which of a project's finished files would be others today, and why: its rules, the photo's edits, this app or the
 * cutout's model have changed. Files of photos or channels that are gone are none of them. Nothing is made or changed.
 */
export async function staleOutputs(studio: Studio, project: Project): Promise<readonly StaleOutput[]> {
  const photos = new Map(project.photos.map((photo) => [photo.id, photo]));
  const channels = new Set(studio.rules.channels.map(({ id }) => id));
  const stale: StaleOutput[] = [];
  for (const output of await studio.store.work.listOutputs(project.id)) {
    const photo = photos.get(output.photo);
    if (!photo || !channels.has(output.channel)) continue;
    const reasons = staleReasons(output.made, await madeOf(studio, project, photo, output));
    if (reasons.length > 0) stale.push({ output, reasons });
  }
  return stale;
}
