import type { Job } from '../../domain/batch/job.ts';
import { PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';
import { doubtWords, firstDoubt } from '../compliance/doubt-words.ts';
import { errorWords } from '../shared/error-words.ts';
import { number } from '../shared/numbers.ts';
import type { Card } from './cards.ts';

export const photosCount = (count: number): string => m.table_photos({ count, shown: number(count) });
export const productsCount = (count: number): string =>
  m.table_products_count({ count, shown: number(count) });

/** Why a job's file needs a look, in a few words; null where it does not, or where nobody knows. */
export function jobWords(job: Job | null): string | null {
  if (job?.error) return errorWords(new PackshotError(job.error.code, job.error.message)).what;
  const first = firstDoubt(job?.result?.findings ?? []);
  return first && doubtWords(first);
}

/** The first thing to look at of a product; null where there is none. */
export function reasonOf({ failed, channels, listing }: Card): string | null {
  if (failed) return jobWords(failed);
  const open = channels.filter(({ verdict }) => verdict === 'fail' || verdict === 'review');
  const words = open.map(({ worst }) => jobWords(worst)).find((word) => word !== null);
  if (words) return words;
  // A title says more than that nothing was begun.
  if (listing.product?.title) return null;
  return listing.photos.every(({ photo }) => photo.edits.cutout.found === null) ? m.table_no_cutout() : null;
}
