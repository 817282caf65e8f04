import { describe, expect, test } from 'vitest';
import {
  begun,
  byTurn,
  failed,
  finished,
  isOver,
  MAX_DEATHS,
  requeued,
  stateOf,
  taken,
  type Job,
  type JobState
} from '../../../../src/lib/domain/batch/job.ts';
import { nextPhoto, timeLeft } from '../../../../src/lib/domain/batch/queue.ts';
import type { Report } from '../../../../src/lib/domain/compliance/report.ts';

const job = (given: Partial<Job> = {}): Job => ({
  ...{ id: 'p a', project: 'p', photo: 'a', key: 'a', channel: 'amazon', role: 'main', slot: 'MAIN' },
  ...{ name: 'a.jpg', state: 'queued', priority: 0, order: 0, deaths: 0 },
  ...given
});
const report = (verdict: Report['verdict']) =>
  ({
    verdict,
    score: 80,
    findings: [
      { rule: 'fill', verdict: 'warn', reason: 'small', measured: 0.61, limit: 0.85 },
      { rule: 'format', verdict: 'pass' }
    ]
  }) as unknown as Report;

describe('a job', () => {
  test.each([
    ['pass', 'done'],
    ['fixed', 'done'],
    ['review', 'review'],
    ['fail', 'failed']
  ] as const)('whose file is %s is %s, with what is no pass in short', (verdict, state) => {
    const over = finished(begun(job({ error: { code: 'timeout', message: '' } })), report(verdict), 12);
    expect(over).toMatchObject({ state, deaths: 0, ms: 12 });
    expect(over.result).toEqual({
      verdict,
      score: 80,
      findings: [{ rule: 'fill', verdict: 'warn', reason: 'small', measured: 0.61 }]
    });
    expect(over).not.toHaveProperty('error');
  });

  test('that a page left in the middle is begun again, until it has ended too many', () => {
    let left = job();
    for (let death = 1; death < MAX_DEATHS; death++) {
      left = taken(begun(left));
      expect(left).toMatchObject({ state: 'queued', deaths: death });
    }
    expect(taken(begun(left))).toMatchObject({ state: 'failed', error: { code: 'worker-died' } });
    expect(taken(job({ state: 'done' }))).toEqual(job({ state: 'done' }));
  });

  test('that is asked for again forgets what came of it, and keeps its photo’s cutout', () => {
    const found = { model: 'm' } as Job['found'] & object;
    const again = requeued(failed(job({ found, deaths: 2, ms: 3 }), { code: 'timeout', message: '' }));
    expect(again).toEqual(job({ found }));
  });

  test('is over in every state but queued and working', () => {
    const states: JobState[] = ['queued', 'working', 'review', 'done', 'failed', 'exported', 'cancelled'];
    expect(states.filter((state) => !isOver(job({ state })))).toEqual(['queued', 'working']);
  });
});

describe('a photo', () => {
  test.each([
    [['done', 'working', 'failed'], 'working'],
    [['done', 'queued'], 'queued'],
    [['done', 'review', 'failed'], 'failed'],
    [['done', 'review'], 'review'],
    [['exported', 'done'], 'done'],
    [['cancelled', 'exported'], 'exported'],
    [['cancelled'], 'cancelled']
  ] as const)('of %j is %s', (states, expected) => {
    expect(stateOf(states.map((state) => job({ state })))).toBe(expected);
  });

  test('comes with all its queued jobs, the one that matters most first, and not while it is under way', () => {
    const jobs = [
      job({ id: '1', photo: 'a', order: 0 }),
      job({ id: '2', photo: 'b', order: 1, priority: 1 }),
      job({ id: '3', photo: 'b', order: 2 }),
      job({ id: '4', photo: 'b', order: 3, state: 'done' })
    ];
    expect(nextPhoto(jobs, new Set()).map(({ id }) => id)).toEqual(['2', '3']);
    expect(nextPhoto(jobs, new Set(['b'])).map(({ id }) => id)).toEqual(['1']);
    expect(nextPhoto(jobs, new Set(['a', 'b']))).toEqual([]);
    expect([...jobs].sort(byTurn).map(({ id }) => id)).toEqual(['2', '1', '3', '4']);
  });
});

test('time left: cutouts one by one and files in lanes, side by side; unknown before anything was measured', () => {
  const jobs = [job({ id: '1' }), job({ id: '2' }), job({ id: '3', state: 'done' })];
  expect(timeLeft(jobs, 1, { cutoutMs: 100, fileMs: 30 }, 1)).toBe(100);
  expect(timeLeft(jobs, 0, { cutoutMs: null, fileMs: 30 }, 2)).toBe(30);
  expect(timeLeft(jobs, 1, { cutoutMs: null, fileMs: 30 }, 2)).toBeNull();
  expect(timeLeft([], 0, { cutoutMs: null, fileMs: null }, 2)).toBe(0);
});
