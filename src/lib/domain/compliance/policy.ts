import { fixesFor, isDoubt, type Fix } from './fixes.ts';
import type { Finding, FindingVerdict, Report, RuleId, Verdict } from './report.ts';
import type { Edits } from '../document/edits.ts';

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

/** What is done about a file before a person is asked. */
export interface Policy {
  /** `safe`: fixes that change one output alone and nothing of the product are made unasked, and told. */
  readonly autoFix: 'safe' | 'none';
  /** Other ways to make the picture that are tried where one doubt is left; 0 = none. */
  readonly candidates: number;
}

export const MAX_CANDIDATES = 5;
export const DEFAULT_POLICY: Policy = { autoFix: 'safe', candidates: 3 };

/** Times that fixes are made and the file checked again: a fix may uncover one thing more, and hardly two. */
export const FIX_ROUNDS = 2;

/** A way in which another picture of a photo is made: by another matte, or at another place in the frame. */
export type Way = 'matte' | 'place';

/** Doubts that another picture may end, and which. */
const WAYS: Readonly<Partial<Record<RuleId, readonly Way[]>>> = {
  'background-white': ['matte', 'place'],
  fill: ['matte', 'place'],
  cropped: ['matte', 'place'],
  border: ['matte', 'place'],
  'safe-zone': ['matte', 'place'],
  'cutout-confidence': ['matte'],
  'several-items': ['matte'],
  halo: ['matte'],
  holes: ['matte'],
  'lost-parts': ['matte'],
  'jagged-edge': ['matte']
};

/** What becomes of a file that was just judged. */
export type Step =
  | { readonly kind: 'ship' }
  | { readonly kind: 'fix'; readonly fixes: readonly Fix[] }
  | { readonly kind: 'retry'; readonly ways: readonly Way[] }
  | { readonly kind: 'review' };

/** What was done about a file already. */
export interface Tried {
  readonly rounds: number;
  readonly hasRetried: boolean;
  /** Fixes that a person undid. */
  readonly declined: readonly string[];
}

/**
 * Nothing in doubt: it ships. What is safely fixed is fixed. One doubt left: candidates are tried that may end it. More,
 * or one that they did not end: a person looks.
 */
export function nextStep(
  report: Report,
  edits: Edits,
  { autoFix, candidates }: Policy,
  { rounds, hasRetried, declined }: Tried
): Step {
  const doubts = report.findings.filter(isDoubt);
  if (doubts.length === 0) return { kind: 'ship' };
  const mayFix = autoFix === 'safe' && rounds < FIX_ROUNDS;
  const fixes = mayFix ? safeFixes({ findings: doubts }, edits, declined) : [];
  if (fixes.length > 0) return { kind: 'fix', fixes };
  const [only] = doubts;
  const mayRetry = candidates > 1 && !hasRetried && doubts.length === 1;
  const ways = mayRetry && only ? WAYS[only.rule] : undefined;
  return ways ? { kind: 'retry', ways } : { kind: 'review' };
}

/** Fixes of doubts that may be made unasked. */
export const safeFixes = (
  { findings }: Pick<Report, 'findings'>,
  edits: Edits,
  declined: readonly string[] = []
): readonly Fix[] =>
  fixesFor({ findings: findings.filter(isDoubt) }, edits, declined).filter(({ isSafe }) => isSafe);

const RANK: Readonly<Record<Verdict, number>> = { fail: 0, review: 1, fixed: 2, pass: 2 };

/** Below 0 where `a` is the better report: the verdict counts, then the score. */
export const byMerit = (a: Report, b: Report): number =>
  RANK[b.verdict] - RANK[a.verdict] || b.score - a.score;
