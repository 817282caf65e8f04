import { pictureOf } from '../domain/batch/planned.ts';
import type { Finding, Report } from '../domain/compliance/report.ts';
import type { Project } from '../domain/document/document.ts';
import type { Ledger, ReportPicture, ReportWords } from './ledger.ts';
import { REPORT_STYLE } from './report-style.ts';

/** A file that was checked, as a report shows it. */
export interface ReportRow {
  readonly name: string;
  /** Its slot or role. */
  readonly place: string;
  readonly report: Report;
  readonly picture: ReportPicture | undefined;
  readonly note: string | null;
  /** Against the file that went into its place last; none where nobody asked. */
  readonly change?: string;
  /** Whose picture it is, where that is another size's. */
  readonly shared?: string;
}

/** A file that is not there or could not be checked, and why. */
export interface ReportSkip {
  readonly name: string;
  readonly why: string;
  readonly report?: Report | undefined;
}

export interface ReportPage {
  /** Its heading. */
  readonly name: string;
  readonly rows: readonly ReportRow[];
  readonly skipped: readonly ReportSkip[];
  /** Files that went before and of which there is none now. */
  readonly missing?: readonly ReportSkip[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');

/** What an export has come to, as a page (`reportPage`). */
export function reportHtml(
  project: Project,
  ledger: Pick<Ledger, 'delivered' | 'refused' | 'pictures' | 'missing'>,
  words: ReportWords,
  channelName: (id: string) => string
): string {
  const rows = ledger.delivered.map(({ planned, path, report, override, change }): ReportRow => ({
    name: path,
    place: placeOf(planned),
    report,
    picture: ledger.pictures.get(pictureOf(planned)),
    note: override === undefined ? null : `${words.override} ${override}`,
    change: words.change(change),
    ...(planned.sharedFrom !== undefined && { shared: words.shared(planned.sharedFrom) })
  }));
  const names = new Map(project.photos.map(({ id, name }) => [id, name]));
  const skipped = ledger.refused.map((skip): ReportSkip => ({
    name: names.get(skip.photo) ?? '',
    why: `${channelName(skip.channel)} ${placeOf(skip)}: ${words.reason(skip)}`,
    report: skip.report
  }));
  const missing = ledger.missing.map((gone): ReportSkip => ({
    name: gone.name,
    why: `${channelName(gone.channel)} ${placeOf(gone)}`
  }));
  return reportPage({ name: project.name, rows, skipped, missing }, words, channelName);
}

/**
 * A page that shows what was checked and by whose word, to be read, printed or sent: it asks for nothing, runs nothing,
 * and holds its pictures. Everything that a person or a file named is escaped.
 */
export function reportPage(
  { name: heading, rows, skipped, missing = [] }: ReportPage,
  words: ReportWords,
  channelName: (id: string) => string
): string {
  const channels = [...new Set(rows.map(({ report }) => report.channel))];
  const sections = channels.map((channel) =>
    sectionOf(
      channelName(channel),
      rows.filter(({ report }) => report.channel === channel),
      words
    )
  );
  const listed = (title: (count: number) => string, files: readonly ReportSkip[]) =>
    files.length === 0
      ? ''
      : `<section><h2>${escaped(title(files.length))}</h2><ul class="skipped">${files.map((file) => skippedOf(file, words)).join('')}</ul></section>`;
  return `<!doctype html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${words.title} · ${heading}`)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header><h1>${escaped(heading)}</h1>
<p>${escaped(`${words.title} · ${words.when(new Date())} · ${words.files(rows.length)}`)}</p></header>
${sections.join('\n')}
${listed(words.missing, missing)}
${listed(words.skipped, skipped)}
</body>
</html>
`;
}

const placeOf = ({ slot, country }: { slot: string; country?: string }) =>
  country === undefined ? slot : `${slot} · ${country}`;

function sectionOf(name: string, files: readonly ReportRow[], words: ReportWords): string {
  const version = files[0]?.report.rules ?? '';
  return `<section><h2>${escaped(name)} <small>${escaped(words.rules(version))}</small></h2>
${files.map((file) => articleOf(file, words)).join('\n')}</section>`;
}

function articleOf(row: ReportRow, words: ReportWords): string {
  const { name, place, report, picture, note, change, shared } = row;
  const open = report.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable');
  const passed = report.findings.filter(({ verdict }) => verdict === 'pass');
  const image = picture
    ? `<img src="${escaped(picture.src)}" width="${picture.width}" height="${picture.height}" alt="">`
    : '';
  const titles = passed.map((finding) => words.finding(finding).title).join(' · ');
  return `<article class="${report.verdict}"><div class="shot">${image}</div><div>
<h3>${escaped(name)}</h3>
<p>${escaped([place, change ?? [], shared ?? [], words.verdict(report.verdict), words.score(report.score)].flat().join(' · '))}</p>
<p class="dim">${escaped(words.facts(report))}</p>
${note === null ? '' : `<p class="note">${escaped(note)}</p>`}
${open.length === 0 ? '' : `<table>${open.map((finding) => findingOf(finding, words)).join('')}</table>`}
${fixedOf(report, words)}<p class="dim">${escaped(`${words.passed(passed.length)}: ${titles}`)}</p>
${askedOf(report, words)}</div></article>`;
}

function fixedOf({ fixed = [] }: Report, words: ReportWords): string {
  const each = fixed.map(({ before, after }) => {
    const [was, is] = [words.finding(before), words.finding(after)];
    return `${was.title} (${[was.measured, is.measured].filter((value) => value !== '').join(' → ')})`;
  });
  return each.length === 0 ? '' : `<p>${escaped(`${words.fixed}: ${each.join(' · ')}`)}</p>\n`;
}

/** Boxes to tick by hand. */
function askedOf({ checklist = [] }: Report, words: ReportWords): string {
  if (checklist.length === 0) return '';
  const items = checklist.map((item) => `☐ ${words.ask(item)}`).join(' · ');
  return `<p class="dim">${escaped(`${words.asked}: ${items}`)}</p>
`;
}

function findingOf(finding: Finding, words: ReportWords): string {
  const { verdict, title, why, measured, limit, level, checked } = words.finding(finding);
  const { source } = finding;
  const link = /^https?:\/\//i.test(source.url)
    ? `<a href="${escaped(source.url)}" rel="noreferrer">${escaped(source.title)}</a>`
    : escaped(source.title);
  return `<tr class="${finding.verdict}"><th>${escaped(`${verdict}: ${title}`)}</th><td>${escaped(why)}<br><small>${link} · ${escaped(`${checked} · ${level}`)}</small></td><td>${escaped(measured)}<br><small>${escaped(limit)}</small></td></tr>`;
}

function skippedOf({ name, why, report }: ReportSkip, words: ReportWords): string {
  const open = report?.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'review') ?? [];
  const table =
    open.length === 0 ? '' : `<table>${open.map((finding) => findingOf(finding, words)).join('')}</table>`;
  return `<li><b>${escaped(name)}</b> ${escaped(why)}${table}</li>`;
}
