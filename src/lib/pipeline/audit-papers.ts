import { cell } from '../domain/batch/csv.ts';
import { brandOf } from '../domain/channels/limits.ts';
import type { Report } from '../domain/compliance/report.ts';
import { unchecked, type Audited, type Verdicts } from './audit.ts';
import type { AuditSkip } from './audit-files.ts';
import { APP_VERSION } from './device.ts';
import type { ReportWords } from './ledger.ts';
import { reportPage, type ReportRow } from './report-html.ts';

/** What an audit has found so far. */
export interface AuditResult {
  readonly name: string;
  readonly audited: readonly Audited[];
  readonly verdicts: readonly Verdicts[];
  readonly skipped: readonly AuditSkip[];
}

/** Every report as it was made, and what could not be checked. */
export function auditJson(result: AuditResult): string {
  const paper = {
    schema: 1,
    app: APP_VERSION,
    audit: result.name,
    made: new Date().toISOString(),
    files: result.verdicts.map(({ audited, report }) => ({ path: audited.item.path, report })),
    skipped: unchecked(result.audited, result.skipped).map(({ path, error }) => ({ path, ...error.toWire() }))
  };
  return `${JSON.stringify(paper, null, 2)}\n`;
}

/** As the printable report of an export. */
export function auditHtml(
  result: AuditResult,
  words: ReportWords,
  errorWord: (skip: AuditSkip) => string
): string {
  const names = new Map(result.verdicts.map(({ channel }) => [channel.id, brandOf(channel)]));
  const rows = result.verdicts.map(({ audited, role, report }): ReportRow => ({
    name: audited.item.path,
    place: role.variantCodes?.[0] ?? role.id,
    report,
    picture: audited.picture ?? undefined,
    note: null
  }));
  const skipped = unchecked(result.audited, result.skipped).map((skip) => ({
    name: skip.path,
    why: errorWord(skip)
  }));
  return reportPage({ name: result.name, rows, skipped }, words, (id) => names.get(id) ?? id);
}

const COLUMNS = [
  'file',
  'channel',
  'role',
  'verdict',
  'score',
  'width',
  'height',
  'bytes',
  'type',
  'findings',
  'error'
] as const;

/** A table for spreadsheets, one row for each picture and channel, and for each file without a report. */
export function auditCsv(result: AuditResult, words: ReportWords): string {
  const rows = result.verdicts.map(({ audited, report }) => [
    audited.item.path,
    report.channel,
    report.role,
    report.verdict,
    ...[report.score, report.file.width, report.file.height, report.file.bytes].map(String),
    report.file.type,
    findingsIn(report, words),
    ''
  ]);
  const others = unchecked(result.audited, result.skipped).map(({ path, error }) => [
    path,
    ...COLUMNS.slice(2).map(() => ''),
    error.code
  ]);
  return [COLUMNS, ...rows, ...others].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

const findingsIn = ({ findings }: Report, words: ReportWords): string =>
  findings
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
    .map((finding) => words.finding(finding))
    .map(({ verdict, title, measured }) => `${verdict}: ${title}${measured === '' ? '' : ` (${measured})`}`)
    .join('; ');
