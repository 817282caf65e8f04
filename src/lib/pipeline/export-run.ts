import { PastExports, type Change, type ExportedFile } from '../domain/batch/exported.ts';
import { fileName } from '../domain/batch/package-names.ts';
import {
  manifestOf,
  reasonToRefuse,
  sharedIn,
  type Delivered,
  type Manifest,
  type Refused
} from '../domain/batch/manifest.ts';
import { pictureOf, type ExportPlan, type PlannedFile } from '../domain/batch/planned.ts';
import type { SkipReason } from '../domain/batch/problems.ts';
import type { Report } from '../domain/compliance/report.ts';
import { findPhoto } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../domain/errors.ts';
import { markGone, rememberGone } from './gone.ts';
import { keptFile, reportAs, withPixels, type FinishedFile } from './kept-file.ts';
import type { ExportOptions, Ledger } from './ledger.ts';
import { papersOf } from './papers.ts';
import { pictureFor } from './report-picture.ts';
import { settlePhoto } from './settle.ts';
import type { Studio } from './studio.ts';
import { withTwin } from './twins.ts';
import { writeZips, type WrittenZip, type ZipEntry, type ZipSink } from './zip.ts';

export interface ExportResult {
  readonly manifest: Manifest;
  readonly delivered: readonly Delivered[];
  readonly refused: readonly Refused[];
  readonly missing: readonly ExportedFile[];
  readonly zips: readonly WrittenZip[];
  /** Why this device does not remember what has gone: the next export takes it all for new. Null where it does. */
  readonly forgotten: PackshotError | null;
}

/**
 * Makes the files of a plan, one after the other, and writes those that may be handed over into ZIPs with the papers
 * that say what they are. What a batch has made and would come out the same is taken as it is. One picture is held at a
 * time; one that several sizes share is made once and written under the name of each. What fails is told in the manifest,
 * and the others go on. What has gone is remembered, and its jobs are marked.
 * @throws `aborted` (the ZIP under way is thrown away), `bad-request` (a base address that is none), `quota-exceeded`
 */
export async function runExport(
  studio: Studio,
  project: Project,
  plan: ExportPlan,
  sink: ZipSink,
  options: ExportOptions
): Promise<ExportResult> {
  const past = new PastExports(project.id, await studio.store.work.listExported(project.id));
  const ledger: Ledger = {
    delivered: [],
    refused: [...plan.skipped],
    pictures: new Map(),
    last: null,
    made: new Map(),
    past,
    unchanged: [],
    missing: []
  };
  const { maxZipBytes, signal } = options;
  const entries = entriesOf(studio, project, plan, ledger, options);
  const zips = await writeZips(entries, sink, { maxBytes: maxZipBytes, signal });
  const { delivered, refused, missing } = ledger;
  const forgotten = await remembered(studio, project, ledger, options);
  return { manifest: manifestOf(delivered, refused, missing), delivered, refused, missing, zips, forgotten };
}

/** Null where that went well: the files are handed over, and are no less so where there is no room for a note of it. */
async function remembered(
  studio: Studio,
  project: Project,
  { delivered, unchanged }: Ledger,
  { mark }: ExportOptions
): Promise<PackshotError | null> {
  try {
    await rememberGone(studio, project, delivered);
    await markGone(studio, project, [...delivered.map(({ planned }) => planned), ...unchanged], mark);
    return null;
  } catch (error) {
    return asPackshotError(error, 'no-storage');
  }
}

async function* entriesOf(
  studio: Studio,
  project: Project,
  plan: ExportPlan,
  ledger: Ledger,
  options: ExportOptions
): AsyncGenerator<ZipEntry> {
  const total = plan.files.length;
  for (const [done, planned] of plan.files.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.(done, total, planned);
    const file = await made(studio, project, planned, ledger, options);
    if (file) yield entryOf(project, planned, file, ledger, options);
  }
  options.onProgress?.(total, total, null);
  const there = [...ledger.delivered.map(({ planned }) => planned), ...ledger.unchanged];
  ledger.missing = ledger.past.missing(plan.scope, there);
  yield* papersOf(studio, project, plan, ledger, options);
}

