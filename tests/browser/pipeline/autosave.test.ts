import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave, AUTOSAVE_TIMES } from '../../../src/lib/pipeline/autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counting() {
  const saves: number[] = [];
  const started = performance.now();
  const autosave = new Autosave(() => saves.push(performance.now() - started));
  return { autosave, saves };
}

test('a change is saved within 2 s, and many changes in a row are one save', () => {
  const { autosave, saves } = counting();
  for (let change = 0; change < 20; change++) autosave.changed();
  vi.advanceTimersByTime(2_000);
  expect(saves).toEqual([AUTOSAVE_TIMES.idleMs]);
  expect(AUTOSAVE_TIMES.idleMs).toBeLessThanOrEqual(2_000);
});

test('a drag that never pauses is saved at least every 10 s', () => {
  const { autosave, saves } = counting();
  for (let ms = 0; ms < 30_000; ms += 50) {
    autosave.changed();
    vi.advanceTimersByTime(50);
  }
  expect(saves.length).toBeGreaterThanOrEqual(5);
  const gaps = saves.map((at, index) => at - (saves[index - 1] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(10_000);
});

test('what a batch remembers as well is saved at leisure, or with the next change', () => {
  const { autosave, saves } = counting();
  const { idleMs, leisureMs } = AUTOSAVE_TIMES;
  for (let ms = 0; ms < 2.5 * leisureMs; ms += 100) {
    autosave.changedElsewhere();
    vi.advanceTimersByTime(100);
  }
  expect(saves).toEqual([leisureMs, 2 * leisureMs]);
  autosave.changed();
  vi.advanceTimersByTime(idleMs);
  expect(saves).toEqual([leisureMs, 2 * leisureMs, 2.5 * leisureMs + idleMs]);
});

test('a failed save is tried again, later each time, a minute apart at most, and changes do not hurry it', () => {
  const { autosave, saves } = counting();
  for (let failure = 0; failure < 8; failure++) {
    autosave.failed();
    autosave.changed();
    vi.advanceTimersByTime(60_000);
  }
  expect(saves).toHaveLength(8);
  const waits = saves.map((at, index) => at - index * 60_000);
  expect(waits.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
  expect(Math.max(...waits)).toBe(60_000);
});

test('when somebody comes back, a failed save is tried at once; where none failed nothing is', () => {
  const { autosave, saves } = counting();
  autosave.retry();
  vi.advanceTimersByTime(1);
  expect(saves).toEqual([]);
  autosave.failed();
  autosave.retry();
  vi.advanceTimersByTime(1);
  expect(saves).toHaveLength(1);
});

test('after a save that went well the next change is soon saved again', () => {
  const { autosave, saves } = counting();
  autosave.failed();
  vi.advanceTimersByTime(2_000);
  autosave.saved();
  autosave.changed();
  vi.advanceTimersByTime(1_000);
  expect(saves).toHaveLength(2);
});
