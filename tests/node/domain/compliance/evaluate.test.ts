import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import { scoreOf, verdictOf, WEIGHTS } from '../../../../src/lib/domain/compliance/policy.ts';
import type { Finding, FindingVerdict, Verdict } from '../../../../src/lib/domain/compliance/report.ts';
import { amazon, CLEAN, defective, main, named, secondary, sized } from '../samples.ts';

const PROVENANCE = { app: '0.1.0', model: 'isnet-fp16', enlarged: 0.7 };

const findings = (...verdicts: FindingVerdict[]): Finding[] =>
  verdicts.map((verdict) => ({
    rule: 'fill',
    verdict,
    level: 'required',
    source: { title: '', url: '', checked: '' },
    message: ''
  }));

describe('policy', () => {
  it.each<[FindingVerdict[], boolean, Verdict, number]>([
    [[], false, 'pass', 100],
    [['pass', 'not-applicable'], false, 'pass', 100],
    [['pass'], true, 'fixed', 100],
    [['warn', 'warn'], false, 'pass', 90],
    [['warn'], true, 'fixed', 95],
    [['review', 'warn'], false, 'review', 80],
    [['review'], true, 'review', 85],
    [['review', 'fail', 'warn'], false, 'fail', 40],
    [['fail'], true, 'fail', 60],
    [['fail', 'fail', 'fail'], false, 'fail', 0]
  ])('%j, fixed: %j → %s with score %d', (verdicts, wasFixed, verdict, score) => {
    expect(verdictOf(findings(...verdicts), wasFixed)).toBe(verdict);
    expect(scoreOf(findings(...verdicts))).toBe(score);
  });

  it('the worse a verdict, the more it weighs', () => {
    const { fail, review, warn, pass } = WEIGHTS;
    expect(fail).toBeGreaterThan(review);
    expect(review).toBeGreaterThan(warn);
    expect(warn).toBeGreaterThan(pass);
    expect(pass).toBe(0);
  });
});

describe('evaluate', () => {
  const report = (measured: Measurements, role = main) => evaluate(measured, amazon, role, PROVENANCE);

  it.each<[string, Measurements, Verdict, number]>([
    ['a perfect file', CLEAN, 'pass', 100],
    ['a small but usable one', sized(1200, 1200), 'pass', 95],
    ['a grey background', defective({ background: { farMin: 250, farNotWhite: 9 } }), 'fail', 60],
    ['an unsure cutout', defective({ confidence: 0.2 }), 'review', 85],
    ['no identifier', named('mug.MAIN.jpg'), 'review', 85],
    ['.jpg.jpg', named('B0C4TR311X.MAIN.jpg.jpg'), 'fail', 20],
    ['nothing found', defective({ fill: { box: null, longSide: 0 } }), 'review', 70],
    [
      'a foreign file that cannot be measured',
      defective({ matteOrigin: 'none', confidence: null, fill: { box: null } }),
      'review',
      55
    ]
  ])('%s → %s', (_title, measured, verdict, score) => {
    expect(report(measured)).toMatchObject({ verdict, score });
  });

  it('lists every rule once', () => {
    expect(report(CLEAN).findings.map(({ rule }) => rule)).toEqual([
      'background-white',
      'fill',
      'cropped',
      'overlay',
      'text',
      'face',
      'border',
      'several-items',
      'views',
      'halo',
      'holes',
      'lost-parts',
      'jagged-edge',
      'blur',
      'pixelation',
      'color-truth',
      'swatch',
      'safe-zone',
      'text-grid',
      'dimensions',
      'aspect',
      'enlarged',
      'extended',
      'format',
      'bytes',
      'color-mode',
      'color-space',
      'alpha',
      'animation',
      'jpeg-quality',
      'blockiness',
      'dpi',
      'metadata',
      'ai-tag',
      'file-name',
      'cutout-confidence'
    ]);
  });

  it('says by which rules, of which file, and made how', () => {
    expect(evaluate(CLEAN, amazon, main, PROVENANCE, { wasFixed: true })).toMatchObject({
      schema: 1,
      channel: 'amazon',
      role: 'main',
      rules: amazon.version,
      verdict: 'fixed',
      file: CLEAN.file,
      provenance: PROVENANCE,
      fidelity: CLEAN.fidelity
    });
    expect('fidelity' in report(defective({ fidelity: null }))).toBe(false);
  });

  it('a secondary image may have any background, fill and crop', () => {
    const scene = defective({
      file: { name: 'B0C4TR311X.PT01.jpg' },
      background: { farMin: 0, farNotWhite: 9, ringWhite: 0 },
      fill: { longSide: 0.2 },
      crop: { outputEdgePixels: 99 }
    });
    expect(report(scene, secondary).verdict).toBe('pass');
    expect(report(scene, main).verdict).toBe('fail');
  });

  it('reports are deep-frozen', () => {
    expect(Object.isFrozen(report(CLEAN).findings[0]?.source)).toBe(true);
  });
});
