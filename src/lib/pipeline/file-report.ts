import { brandOf } from '../domain/channels/limits.ts';
import type { Project } from '../domain/document/document.ts';
import type { RenderedFile } from './export.ts';
import type { ReportWords } from './ledger.ts';
import { reportPage } from './report-html.ts';
import { pictureFor } from './report-picture.ts';
import type { Studio } from './studio.ts';

/**
 * The printable report (HTML) of one file.
 * @throws `out-of-memory`, `decode-failed`, `aborted`
 */
export async function fileReport(
  studio: Studio,
  project: Project,
  { blob, report }: RenderedFile,
  words: ReportWords
): Promise<Blob> {
  const { role, file } = report;
  const picture = await pictureFor(studio, blob);
  const rows = [{ name: file.name, place: role, report, picture, note: null }];
  const page = { name: project.name, rows, skipped: [] };
  const html = reportPage(page, words, (id) => brandOf(studio.rules.channel(id)));
  return new Blob([html], { type: 'text/html' });
}
