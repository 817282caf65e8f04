import type { Job } from '../../domain/batch/job.ts';
import type { Photo, VariantKey } from '../../domain/document/document.ts';
import { keyOf } from '../../domain/document/resolve.ts';

/** A job, with the photo that it tells of; null where what it tells is out of date. */
export interface Told {
  readonly job: Job;
  readonly photo: Photo | null;
}

/** By photo, then by output. */
export type ToldJobs = ReadonlyMap<string, ReadonlyMap<VariantKey, Told>>;

export const NOTHING_TOLD: ToldJobs = new Map();

const isSame = (a: Job, b: Job): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * What was told before and what these jobs tell: the same map, and the same part of each photo, where that is nothing new.
 * Jobs of locales and of photos that are gone are none of the table's.
 * @param outdated `Job.id`s of files that would be others today
 */
export function toldBy(
  jobs: readonly Job[],
  before: ToldJobs,
  photos: ReadonlyMap<string, Photo>,
  outdated: readonly string[]
): ToldJobs {
  const old = new Set(outdated);
  const news = new Map<string, Map<VariantKey, Told>>();
  for (const job of jobs) {
    const photo = photos.get(job.photo);
    if (!photo || job.locale !== undefined) continue;
    const key = keyOf(job);
    const known = before.get(photo.id);
    const told = known?.get(key);
    if (told && isSame(told.job, job)) continue;
    const own = news.get(photo.id) ?? new Map(known);
    own.set(key, { job, photo: old.has(job.id) ? null : photo });
    news.set(photo.id, own);
  }
  return news.size === 0 ? before : new Map([...before, ...news]);
}
