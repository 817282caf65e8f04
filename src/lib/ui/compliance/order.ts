import type { Finding, FindingVerdict, Report, Verdict } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';
import { number } from '../shared/numbers.ts';

const RANK: Record<FindingVerdict, number> = { fail: 0, review: 1, warn: 2, pass: 3, 'not-applicable': 4 };
const LEVEL_RANK = { required: 0, recommended: 1, informative: 2 };

/** What needs a person, worst first; within one verdict, what the channel requires before what it advises. */
export const openFindings = (findings: readonly Finding[]): Finding[] =>
  findings
    .filter(({ verdict }) => RANK[verdict] < RANK.pass)
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || LEVEL_RANK[a.level] - LEVEL_RANK[b.level]);

/** What is right without anybody's doing. */
export function passedFindings({ findings, fixed = [] }: Pick<Report, 'findings' | 'fixed'>): Finding[] {
  const rules = fixed.map(({ after }) => after.rule);
  return findings.filter(({ verdict, rule }) => verdict === 'pass' && !rules.includes(rule));
}

/** How many findings want what, in one line. */
export function summaryOf({ findings }: Pick<Report, 'findings'>): string {
  const { fix, look, advice, passed } = counts(findings);
  return [
    fix > 0 ? m.say_counts_fail({ count: fix, shown: number(fix) }) : '',
    look > 0 ? m.say_counts_look({ shown: number(look) }) : '',
    advice > 0 ? m.say_counts_advice({ shown: number(advice) }) : '',
    fix + look + advice === 0 ? m.say_counts_pass({ count: passed, shown: number(passed) }) : ''
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** How many must be fixed, how many a person should look at, and how many are advice only. */
export function counts(findings: readonly Finding[]): Record<'fix' | 'look' | 'advice' | 'passed', number> {
  const of = (wanted: FindingVerdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  return { fix: of('fail'), look: of('review'), advice: of('warn'), passed: of('pass') };
}

const VERDICT_RANK: Record<Verdict, number> = { fail: 0, review: 1, fixed: 2, pass: 3 };

/** The worst of several verdicts; null where there is none. */
export const worstVerdict = (verdicts: readonly Verdict[]): Verdict | null =>
  [...verdicts].sort((a, b) => VERDICT_RANK[a] - VERDICT_RANK[b])[0] ?? null;
