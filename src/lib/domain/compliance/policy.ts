import type { Finding, FindingVerdict, Verdict } from './report.ts';

/** What a finding takes from 100: one broken rule shows at once, one look needed stays under it, advice adds up slowly. */
export const WEIGHTS: Readonly<Record<FindingVerdict, number>> = {
  fail: 40,
  review: 15,
  warn: 5,
  pass: 0,
  'not-applicable': 0
};

/**
 * One word for a file. Only required figures fail (`basisOf`), and one is enough; warnings do not lower it.
 * `fixed` = a pass to which Packshot's automatic fixes led.
 */
export function verdictOf(findings: readonly Finding[], wasFixed = false): Verdict {
  if (findings.some(({ verdict }) => verdict === 'fail')) return 'fail';
  if (findings.some(({ verdict }) => verdict === 'review')) return 'review';
  return wasFixed ? 'fixed' : 'pass';
}

/** 100 minus the findings' weights, never under 0. */
export function scoreOf(findings: readonly Finding[]): number {
  return findings.reduce((score, { verdict }) => Math.max(0, score - WEIGHTS[verdict]), 100);
}