/** The file, where it may be handed over; else null, and the ledger says why. */
async function made(
  studio: Studio,
  project: Project,
  planned: PlannedFile,
  ledger: Ledger,
  options: ExportOptions
): Promise<FinishedFile | null> {
  try {
    return await checked(studio, project, planned, ledger, options);
  } catch (thrown) {
    const error = asPackshotError(thrown, 'encode-failed');
    if (error.code === 'aborted') throw error;
    ledger.refused.push({ ...skipOf(planned), reason: 'error', code: error.code });
  }
  return null;
}

async function checked(
  studio: Studio,
  project: Project,
  planned: PlannedFile,
  ledger: Ledger,
  { includeReview, overrides, onReport, only, signal }: ExportOptions
): Promise<FinishedFile | null> {
  const refuse = (reason: SkipReason, report: Report) => {
    if (reason === 'unchanged') ledger.unchanged.push(planned);
    ledger.refused.push({ ...skipOf(planned), reason, report });
    return null;
  };
  const isUnwanted = (report: Report) =>
    only === 'changed' && changeOf(ledger, planned, report) === 'unchanged';
  const picture = pictureOf(planned);
  const last = lastAs(studio, project, planned, ledger);
  const kept = last ? null : await keptFile(studio, project, planned);
  const known = last ?? kept;
  if (known && isUnwanted(known.report)) {
    const { report } = withTwin(studio, planned, known, ledger.made);
    onReport?.(planned, report);
    return refuse('unchanged', report);
  }
  const found =
    last ?? (kept && (await withPixels(studio, kept))) ?? (await rendered(studio, project, planned, signal));
  ledger.last = { picture, file: found };
  const file = withTwin(studio, planned, found, ledger.made);
  const { report } = file;
  onReport?.(planned, report);
  if (isUnwanted(report)) return refuse('unchanged', report);
  if (!ledger.pictures.has(picture))
    ledger.pictures.set(picture, await pictureFor(studio, file.blob, signal));
  const reason = reasonToRefuse(report.verdict, { includeReview, override: overrides?.get(planned.key) });
  return reason === null ? file : refuse(reason, report);
}

/** The picture that was made last under this file's name; null where it is another one. */
function lastAs(
  studio: Studio,
  project: Project,
  planned: PlannedFile,
  { last }: Ledger
): FinishedFile | null {
  if (last?.picture !== pictureOf(planned)) return null;
  const report = reportAs(studio, findPhoto(project, planned.photo), planned, last.file.report);
  return { ...last.file, name: report.file.name, report };
}

const changeOf = ({ past }: Ledger, planned: PlannedFile, { file }: Report): Change =>
  past.changeOf(planned, file);

function rendered(
  studio: Studio,
  project: Project,
  { photo, channel, role, locale, name }: PlannedFile,
  signal: AbortSignal | undefined
): Promise<FinishedFile> {
  const target = { channel, role, locale, name };
  return settlePhoto(studio, project, findPhoto(project, photo), target, { signal });
}

const skipOf = (planned: PlannedFile) => {
  const { photo, channel, role, slot, country } = planned;
  return { photo, channel, role, slot, ...(country !== undefined && { country }), ...sharedIn(planned) };
};

function entryOf(
  project: Project,
  planned: PlannedFile,
  { blob, report }: FinishedFile,
  ledger: Ledger,
  { layout, overrides }: ExportOptions
): ZipEntry {
  const { zip, path } = fileName(project, planned, report.file.name, layout);
  const override = overrides?.get(planned.key);
  const isAsked = report.verdict === 'fail' || report.verdict === 'review';
  const place = (placed: string) =>
    ledger.delivered.push({
      planned,
      report,
      path: layout === 'channels' ? `${placed}/${path}` : path,
      change: changeOf(ledger, planned, report),
      ...(override !== undefined && isAsked && { override })
    });
  return { zip, name: path, blob, onplaced: place };
}
