import { describe, expect, it } from 'vitest';
import {
  confusions,
  exceptions,
  fault,
  groupOf,
  markdownTable,
  plainTable,
  seedTable,
  share,
  type Said
} from '../../../bench/check-table.ts';

const said = (more: Partial<Said>): Said => ({
  group: 'shapes',
  subject: 'cup',
  rule: 'halo',
  seed: null,
  origin: 'edits',
  place: 'amazon',
  verdict: 'pass',
  reason: 'ok',
  measured: '1',
  ...more
});

const ALL: readonly Said[] = [
  said({ seed: 'grey fringe', verdict: 'warn' }),
  said({ seed: 'grey fringe', verdict: 'pass', subject: 'bag' }),
  said({ seed: 'dark fringe', verdict: 'review' }),
  said({}),
  said({ verdict: 'warn' }),
  said({ verdict: 'review' }),
  said({ verdict: 'not-applicable' }),
  said({ rule: 'blur', verdict: 'fail' })
];

describe('the confusion table', () => {
  it('counts what was found of seeds, and apart what clean files failed, were warned of and asked about', () => {
    expect(confusions(ALL, ['halo', 'blur'])).toEqual([
      { rule: 'halo', seeded: 3, found: 2, clean: 3, fails: 0, warns: 1, asks: 1 },
      { rule: 'blur', seeded: 0, found: 0, clean: 1, fails: 1, warns: 0, asks: 0 }
    ]);
  });

  it('never rounds up to all, nor down to none', () => {
    expect([share(1999, 2000), share(3, 3), share(0, 0)]).toEqual(['99.9 %', '100.0 %', '–']);
    expect([fault(1, 2000), fault(0, 3), fault(0, 0)]).toEqual(['0.1 %', '0.0 %', '–']);
  });

  it('is printed with a sum, for a terminal and as Markdown', () => {
    const rows = confusions(ALL, ['halo', 'blur']);
    expect(plainTable(rows).split('\n').at(-1)!.split(/\s+/)).toEqual([
      'all',
      '3',
      '2',
      '66.6',
      '%',
      '4',
      '1',
      '25.0',
      '%',
      '1',
      '1',
      '75.0',
      '%'
    ]);
    expect(markdownTable(rows)).toContain('| halo | 3 | 2 | 66.6 % | 3 | 0 | 0.0 % | 1 | 1 | 66.7 % |');
  });

  it('tells each seed alone, the least found first', () => {
    const rows = seedTable(ALL).split('\n');
    expect(rows[2]).toBe('| halo | grey fringe | 2 | 1 | 50.0 % |');
    expect(rows[3]).toBe('| halo | dark fringe | 1 | 1 | 100.0 % |');
  });

  it('names what was missed and what was needless', () => {
    const lines = exceptions(ALL);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('missed: halo, grey fringe: bag (shapes), edits, amazon: pass ok 1');
    expect(lines.at(-1)).toContain('needless: blur: cup');
  });
});

describe('halves', () => {
  it('are by name alone, and about as large', () => {
    const names = Array.from({ length: 400 }, (_, index) => `photo-${index}`);
    const first = names.filter((name) => groupOf(name) === 'first half').length;
    expect(groupOf('mug')).toBe(groupOf('mug'));
    expect(first).toBeGreaterThan(160);
    expect(first).toBeLessThan(240);
  });
});
