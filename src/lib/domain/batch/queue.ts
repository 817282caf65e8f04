import type { Photo, Project } from '../document/document.ts';
import { lookUp } from '../document/lookup.ts';
import { isStale } from '../document/series.ts';
import { jobId, jobOf, requeued, byTurn, type Job } from './job.ts';
import { planExport } from './plan.ts';
import type { ExtensionOf, SkippedFile } from './planned.ts';
import type { Selection } from './wishes.ts';

/** What a batch is to do: new jobs and those that are to be done again, and what no file is made of and why. */
export interface JobPlan {
  readonly jobs: readonly Job[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Plans a batch: photos × channels × roles × countries → jobs. Photos without a cutout get one, so none is skipped for
 * that. Sizes that share another one's pictures need no jobs. Jobs that are there and not over stay as they are; those
 * that are over are planned again where `isWanted` says so.
 * @throws as `planExport`
 */
export function planJobs(
  project: Project,
  selection: Selection,
  present: ReadonlyMap<string, Job>,
  { extensionOf, isWanted }: { extensionOf: ExtensionOf; isWanted: (job: Job) => boolean }
): JobPlan {
  const { files, skipped } = planExport(
    project,
    { ...selection, cutsOut: true, sharedSizes: false },
    extensionOf
  );
  let order = [...present.values()].reduce((next, job) => Math.max(next, job.order + 1), 0);
  const jobs = files.flatMap((file): Job[] => {
    const known = present.get(jobId(project.id, file.key));
    if (!known) return [jobOf(project.id, file, order++)];
    const isOpen = known.state === 'queued' || known.state === 'working';
    return isOpen || !isWanted(known) ? [] : [{ ...requeued(known), name: file.name, slot: file.slot }];
  });
  return { jobs, skipped };
}

/** All queued jobs of the photo whose turn it is; none where nothing waits. Photos under way are passed over. */
export function nextPhoto(jobs: Iterable<Job>, busy: ReadonlySet<string>): readonly Job[] {
  const waiting = [...jobs].filter(({ state, photo }) => state === 'queued' && !busy.has(photo));
  const first = waiting.reduce<Job | null>(
    (best, job) => (best && byTurn(best, job) <= 0 ? best : job),
    null
  );
  return first ? waiting.filter(({ photo }) => photo === first.photo).sort(byTurn) : [];
}

/** Whether a photo must be cut out before a file of it can be made. */
export function needsCutout(project: Project, photoId: string): boolean {
  const photo = lookUp(project.photos, photoId);
  return photo !== undefined && isUncut(photo);
}

/** Whether a photo has no cutout, or none of what is asked now. */
export const isUncut = ({ edits: { cutout } }: Photo): boolean => cutout.found === null || isStale(cutout);

/** Mean times of what was measured so far, ms; null where nothing was. */
export interface Pace {
  readonly cutoutMs: number | null;
  readonly fileMs: number | null;
}

/**
 * Time that the rest takes, ms: cutouts one after the other and files in `lanes`, side by side. Null where nothing was
 * measured of a kind that is still to come.
 */
export function timeLeft(
  jobs: Iterable<Pick<Job, 'state'>>,
  cutouts: number,
  { cutoutMs, fileMs }: Pace,
  lanes: number
): number | null {
  const files = [...jobs].filter(({ state }) => state === 'queued' || state === 'working').length;
  if ((cutouts > 0 && cutoutMs === null) || (files > 0 && fileMs === null)) return null;
  return Math.max(cutouts * (cutoutMs ?? 0), (files * (fileMs ?? 0)) / lanes);
}
