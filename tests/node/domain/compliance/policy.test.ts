import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import {
  byMerit,
  DEFAULT_POLICY,
  FIX_ROUNDS,
  nextStep,
  type Policy,
  type Tried
} from '../../../../src/lib/domain/compliance/policy.ts';
import { IDENTITY_EDITS, type Edits } from '../../../../src/lib/domain/document/edits.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import {
  createProject,
  decisionsOn,
  policyOf,
  setPolicy
} from '../../../../src/lib/domain/document/change.ts';
import { amazon, CLEAN, defective, main } from '../samples.ts';

const reportOf = (measured: Measurements) => evaluate(measured, amazon, main, { app: 'test', enlarged: 1 });
const FRESH: Tried = { rounds: 0, hasRetried: false, declined: [] };
const BLUE: Edits = { ...IDENTITY_EDITS, backdrop: { kind: 'color', color: [0, 80, 200] } };
const NOT_WHITE = defective({ background: { farMin: 0, farNotWhite: 9, ringWhite: 0 } });
const UNSURE = defective({ confidence: 0.2 });
const TWO = defective({ confidence: 0.2, crop: { sourceEdgePixels: 40 } });

const stepOf = (measured: Measurements, edits = IDENTITY_EDITS, policy: Partial<Policy> = {}, tried = {}) =>
  nextStep(reportOf(measured), edits, { ...DEFAULT_POLICY, ...policy }, { ...FRESH, ...tried });

describe('the policy', () => {
  it('ships what is in no doubt, advice or none', () => {
    expect(stepOf(CLEAN).kind).toBe('ship');
    expect(stepOf(defective({ enlarged: 2 })).kind).toBe('ship');
  });

  it('fixes what is safely fixed', () => {
    expect(stepOf(NOT_WHITE, BLUE)).toMatchObject({ kind: 'fix', fixes: [{ id: 'backdrop' }] });
  });

  it.each<[string, Partial<Policy>, Partial<Tried>]>([
    ['it is switched off', { autoFix: 'none' }, { hasRetried: true }],
    ['a person undid it', {}, { declined: ['backdrop'], hasRetried: true }],
    ['it was done often enough', {}, { rounds: FIX_ROUNDS, hasRetried: true }]
  ])('fixes nothing where %s', (_why, policy, tried) => {
    expect(stepOf(NOT_WHITE, BLUE, policy, tried).kind).toBe('review');
  });

  it('tries other candidates for one doubt, once', () => {
    expect(stepOf(UNSURE)).toEqual({ kind: 'retry', ways: ['matte'] });
    expect(stepOf(UNSURE, IDENTITY_EDITS, {}, { hasRetried: true }).kind).toBe('review');
    expect(stepOf(UNSURE, IDENTITY_EDITS, { candidates: 0 }).kind).toBe('review');
  });

  it('tries another place in the frame only for what that may end', () => {
    const waysOf = (rule: 'fill' | 'holes') => {
      const report = reportOf(CLEAN);
      const findings = report.findings.map((each) =>
        each.rule === rule ? { ...each, verdict: 'review' as const } : each
      );
      return nextStep({ ...report, findings }, IDENTITY_EDITS, { ...DEFAULT_POLICY, autoFix: 'none' }, FRESH);
    };
    expect(waysOf('fill')).toEqual({ kind: 'retry', ways: ['matte', 'place'] });
    expect(waysOf('holes')).toEqual({ kind: 'retry', ways: ['matte'] });
  });

  it('tries none for a doubt that no other picture ends', () => {
    expect(stepOf(defective({ file: { name: 'shelf.jpg' } })).kind).toBe('review');
  });

  it('leaves two doubts to a person', () => {
    expect(stepOf(TWO).kind).toBe('review');
  });

  it('always ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(CLEAN, NOT_WHITE, UNSURE, TWO),
        fc.constantFrom(IDENTITY_EDITS, BLUE),
        (measured, edits) => {
          let tried: Tried = FRESH;
          for (let steps = 0; steps <= FIX_ROUNDS + 1; steps++) {
            const { kind } = nextStep(reportOf(measured), edits, DEFAULT_POLICY, tried);
            if (kind === 'ship' || kind === 'review') return true;
            tried = kind === 'fix' ? { ...tried, rounds: tried.rounds + 1 } : { ...tried, hasRetried: true };
          }
          return false;
        }
      )
    );
  });

  it('is the project’s own, and survives its file', () => {
    const project = createProject({ id: 'x', name: 'x', channels: [] });
    expect(policyOf(project)).toEqual(DEFAULT_POLICY);
    const changed = setPolicy(project, { autoFix: 'none' });
    expect(policyOf(parseProject(JSON.parse(JSON.stringify(changed))))).toEqual({
      ...DEFAULT_POLICY,
      autoFix: 'none'
    });
  });
});

describe('of two reports', () => {
  it('the better verdict is better, then the higher score', () => {
    const [clean, advice, unsure, broken] = [
      CLEAN,
      defective({ enlarged: 2 }),
      UNSURE,
      defective({ format: 'gif' })
    ].map(reportOf);
    expect([broken!, unsure!, advice!, clean!].toSorted(byMerit)).toEqual([clean, advice, unsure, broken]);
    expect(byMerit(clean!, clean!)).toBe(0);
  });

  it('decisions of an output nobody decided on are none', () => {
    const photo = { decisions: undefined } as unknown as Parameters<typeof decisionsOn>[0];
    expect(decisionsOn(photo, 'amazon/main')).toEqual({ accepted: [], declined: [] });
  });
});
