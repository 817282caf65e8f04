import { beforeAll, describe, expect, it } from 'vitest';
import { installBrowser } from '../../../bench/check-browser.ts';
import { FILE_SEEDS } from '../../../bench/check-file-seeds.ts';
import { FRAME_SEEDS } from '../../../bench/check-frame-seeds.ts';
import { checkStudio } from '../../../bench/check-judge.ts';
import { PIXEL_SEEDS } from '../../../bench/check-pixel-seeds.ts';
import { layerOfShape, SHAPES } from '../../../bench/check-shapes.ts';
import { judgeDuplicates, judgeSubject, type Subject } from '../../../bench/check-subject.ts';
import { exceptions, isFlagged, type Said } from '../../../bench/check-table.ts';
import { CHECKS } from '../../../src/lib/domain/compliance/checks/index.ts';
import { CLEAN, amazon, main } from '../domain/samples.ts';

/** What `npm run bench -- checks` shows, on a made product: every rule, through the app's encoder and its judging. */

const SIDE_PX = 580;
/** The first seed of each rule, of each kind: all of them take minutes. */
const SEEDS = [...PIXEL_SEEDS, ...FRAME_SEEDS, ...FILE_SEEDS].filter(
  ({ rule, only, place, isRead }, index, all) =>
    rule !== 'bytes' &&
    !isRead &&
    index === all.findIndex((s) => s.rule === rule && s.only === only && s.place?.channel === place?.channel)
);
/** Found by networks (`npm run bench -- reading`); too heavy; and what this box, of its floor's colours, has none of. */
const ELSEWHERE = ['text', 'face', 'bytes', 'holes', 'lost-parts'];
const NAMES = ['checked box, tilted', 'green ring'];

const subjects = SHAPES.filter(({ name }) => NAMES.includes(name)).map((shape): Subject => ({
  name: shape.name,
  group: 'shapes',
  layer: layerOfShape(shape, SIDE_PX)!,
  cutBy: async (change) => layerOfShape(shape, SIDE_PX, change),
  isFirst: false
}));

describe('the checker on made products', () => {
  const all: Said[] = [];
  beforeAll(async () => {
    await installBrowser();
    const bench = { studio: checkStudio(null), reading: null, rules: [] };
    all.push(...(await judgeSubject(bench, subjects[0]!, SEEDS)));
    all.push(...(await judgeDuplicates(bench, subjects)));
  }, 180_000);

  it('has a seed for every rule', () => {
    const rules = CHECKS.map((check) => check({ measured: CLEAN, channel: amazon, role: main }).rule);
    const seeded = new Set(all.filter(({ seed }) => seed !== null).map(({ rule }) => rule));
    expect(
      [...rules, 'duplicate'].filter((rule) => !ELSEWHERE.includes(rule) && !seeded.has(rule as never))
    ).toEqual([]);
  });

  it('finds every seeded defect', () => {
    const missed = all.filter(
      ({ seed, rule, verdict }) => seed !== null && !isFlagged(verdict) && !ELSEWHERE.includes(rule)
    );
    expect(exceptions(missed)).toEqual([]);
  });

  it('has nothing to say of clean files, in nine channels', () => {
    const clean = all.filter(({ seed }) => seed === null);
    expect(new Set(clean.map(({ place }) => place)).size).toBeGreaterThanOrEqual(9);
    expect(exceptions(clean)).toEqual([]);
  });
});
