import { finished, type Job } from '../domain/batch/job.ts';
import type { Output } from '../domain/batch/output.ts';
import { findPhoto } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import type { FileKeeper } from './keep-file.ts';
import { madeOf } from './made-of.ts';
import { keepRules } from './refresh.ts';
import { settlePhoto, type SettleOptions } from './settle.ts';
import type { Studio } from './studio.ts';

/**
 * Makes a job's file as the policy says (`settlePhoto`) and keeps it. Neither job nor output is written.
 * @throws as `settlePhoto`, and `not-found` where the photo is gone
 */
export async function makeFile(
  studio: Studio,
  project: Project,
  job: Job,
  options: Pick<SettleOptions, 'effort' | 'signal' | 'onStage'>,
  keeper: FileKeeper
): Promise<{ readonly job: Job; readonly output: Output }> {
  const started = performance.now();
  const photo = findPhoto(project, job.photo);
  const { channel, role, locale, name } = job;
  const { blob, report, hash } = await settlePhoto(
    studio,
    project,
    photo,
    { channel, role, locale, name },
    options
  );
  const made = await madeOf(studio, project, photo, { channel, role, locale });
  await keepRules(studio, channel);
  const file = await keeper.keep(blob);
  const { id, key, slot } = job;
  const place = { channel, role, ...(locale !== undefined && { locale }), slot };
  const output = { id, project: project.id, photo: photo.id, key, ...place, made, report, file, hash };
  return { job: finished(job, report, performance.now() - started), output };
}
