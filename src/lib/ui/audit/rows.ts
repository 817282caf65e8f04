import { isRemakeable } from '../../domain/compliance/fixes.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { PackshotError } from '../../domain/errors.ts';
import { isMeasured, type Audited, type Verdicts } from '../../pipeline/audit.ts';
import type { AuditItem, AuditSkip } from '../../pipeline/audit-files.ts';
import type { ReportPicture } from '../../pipeline/ledger.ts';
import { worstVerdict } from '../compliance/order.ts';

export type Filter = 'all' | 'fail' | 'review';

/** One file of an audit, as the table has it. */
export interface AuditRow {
  readonly key: string;
  readonly path: string;
  /** Null where the file could not even be listed. */
  readonly item: AuditItem | null;
  readonly picture: ReportPicture | null;
  /** By channel, in the order of the channels. */
  readonly verdicts: readonly Verdicts[];
  readonly error: PackshotError | null;
  /** Over all channels; a file without a report fails. */
  readonly worst: Verdict;
  /** A file made anew would be right in every channel. */
  readonly isSafe: boolean;
}

export function rowsOf(
  audited: readonly Audited[],
  verdicts: readonly Verdicts[],
  skipped: readonly AuditSkip[]
): readonly AuditRow[] {
  const byItem = new Map<number, Verdicts[]>();
  for (const each of verdicts) {
    const { index } = each.audited.item;
    byItem.set(index, [...(byItem.get(index) ?? []), each]);
  }
  return [
    ...audited.map((each) => rowOf(each, byItem.get(each.item.index) ?? [])),
    ...skipped.map(({ path, error }, index) => failed(`skipped ${index}`, path, null, error))
  ];
}

function rowOf(audited: Audited, verdicts: readonly Verdicts[]): AuditRow {
  const { item } = audited;
  const key = String(item.index);
  if (!isMeasured(audited)) return failed(key, item.path, item, audited.error);
  const open = verdicts.filter(({ report }) => report.verdict !== 'pass');
  return {
    key,
    path: item.path,
    item,
    picture: audited.picture,
    verdicts,
    error: null,
    worst: worstVerdict(verdicts.map(({ report }) => report.verdict)) ?? 'pass',
    isSafe: open.length > 0 && open.every(({ report }) => isRemakeable(report))
  };
}

const failed = (key: string, path: string, item: AuditItem | null, error: PackshotError): AuditRow => ({
  key,
  path,
  item,
  picture: null,
  verdicts: [],
  error,
  worst: 'fail',
  isSafe: false
});

export const shownRows = (rows: readonly AuditRow[], filter: Filter): readonly AuditRow[] =>
  filter === 'all' ? rows : rows.filter(({ worst }) => worst === filter);

export const countOf = (rows: readonly AuditRow[], filter: Filter): number => shownRows(rows, filter).length;
