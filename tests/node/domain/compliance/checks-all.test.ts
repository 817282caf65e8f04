import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../../src/lib/domain/compliance/checks/index.ts';
import { amazon, CLEAN, defective, main, named, sized, variantOf } from '../samples.ts';
import { judge } from './judging.ts';

describe('every rule', () => {
  it('says something to the seller, cites a source, and never fails without a required level', () => {
    const files = [
      CLEAN,
      defective({ matteOrigin: 'none', fill: { box: null } }),
      sized(10, 10),
      named('a b.gif')
    ];
    for (const measured of files) {
      for (const check of CHECKS) {
        const found = judge(check, measured);
        expect(found.message).toMatch(/^[^ ].*[.]$/);
        expect(found.source.title).not.toBe('');
        expect(found.source.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (found.verdict === 'fail') expect(found.level).toBe('required');
      }
    }
  });

  it('fails nothing in an unverified profile', () => {
    const channel = variantOf(amazon, (draft) => (draft.status = 'unverified'));
    const worst = defective({
      format: 'webp',
      file: { name: 'a b.jpg.jpg', width: 10, height: 10 },
      background: { ringWhite: 0, farMin: 0, farNotWhite: 100, nearMin: 0 },
      fill: { box: { x: 0, y: 0, width: 1, height: 1 }, longSide: 0.1 },
      crop: { outputEdgePixels: 9 },
      overlay: { marks: 1 },
      enlarged: 9
    });
    const verdicts = CHECKS.map((check) => check({ measured: worst, channel, role: main }).verdict);
    expect(verdicts).not.toContain('fail');
    expect(verdicts.filter((verdict) => verdict === 'warn')).toHaveLength(8);
  });
});
