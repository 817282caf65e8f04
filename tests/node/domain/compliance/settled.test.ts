import { describe, expect, it } from 'vitest';
import { withAccepted } from '../../../../src/lib/domain/compliance/accepted.ts';
import { evaluate, withFindings } from '../../../../src/lib/domain/compliance/evaluate.ts';
import {
  DEFAULT_POLICY,
  byMerit,
  nextStep,
  verdictOf
} from '../../../../src/lib/domain/compliance/policy.ts';
import type { Finding, Report, RuleId } from '../../../../src/lib/domain/compliance/report.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { amazon, CLEAN, main } from '../samples.ts';

const edits = 'e'.repeat(64);
const clean = evaluate(CLEAN, amazon, main, { app: 'test', edits, enlarged: 1 });
const found = (rule: RuleId, verdict: Finding['verdict'], reason: Finding['reason'] = 'unsure'): Finding => ({
  ...clean.findings[0]!,
  rule,
  verdict,
  reason
});
const reportOf = (...findings: Finding[]): Report => ({ ...clean, findings, verdict: verdictOf(findings) });

describe('what a person settled', () => {
  const settle = (finding: Finding, rule = 'holes', reason = 'unsure') =>
    withAccepted(reportOf(finding), {
      accepted: [{ rule, reason, why: 'looked at it', edits }],
      declined: []
    }).findings[0]!.verdict;

  it('is that doubt of that rule alone', () => {
    expect(settle(found('holes', 'review'))).toBe('pass');
    expect(settle(found('holes', 'review'), 'fill')).toBe('review');
    expect(settle(found('holes', 'review'), 'holes', 'several')).toBe('review');
  });

  it.each(['fail', 'warn', 'not-applicable'] as const)('is no %s', (verdict) => {
    expect(settle(found('holes', verdict))).toBe(verdict);
  });

  it('leaves a fixed file fixed, and makes none so', () => {
    const nothing = { accepted: [], declined: [] };
    expect(withAccepted({ ...clean, verdict: 'fixed' }, nothing).verdict).toBe('fixed');
    expect(withAccepted(clean, nothing).verdict).toBe('pass');
  });
});

describe('findings that come later', () => {
  it('replace those of their rule and no others', () => {
    const report = reportOf(found('holes', 'pass'), found('fill', 'pass'));
    const judged = withFindings(report, [found('fill', 'review')]);
    expect(judged.findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ['holes', 'pass'],
      ['fill', 'review']
    ]);
    expect(withFindings(clean, []).verdict).toBe('pass');
  });
});

describe('other candidates', () => {
  const stepFor = (rule: RuleId, candidates = 3) =>
    nextStep(
      reportOf(found(rule, 'review')),
      IDENTITY_EDITS,
      { ...DEFAULT_POLICY, candidates },
      { rounds: 0, hasRetried: false, declined: [] }
    ).kind;

  it.each<RuleId>([
    'background-white',
    'fill',
    'cropped',
    'cutout-confidence',
    'several-items',
    'border',
    'halo',
    'holes',
    'lost-parts',
    'jagged-edge',
    'safe-zone'
  ])('may end a doubt about %s', (rule) => {
    expect(stepFor(rule)).toBe('retry');
  });

  it('are at least two: one is the picture that is there', () => {
    expect(stepFor('fill', 2)).toBe('retry');
    expect(stepFor('fill', 1)).toBe('review');
  });

  it('are compared by verdict first: a fixed file is as good as one that passed, and better than a doubt', () => {
    const of = (verdict: Report['verdict'], score: number): Report => ({ ...clean, verdict, score });
    expect(byMerit(of('fixed', 90), of('pass', 90))).toBe(0);
    expect(byMerit(of('fixed', 10), of('review', 90))).toBeLessThan(0);
    expect(byMerit(of('review', 10), of('fail', 90))).toBeLessThan(0);
    expect(byMerit(of('pass', 80), of('pass', 90))).toBeGreaterThan(0);
  });
});
