import type { RowProblem, RowReason } from '../../domain/catalog/csv.ts';
import type { PatternReason } from '../../domain/catalog/pattern.ts';
import type { WithRows } from '../../domain/catalog/place.ts';
import type { PackshotError } from '../../domain/errors.ts';
import type { IntakeItem, IntakeList, Outcome } from '../../pipeline/intake.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { notices, type NoticeLine } from '../shared/notices.svelte.ts';
import { number } from '../shared/numbers.ts';

const PATTERN: Record<PatternReason, (said: { part: string }) => string> = {
  length: m.pattern_length,
  brace: m.pattern_brace,
  'unknown-place': m.pattern_unknown,
  twice: m.pattern_twice,
  joined: m.pattern_joined,
  'no-product': m.pattern_no_product
};

/** Why a pattern cannot be used. */
export function patternProblem({ data = {} }: PackshotError): string {
  const { reason, part } = data;
  const words = PATTERN[reason as PatternReason] ?? m.pattern_length;
  return words({ part: String(part ?? '') });
}

const ROW: Record<RowReason, (said: { value: string; other: string }) => string> = {
  'no-product': m.row_no_product,
  duplicate: m.row_duplicate,
  cells: m.row_cells,
  quotes: m.row_quotes,
  identifier: m.row_identifier,
  value: m.row_value,
  'too-long': m.row_too_long
};

/** What is wrong with a row, with its number. */
export const rowProblem = ({ row, reason, value = '', other = 0 }: RowProblem): string =>
  m.row_named({ row: String(row), what: ROW[reason]({ value, other: String(other) }) });

const TABLE: Readonly<Record<string, (said: { found: string }) => string>> = {
  empty: m.table_empty,
  'not-text': m.table_not_text,
  'no-columns': m.table_no_columns,
  'too-many-rows': m.table_too_many_rows
};

/** Why a whole table cannot be used. */
export function tableProblem(error: PackshotError): string {
  const { reason, found } = error.data ?? {};
  const words = TABLE[String(reason)];
  if (words) return words({ found: String(found ?? '') });
  const { what, remedy } = errorWords(error);
  return `${what} ${remedy}`;
}

/** Lines of one notice; more are counted. */
const MAX_LINES = 200;

function limited(lines: readonly NoticeLine[]): NoticeLine[] {
  const more = lines.length - MAX_LINES;
  const rest = more > 0 ? [{ name: '…', text: m.intake_more({ shown: number(more) }) }] : [];
  return [...lines.slice(0, MAX_LINES), ...rest];
}

const lineOf = (name: string, error: PackshotError): NoticeLine => {
  const { what, remedy } = errorWords(error);
  return { name, text: `${what} ${remedy}`, code: error.code };
};

/** Tells which files are not in, and why. */
export function sayOutcomes(
  outcomes: readonly Outcome[],
  refused: IntakeList['refused'],
  taken: number
): void {
  const failed = [
    ...outcomes.flatMap((outcome) => ('error' in outcome ? lineOf(outcome.item.name, outcome.error) : [])),
    ...refused.map(({ path, error }) => lineOf(path, error))
  ];
  const twice = outcomes.flatMap((outcome) =>
    outcome.kind === 'duplicate'
      ? { name: outcome.item.name, text: m.intake_same_as({ name: outcome.of }) }
      : []
  );
  if (twice.length > 0) {
    const title = m.intake_duplicates({ count: twice.length, shown: number(twice.length) });
    notices.say({ id: 'import-duplicates', tone: 'info', title, lines: limited(twice) });
  }
  if (failed.length > 0) {
    const shown = number(failed.length);
    notices.say({
      id: 'import-failures',
      tone: 'error',
      title: m.import_failed_title({ count: failed.length, shown }),
      text: keptWords(taken),
      lines: limited(failed)
    });
  }
}

/** Tells which files were not come to, where somebody stopped. */
export function sayLeft(items: readonly IntakeItem[], taken: number): void {
  if (items.length === 0) return;
  notices.say({
    id: 'import-left',
    tone: 'info',
    title: m.intake_stopped({ count: items.length, shown: number(items.length) }),
    text: keptWords(taken),
    lines: limited(items.map(({ path }) => ({ name: path, text: '' })))
  });
}

const keptWords = (taken: number): string =>
  taken > 0 ? m.import_kept({ count: taken, shown: number(taken) }) : m.import_nothing_lost();

/** Tells what a table changed. */
export function sayRows(file: string, { added, changed, same }: Omit<WithRows, 'project'>): void {
  const counts = { count: added, shown: number(added), changed: number(changed), same: number(same) };
  notices.say({ tone: 'info', title: m.intake_rows_done({ file, ...counts }) });
}
