import { describe, expect, it } from 'vitest';
import { listingsOf } from '../../../src/lib/domain/batch/slots.ts';
import { addPhoto, createProject } from '../../../src/lib/domain/document/change.ts';
import { cardOf, together, type Known } from '../../../src/lib/ui/catalog/cards.ts';
import { drawn, MAX_CARDS, planGrid, step } from '../../../src/lib/ui/catalog/grid.ts';
import { amazon, newPhoto } from '../domain/samples.ts';

const WINDOWS = [
  [340, 640],
  [374, 740],
  [1070, 760],
  [2200, 1300],
  [3500, 2000],
  [700, 300]
] as const;

describe('the grid of the light table', () => {
  it.each(WINDOWS)(
    'draws at most 60 of 10,000 cards in a window of %i × %i, and all that are in sight',
    (width, height) => {
      const plan = planGrid(width, height);
      const rowsInAll = Math.ceil(10_000 / plan.columns);
      const end = rowsInAll * plan.rowHeight - height;
      for (const top of [0, 1, plan.rowHeight * 3.5, end / 2, end]) {
        const { from, to } = drawn(plan, top, 10_000);
        expect(to - from).toBeLessThanOrEqual(MAX_CARDS);
        expect((from / plan.columns) * plan.rowHeight).toBeLessThanOrEqual(top);
        const isToEnd = to === 10_000;
        expect(isToEnd || (to / plan.columns) * plan.rowHeight >= top + height).toBe(true);
      }
    }
  );

  it('moves by a card, a row or to an end, and never past one', () => {
    const plan = { columns: 5, rowHeight: 100, rows: 4 };
    expect(step('ArrowRight', 3, 12, plan)).toBe(4);
    expect(step('ArrowDown', 3, 12, plan)).toBe(8);
    expect(step('ArrowDown', 9, 12, plan)).toBe(11);
    expect(step('ArrowUp', 3, 12, plan)).toBe(0);
    expect(step('End', 3, 12, plan)).toBe(11);
    expect(step('x', 3, 12, plan)).toBeNull();
  });
});

it('a product is not passed before all of it was checked, but is wrong as soon as some of it is', () => {
  expect(together(['pass', 'none'])).toBe('none');
  expect(together(['pass', 'fixed'])).toBe('fixed');
  expect(together(['none', 'review', 'pass'])).toBe('review');
  expect(together([])).toBe('none');
});

describe('what was checked before something changed', () => {
  const empty = createProject({ id: 'p', name: 'Table', channels: ['amazon'] });
  const [listing] = listingsOf(addPhoto(empty, newPhoto('a')));
  const channelOf = (known: Partial<Known>) =>
    cardOf(listing!, [amazon], () => ({ verdict: null, job: null, isStale: false, ...known })).channels[0];

  it('is no verdict, and is told from what was never checked', () => {
    expect(channelOf({ isStale: true })).toMatchObject({ verdict: 'none', isStale: true });
    expect(channelOf({})).toMatchObject({ verdict: 'none', isStale: false });
  });

  it('is over once it is checked again', () => {
    expect(channelOf({ verdict: 'pass' })).toMatchObject({ verdict: 'pass', isStale: false });
  });
});
