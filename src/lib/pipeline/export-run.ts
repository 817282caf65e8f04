import { fileName } from '../domain/batch/package-names.ts';
import {
  manifestOf,
  reasonToRefuse,
  type Delivered,
  type Manifest,
  type Refused
} from '../domain/batch/manifest.ts';
import type { ExportPlan, PlannedFile } from '../domain/batch/planned.ts';
import { findPhoto } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { asPackshotError } from '../domain/errors.ts';
import type { RenderedFile } from './export.ts';
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
  readonly zips: readonly WrittenZip[];
}

/**
 * Makes the files of a plan, one after the other, and writes those that may be handed over into ZIPs with the papers
 * that say what they are. One picture is held at a time. What fails is told in the manifest, and the others go on.
 * @throws `aborted` (the ZIP under way is thrown away), `bad-request` (a base address that is none), `quota-exceeded`
 */
export async function runExport(
  studio: Studio,
  project: Project,
  plan: ExportPlan,
  sink: ZipSink,
  options: ExportOptions
): Promise<ExportResult> {
  const ledger: Ledger = { delivered: [], refused: [...plan.skipped], pictures: new Map(), made: new Map() };
  const { maxZipBytes, signal } = options;
  const entries = entriesOf(studio, project, plan, ledger, options);
  const zips = await writeZips(entries, sink, { maxBytes: maxZipBytes, signal });
  const { delivered, refused } = ledger;
  return { manifest: manifestOf(delivered, refused), delivered, refused, zips };
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
  yield* papersOf(studio, project, plan, ledger, options);
}

/** The file, where it may be handed over; else null, and the ledger says why. */
async function made(
  studio: Studio,
  project: Project,
  planned: PlannedFile,
  ledger: Ledger,
  { includeReview, overrides, onReport, signal }: ExportOptions
): Promise<RenderedFile | null> {
  const { channel, role, locale, name } = planned;
  try {
    const photo = findPhoto(project, planned.photo);
    const settled = await settlePhoto(studio, project, photo, { channel, role, locale, name }, { signal });
    const file = withTwin(studio, planned, settled, ledger.made);
    const { report } = file;
    onReport?.(planned, report);
    ledger.pictures.set(planned.key, await pictureFor(studio, file.blob, signal));
    const reason = reasonToRefuse(report.verdict, { includeReview, override: overrides?.get(planned.key) });
    if (reason === null) return file;
    ledger.refused.push({ ...skipOf(planned), reason, report });
  } catch (thrown) {
    const error = asPackshotError(thrown, 'encode-failed');
    if (error.code === 'aborted') throw error;
    ledger.refused.push({ ...skipOf(planned), reason: 'error', code: error.code });
  }
  return null;
}

const skipOf = ({ photo, channel, role, slot, country }: PlannedFile) => ({
  photo,
  channel,
  role,
  slot,
  ...(country !== undefined && { country })
});

function entryOf(
  project: Project,
  planned: PlannedFile,
  { blob, report }: RenderedFile,
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
      ...(override !== undefined && isAsked && { override })
    });
  return { zip, name: path, blob, onplaced: place };
}
