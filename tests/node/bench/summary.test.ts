import { describe, expect, it } from 'vitest';
import { bars, verdict } from '../../../bench/bars.ts';
import { median, meanScore, speedRatio, summaries, trust, type Measured } from '../../../bench/summary.ts';
import { photoTable, table } from '../../../bench/table.ts';

const result = (over: Partial<Measured> & { iou?: number; seconds?: number } = {}): Measured => {
  const { iou = 0.95, seconds = 4, ...rest } = over;
  return {
    photo: 'mug',
    truthType: 'matte-true',
    engine: 'isnet',
    confidence: 0.8,
    flagged: false,
    candidates: 3,
    ms: { total: seconds * 1000 },
    peakMb: 700,
    scores: { iou, mae: 0.01, edgeMae: 0.1, boundaryF: 0.9, sad: 2, grad: 5 },
    whiteEdge: null,
    ...rest
  };
};

describe('means', () => {
  it('coarse masks judge IoU alone, composites everything else', () => {
    const coarse = [result({ truthType: 'mask-coarse' })];
    expect([meanScore(coarse, 'iou'), meanScore(coarse, 'edgeMae')]).toEqual([0.95, null]);
    const composite = [result({ truthType: 'matte-composite' })];
    expect([meanScore(composite, 'iou'), meanScore(composite, 'edgeMae')]).toEqual([null, 0.1]);
  });

  it('are taken for each kind of truth and engine', () => {
    const rows = summaries([
      result({ iou: 0.8, whiteEdge: 4 }),
      result({ photo: 'bag', iou: 0.9, whiteEdge: 6, peakMb: 900, seconds: 8 }),
      result({ engine: 'imgly', iou: 0.7, seconds: 12 }),
      result({ truthType: 'mask-coarse' })
    ]);
    expect(rows.map(({ truthType, engine, count }) => [truthType, engine, count])).toEqual([
      ['mask-coarse', 'isnet', 1],
      ['matte-true', 'isnet', 2],
      ['matte-true', 'imgly', 1]
    ]);
    expect(rows[1]!.scores.iou).toBeCloseTo(0.85);
    expect(rows[1]).toMatchObject({ whiteEdge: 5, peakMb: 900, seconds: 6, ratio: 3 });
  });

  it('the ratio counts only photos that both cut out', () => {
    const results = [
      result({ seconds: 5 }),
      result({ photo: 'bag', seconds: 100 }),
      result({ engine: 'imgly', seconds: 10 })
    ];
    expect(speedRatio(results, 'isnet')).toBe(2);
    expect(speedRatio(results.slice(0, 2), 'isnet')).toBeNull();
  });

  it('the median of an even count lies between the middle two', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

describe('trust', () => {
  it('counts what was caught and what was needless', () => {
    const found = trust([
      result({ iou: 0.5, flagged: true }),
      result({ iou: 0.6 }),
      result({ iou: 0.99, flagged: true }),
      result({ iou: 0.98, flagged: true }),
      result({ iou: 0.1, truthType: 'matte-composite' })
    ]);
    expect(found).toEqual({ bad: 2, caught: 0.5, flags: 3, needless: 2 / 3 });
  });

  it('says nothing where nothing was bad and nothing flagged', () => {
    expect(trust([result()])).toEqual({ bad: 0, caught: null, flags: 0, needless: null });
  });
});

describe('bars', () => {
  const named = (results: Measured[], isPrompted = false) =>
    new Map(bars(results, isPrompted).map((bar) => [bar.name, verdict(bar)]));

  it('are met, met with the aim, or missed by a figure', () => {
    const said = named([
      result({ iou: 0.9 }),
      result({ truthType: 'matte-rendered', iou: 0.99, whiteEdge: 11, photo: 'render' })
    ]);
    expect(said.get('photographs with true alpha, automatic: IoU')).toBe(
      'photographs with true alpha, automatic: IoU 0.900 (must ≥ 0.88, aim ≥ 0.95): met'
    );
    expect(said.get('renders, automatic: IoU')).toMatch(/met, and the aim$/);
    expect(said.get('renders: white-edge error')).toMatch(
      /^renders: white-edge error 11\.0 .*missed by 2\.000$/
    );
  });

  it('compare time on clear subjects alone, and memory on all', () => {
    const said = named([
      result({ candidates: 1, seconds: 5 }),
      result({ photo: 'wicker', candidates: 6, seconds: 61, peakMb: 1000 }),
      result({ engine: 'imgly', seconds: 10, peakMb: 1250 }),
      result({ photo: 'wicker', engine: 'imgly', seconds: 10 })
    ]);
    expect(said.get('speed, clear subjects: stock ÷ ours')).toMatch(/ 2\.000 .*met, and the aim$/);
    expect(said.get('speed: slowest photo, seconds')).toMatch(/ 61\.0 .*missed by 1\.000$/);
    expect(said.get('memory: our highest peak ÷ stock’s')).toMatch(/ 0\.800 .*: met$/);
  });

  it('speak only of what was measured, and of boxes where boxes were given', () => {
    const said = [...named([result()], true).keys()];
    expect(said).toContain('photographs with true alpha, one box: boundary F');
    expect(said.some((name) => name.includes('renders') || name.includes('stock'))).toBe(false);
  });
});

describe('tables', () => {
  it('hold a line for each kind and engine, and a dash for what cannot be judged', () => {
    const [head, row] = table([result({ truthType: 'mask-coarse', peakMb: null })]).split('\n');
    expect(head).toMatch(/^truth +engine +n +IoU +MAE +edge MAE/);
    expect(row).toMatch(/^mask-coarse +isnet +1 +0\.950 +– +– +– +– +– +– +4\.0 +– +– +3\.0$/);
  });

  it('keep the engines of a photo together and mark what was flagged', () => {
    const lines = photoTable([
      result(),
      result({ photo: 'bag' }),
      result({ engine: 'imgly', flagged: true, confidence: 0.2 })
    ]).split('\n');
    expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      'photo engine',
      'mug isnet',
      'mug imgly',
      'bag isnet'
    ]);
    expect(lines[2]).toMatch(/0\.20!$/);
  });
});
