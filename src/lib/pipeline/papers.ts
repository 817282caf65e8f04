import { csvOf } from '../domain/batch/csv.ts';
import { checksums, manifestOf, sharedIn } from '../domain/batch/manifest.ts';
import { papersZip } from '../domain/batch/package-names.ts';
import type { ExportPlan } from '../domain/batch/planned.ts';
import { brandOf } from '../domain/channels/limits.ts';
import type { Project } from '../domain/document/document.ts';
import { APP_VERSION } from './device.ts';
import type { ExportOptions, Ledger } from './ledger.ts';
import { reportHtml } from './report-html.ts';
import type { Studio } from './studio.ts';
import type { ZipEntry } from './zip.ts';

/** Everything about the files that is not a picture, once all of them are made. */
export function* papersOf(
  { rules }: Pick<Studio, 'rules'>,
  project: Project,
  plan: ExportPlan,
  ledger: Ledger,
  options: ExportOptions
): Generator<ZipEntry> {
  const zip = papersZip(project, options.layout);
  const paper = (name: string, text: string, type: string): ZipEntry => ({
    zip,
    name,
    blob: new Blob([text], { type })
  });
  const { delivered, refused, missing } = ledger;
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  yield paper('manifest.json', json(manifestOf(delivered, refused, missing)), 'application/json');
  yield paper('report.json', json(reportJson(project, ledger)), 'application/json');
  yield paper(
    'report.html',
    reportHtml(project, ledger, options.words, (id) => brandOf(rules.channel(id))),
    'text/html'
  );
  yield paper('SHA256SUMS', checksums(delivered), 'text/plain');
  for (const channel of new Set(plan.files.map((file) => file.channel))) {
    const csv = csvOf(project, rules.channel(channel), delivered, options);
    if (csv !== null) yield paper(`${channel}.csv`, csv, 'text/csv');
  }
}

/** Every report as it was made, of what was handed over and of what was not. */
function reportJson({ name }: Project, { delivered, refused, missing }: Ledger) {
  return {
    schema: 1,
    app: APP_VERSION,
    project: name,
    made: new Date().toISOString(),
    files: delivered.map(({ planned, path, report, override, change }) => ({
      name: path,
      photo: planned.photo,
      ...sharedIn(planned),
      ...(planned.country !== undefined && { country: planned.country }),
      ...(override !== undefined && { override }),
      change,
      report
    })),
    skipped: refused,
    missing
  };
}
