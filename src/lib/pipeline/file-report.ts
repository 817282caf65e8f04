import { brandOf } from '../domain/channels/limits.ts';
import type { PlannedFile } from '../domain/batch/planned.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import type { RenderedFile } from './export.ts';
import type { ReportWords } from './ledger.ts';
import { reportHtml } from './report-html.ts';
import { pictureFor } from './report-picture.ts';
import type { Studio } from './studio.ts';

/**
 * The printable report (HTML) of one file.
 * @throws `out-of-memory`, `decode-failed`, `aborted`
 */
export async function fileReport(
  studio: Studio,
  project: Project,
  photo: Photo,
  { blob, report }: RenderedFile,
  words: ReportWords
): Promise<Blob> {
  const { channel, role, file } = report;
  const planned: PlannedFile = {
    key: photo.id,
    photo: photo.id,
    listing: photo.id,
    channel,
    role,
    slot: role,
    position: 1,
    folder: channel,
    name: file.name
  };
  const pictures = new Map([[planned.key, await pictureFor(studio, blob)]]);
  const ledger = { delivered: [{ planned, report, path: file.name }], refused: [], pictures };
  const html = reportHtml(project, ledger, words, (id) => brandOf(studio.rules.channel(id)));
  return new Blob([html], { type: 'text/html' });
}
