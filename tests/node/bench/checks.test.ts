import { beforeAll, describe, expect, it } from 'vitest';
import { installBrowser } from '../../../bench/check-browser.ts';
import { FILE_SEEDS } from '../../../bench/check-file-seeds.ts';
import { FRAME_SEEDS } from '../../../bench/check-frame-seeds.ts';
import { closedHoles } from '../../../bench/check-holes.ts';
import { checkStudio } from '../../../bench/check-judge.ts';
import { PIXEL_SEEDS } from '../../../bench/check-pixel-seeds.ts';
import { layerOfShape, SHAPES } from '../../../bench/check-shapes.ts';
import { judgeDuplicates, judgeSubject, type Subject } from '../../../bench/check-subject.ts';
import { exceptions, isFlagged, type Said } from '../../../bench/check-table.ts';
import { CHECKS } from '../../../src/lib/domain/compliance/checks/index.ts';
import { CLEAN, amazon, main } from '../domain/samples.ts';

/** What `npm run bench -- checks` shows, on a few made products: every rule, through the app's encoder and its judging. */

const SIDE_PX = 620;
const SEEDS = [...PIXEL_SEEDS, ...FRAME_SEEDS, ...FILE_SEEDS];
/** Found by networks, which are not at hand here: `npm run bench -- reading`. */
const READ = ['text', 'face'];
const NAMES = ['checked box, tilted', 'blue cup'];

const subjects = SHAPES.filter(({ name }) => NAMES.includes(name)).map(
  (shape): Subject => ({
    name: shape.name,
    group: 'shapes',
    layer: layerOfShape(shape, SIDE_PX)!,
    closed: async () => layerOfShape(shape, SIDE_PX, closedHoles),
    isFirst: false
  })
);

describe('the checker on made products', () => {
  const all: Said[] = [];
  beforeAll(async () => {
    await installBrowser();
    const bench = { studio: checkStudio(null), reading: null, rules: [] };
    for (const subject of subjects) all.push(...(await judgeSubject(bench, subject, SEEDS)));
    all.push(...(await judgeDuplicates(bench, subjects)));
  }, 60_000);

  it('has a seed for every rule', () => {
    const rules = CHECKS.map((check) => check({ measured: CLEAN, channel: amazon, role: main }).rule);
    const seeded = new Set(all.filter(({ seed }) => seed !== null).map(({ rule }) => rule));
    expect([...rules, 'duplicate'].filter((rule) => !READ.includes(rule) && !seeded.has(rule as never))).toEqual([]);
  });

  it('finds every seeded defect', () => {
    const missed = all.filter(({ seed, verdict }) => seed !== null && !isFlagged(verdict));
    expect(exceptions(missed)).toEqual([]);
  });

  it('has nothing to say of clean files, in nine channels', () => {
    const clean = all.filter(({ seed }) => seed === null);
    expect(new Set(clean.map(({ place }) => place)).size).toBeGreaterThanOrEqual(9);
    expect(exceptions(clean)).toEqual([]);
  });
});
