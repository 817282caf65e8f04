import { effectiveLevel, ruleSource } from '../channels/authority.ts';
import type { Channel, Leaf, Role } from '../channels/channel.ts';
import type { Measurements } from './measurements.ts';
import type { Finding, FindingVerdict, Level, RuleId, RuleSource } from './report.ts';

/** What a rule looks at: one measured file, held against one role of one channel. */
export interface Case {
  readonly measured: Measurements;
  readonly channel: Channel;
  readonly role: Role;
}

/** For rules that look at no more than some of what was measured. */
export type CaseOf<K extends keyof Measurements> = Omit<Case, 'measured'> & {
  readonly measured: Pick<Measurements, K>;
};

/** One rule: a pure function. */
export type Check = (subject: Case) => Finding;

/** Who asks for something, and what it costs not to follow. */
export interface Basis {
  readonly level: Level;
  readonly source: RuleSource;
  /** The verdict on a file that does not follow. */
  readonly breach: FindingVerdict;
}

const BREACH: Readonly<Record<Level, FindingVerdict>> = {
  required: 'fail',
  recommended: 'warn',
  informative: 'pass'
};

export function basisOf(channel: Channel, leaf: Leaf<unknown>): Basis {
  const level = effectiveLevel(channel, leaf);
  return { level, source: ruleSource(channel, leaf), breach: BREACH[level] };
}

/** Who says what no channel does: measured on clean and on damaged packshots. The page is one of the app's own. */
export const PACKSHOT_SOURCE: RuleSource = {
  title: 'Packshot',
  url: 'about#advice',
  checked: '2026-11-26'
};

/** For rules that no channel states: never more than a warning. */
export const OUR_BASIS: Basis = { level: 'recommended', source: PACKSHOT_SOURCE, breach: 'warn' };

export type Outcome = Omit<Finding, 'rule' | 'level' | 'source'>;

export function finding(rule: RuleId, { level, source }: Basis, outcome: Outcome): Finding {
  return { rule, ...outcome, level, source };
}

/** For a picture that is no file yet. */
export const unread = (): Outcome => ({
  verdict: 'not-applicable',
  reason: 'unknown',
  message: 'There is no file yet that could tell.'
});

/** `93.4 %` of 0.934. */
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
