import { finished, type Job } from '../domain/batch/job.ts';
import type { Output } from '../domain/batch/output.ts';
import { isOutdated, staleReasons } from '../domain/batch/stale.ts';
import { underDecisions } from '../domain/compliance/accepted.ts';
import { decisionsOn } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { lookUp } from '../domain/document/lookup.ts';
import { keyOf } from '../domain/document/resolve.ts';
import { madeOf } from './made-of.ts';
import type { Studio } from './studio.ts';

/**
 * A finished file on which a person has decided: judged anew, its bytes as they are. Null where more than decisions has
 * changed since it was made, or there is none. Nothing is written.
 * @param before the document that differs from `after` by decisions alone
 */
export async function judgedFile(
  studio: Studio,
  job: Job,
  before: Project,
  after: Project
): Promise<{ readonly job: Job; readonly output: Output } | null> {
  const [was, is] = [before, after].map(({ photos }) => lookUp(photos, job.photo));
  const output = await studio.store.work.getOutput(job.id);
  if (!was || !is || !output) return null;
  if (isOutdated(staleReasons(output.made, await madeOf(studio, before, was, job)))) return null;
  const report = underDecisions(output.report, decisionsOn(is, keyOf(job)));
  const { app } = output.made;
  const made = { ...(await madeOf(studio, after, is, job)), app };
  return { job: finished(job, report, job.ms), output: { ...output, report, made } };
}
