import type { Change } from '../../domain/batch/exported.ts';
import type { Refused } from '../../domain/batch/manifest.ts';
import type { SkipReason } from '../../domain/batch/problems.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { PackshotError } from '../../domain/errors.ts';
import type { ReportWords } from '../../pipeline/ledger.ts';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { askWords } from '../compliance/ask-words.ts';
import { limitWords, measuredWords, reasonWords, ruleTitle } from '../compliance/finding-words.ts';
import { errorWords } from '../shared/error-words.ts';
import { bytes, day, number, pixels } from '../shared/numbers.ts';
import { levelWord, verdictWord } from '../shared/words.ts';

const SKIPS: Readonly<Record<SkipReason, () => string>> = {
  'no-cutout': m.skip_no_cutout,
  'no-place': m.skip_no_place,
  'same-slot': m.skip_same_slot,
  'name-taken': m.skip_name_taken,
  'country-without-main': m.skip_country_without_main,
  'country-not-sold': m.skip_country_not_sold,
  'shared-name': m.skip_shared_name,
  'other-length': m.skip_other_length,
  'left-out': m.skip_left_out,
  review: m.skip_review,
  fail: m.skip_fail,
  error: m.skip_error,
  stopped: m.skip_stopped,
  unchanged: m.skip_unchanged
};

const CHANGES: Readonly<Record<Change, () => string>> = {
  new: m.change_new,
  replaced: m.change_replaced,
  unchanged: m.change_unchanged
};

/** What a file is to its channel: new there, in the place of another, or there already. */
export const changeWord = (change: Change): string => CHANGES[change]();

/** Why a file is not in the package. */
export function skipWords({ reason, code }: Pick<Refused, 'reason' | 'code'>): string {
  if (reason === 'error' && code) return errorWords(new PackshotError(code as ErrorCode, '')).what;
  return SKIPS[reason]();
}

/** The printable report in the page's language. */
export const reportWords = (): ReportWords => ({
  language: getLocale(),
  title: m.report_title(),
  files: (count) => m.files_count({ count, shown: number(count) }),
  skipped: (count) => m.export_skipped({ count, shown: number(count) }),
  passed: (count) => m.passed_count({ shown: number(count) }),
  override: m.report_override(),
  fixed: m.fixed_for_you(),
  asked: m.asked(),
  ask: askWords,
  rules: (version) => m.report_rules({ version }),
  verdict: verdictWord,
  score: (score) => m.score_label({ score: number(score) }),
  facts: ({ file }) =>
    [
      m.size_value({ width: pixels(file.width), height: pixels(file.height) }),
      file.type,
      bytes(file.bytes),
      m.hash_short({ hash: file.sha256 })
    ].join(' · '),
  finding: (finding) => ({
    verdict: verdictWord(finding.verdict),
    title: ruleTitle(finding.rule),
    why: reasonWords(finding) ?? '',
    measured: measuredWords(finding),
    limit: limitWords(finding),
    level: levelWord(finding.level),
    checked: /^\d{4}-\d\d-\d\d$/.test(finding.source.checked)
      ? day(finding.source.checked)
      : finding.source.checked
  }),
  reason: skipWords,
  change: changeWord,
  shared: (from) => m.same_picture_as({ product: from }),
  missing: (count) => m.export_missing({ count, shown: number(count) }),
  when: (date) => new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeStyle: 'short' }).format(date)
});
