import { sizedName } from '../domain/channels/naming.ts';
import { findRole } from '../domain/channels/index.ts';
import { jobId } from '../domain/batch/job.ts';
import type { Output } from '../domain/batch/output.ts';
import { pictureOf, type PlannedFile } from '../domain/batch/planned.ts';
import { staleReasons } from '../domain/batch/stale.ts';
import { renamed } from '../domain/compliance/renamed.ts';
import type { Report } from '../domain/compliance/report.ts';
import { decisionsOn, findPhoto } from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { PackshotError } from '../domain/errors.ts';
import type { RenderedFile } from './export.ts';
import { madeOf } from './made-of.ts';
import type { Studio } from './studio.ts';

/** What an export needs of a file, whether it was made for it or lay there. */
export type FinishedFile = Pick<RenderedFile, 'name' | 'blob' | 'report' | 'hash'>;

/** A finished file of a batch, before its pixels are read. */
export type KeptFile = Omit<FinishedFile, 'blob'> & Pick<Output, 'file'>;

/**
 * What a batch made of a planned file, where making it again would give the same: by its plan's name, and judged by that.
 * Null where there is none, or where words and faces could be read in it now and were not.
 * @throws `rule-unknown`, `not-found` where the photo is gone
 */
export async function keptFile(
  studio: Studio,
  project: Project,
  planned: PlannedFile
): Promise<KeptFile | null> {
  const output = await studio.store.work.getOutput(jobId(project.id, pictureOf(planned)));
  if (!output) return null;
  const photo = findPhoto(project, planned.photo);
  const today = await madeOf(studio, project, photo, planned);
  if (staleReasons(output.made, today).length > 0) return null;
  if (isUnread(output) && (await studio.reader.call((api) => api.isReady()))) return null;
  const { file, hash } = output;
  const report = reportAs(studio, photo, planned, output.report);
  return { name: report.file.name, report, file, hash };
}

/** What a report on a picture says of the file that was planned of it: its name is judged, its pixels are not. @throws `rule-unknown` */
export function reportAs(
  { rules }: Pick<Studio, 'rules'>,
  photo: Photo,
  planned: Pick<PlannedFile, 'channel' | 'role' | 'locale' | 'name'>,
  report: Report
): Report {
  const channel = rules.channel(planned.channel);
  const role = findRole(channel, planned.role);
  const key = variantKey(channel.id, role.id, planned.locale);
  const judgedIn = { channel, role, decisions: decisionsOn(photo, key), edits: editsFor(photo, key) };
  return renamed(report, sizedName(planned.name, report.file), judgedIn);
}

/** Null where its pixels are not on this device: it is made again then. */
export async function withPixels(
  { store }: Pick<Studio, 'store'>,
  { file, ...kept }: KeptFile
): Promise<FinishedFile | null> {
  if (!file) return null;
  try {
    return { ...kept, blob: await store.getBlob(file) };
  } catch (error) {
    if (error instanceof PackshotError && error.code === 'not-found') return null;
    throw error;
  }
}

const isUnread = ({ report }: Output): boolean => report.findings.some(({ reason }) => reason === 'not-read');
