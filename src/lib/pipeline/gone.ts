import { slotId, type ExportedFile } from '../domain/batch/exported.ts';
import { isOver, jobId } from '../domain/batch/job.ts';
import type { Delivered } from '../domain/batch/manifest.ts';
import type { PlannedFile } from '../domain/batch/planned.ts';
import { exportedListings } from '../domain/batch/shared-sizes.ts';
import type { Project } from '../domain/document/document.ts';
import type { Studio } from './studio.ts';

/** Tells a batch that is open that files have gone, by `Job.id`. */
export type Mark = (jobs: readonly string[]) => Promise<void>;

/** Remembers which files have gone, for the next export to be held against. @throws `quota-exceeded` */
export async function rememberGone(
  { store }: Pick<Studio, 'store'>,
  project: Project,
  delivered: readonly Delivered[]
): Promise<void> {
  const labels = new Map(exportedListings(project, true).map(({ key, label }) => [key, label]));
  const at = Date.now();
  await store.work.putExported(
    delivered.map(({ planned, report: { file } }): ExportedFile => {
      const { channel, role, country, listing, slot, photo, product } = planned;
      const place = {
        channel,
        role,
        ...(country !== undefined && { country }),
        listing,
        slot,
        photo,
        ...(product !== undefined && { product })
      };
      const label = labels.get(listing) ?? '';
      const { name, sha256 } = file;
      return { id: slotId(project.id, planned), project: project.id, ...place, label, name, sha256, at };
    })
  );
}

/**
 * The jobs of files that have gone are `exported`. A job is its own product's file: what has gone under other sizes' names
 * marks none.
 * @param mark the open batch's, which holds its jobs in memory; without one they are marked on disk
 * @throws `quota-exceeded`
 */
export async function markGone(
  { store }: Pick<Studio, 'store'>,
  project: Project,
  files: readonly PlannedFile[],
  mark: Mark | undefined
): Promise<void> {
  const own = files.filter(({ sharedFrom }) => sharedFrom === undefined);
  const ids = new Set(own.map(({ key }) => jobId(project.id, key)));
  if (mark) return mark([...ids]);
  const jobs = (await store.work.listJobs(project.id)).filter((job) => ids.has(job.id) && isOver(job));
  await store.work.putJobs(jobs.map((job) => ({ ...job, state: 'exported' })));
}
