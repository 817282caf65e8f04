import { describe, expect, it } from 'vitest';
import type { Job, JobState } from '../../../src/lib/domain/batch/job.ts';
import type { Verdict } from '../../../src/lib/domain/compliance/report.ts';
import { addPhoto, createProject, setCutout } from '../../../src/lib/domain/document/change.ts';
import {
  barOf,
  countsOf,
  dotsOf,
  msOf,
  progressOf,
  rowsOf,
  shownRows,
  skippedLines,
  windowOf
} from '../../../src/lib/ui/batch/rows.ts';
import { doubtfulJobs } from '../../../src/lib/ui/review/doubts.ts';
import { cutoutEdit, newPhoto } from '../domain/samples.ts';

interface Made {
  readonly channel?: string;
  readonly verdict?: Verdict;
  readonly score?: number;
  readonly ms?: number;
  readonly hasError?: boolean;
}

let order = 0;
function job(
  photo: string,
  state: JobState,
  { channel = 'amazon', verdict, score = 80, ms, hasError }: Made = {}
) {
  const made: Job = {
    ...{
      id: `${photo} ${channel} ${order}`,
      project: 'p',
      photo,
      key: `${photo} ${channel}`,
      channel,
      role: 'main'
    },
    ...{ slot: 'MAIN', name: `${photo}.jpg`, state, priority: 0, order: order++, deaths: 0 },
    ...(verdict && { result: { verdict, score, findings: [] } }),
    ...(ms !== undefined && { ms }),
    ...(hasError && { error: { code: 'decode-failed' as const, message: '' } })
  };
  return made;
}
const row = (_photo: string, ...jobs: Job[]) => rowsOf(jobs, new Map())[0]!;

describe('the list of a batch', () => {
  const rows = [
    row('a', job('a', 'done', { verdict: 'pass' })),
    row(
      'b',
      job('b', 'done', { verdict: 'fixed' }),
      job('b', 'exported', { verdict: 'pass', channel: 'etsy' })
    ),
    row('c', job('c', 'review', { verdict: 'review' })),
    row('d', job('d', 'failed', { hasError: true })),
    row('e', job('e', 'working')),
    row('f', job('f', 'queued')),
    row('g', job('g', 'cancelled'))
  ];

  it('is a bar of what came of the photos; those that wait or were given up are in no part', () => {
    expect(barOf(rows)).toEqual({ pass: 1, fixed: 1, review: 1, fail: 1, work: 1 });
  });

  it('shows all, or one state', () => {
    expect(shownRows(rows, 'all')).toBe(rows);
    expect(shownRows(rows, 'failed').map(({ photo }) => photo)).toEqual(['d']);
  });

  it('has a verdict a channel, the worst of its files', () => {
    const many = row(
      'x',
      job('x', 'done', { verdict: 'pass' }),
      job('x', 'review', { verdict: 'review' }),
      job('x', 'done', { verdict: 'pass', channel: 'etsy' }),
      job('x', 'failed', { channel: 'ebay', hasError: true }),
      job('x', 'queued', { channel: 'shopify' })
    );
    expect(dotsOf(many)).toEqual([
      { channel: 'amazon', verdict: 'review' },
      { channel: 'etsy', verdict: 'pass' },
      { channel: 'ebay', verdict: 'fail' },
      { channel: 'shopify', verdict: null }
    ]);
  });

  it('has one row a photo in the order of their turn, with where it is, and counts them by state', () => {
    const [late, first] = [job('x', 'queued'), { ...job('y', 'working'), priority: 1 }];
    const at = { stage: 'encode', file: 1, files: 2, since: 0 } as const;
    const both = rowsOf([late, first, job('x', 'done', { verdict: 'pass' })], new Map([['y', at]]));
    expect(both.map(({ photo, state, at: where }) => [photo, state, where])).toEqual([
      ['y', 'working', at],
      ['x', 'queued', null]
    ]);
    expect(countsOf(rows)).toEqual({
      ...{ queued: 1, working: 1, review: 1, done: 2, failed: 1, exported: 0, cancelled: 1 }
    });
    expect(progressOf(rows)).toEqual({ done: 4, total: 6 });
  });

  it('says what a photo took, once a file of it is made', () => {
    expect(msOf(row('x', job('x', 'done', { verdict: 'pass', ms: 500 }), job('x', 'queued')))).toBe(500);
    expect(msOf(row('y', job('y', 'queued')))).toBeNull();
  });

  it('tells what was left out once a photo and reason, with its channels', () => {
    const left = (channel: string, photo: string, reason: 'no-place' | 'same-slot') => ({
      ...{ photo, channel, role: 'main', slot: 'MAIN', reason }
    });
    expect(
      skippedLines([
        left('amazon', 'a', 'no-place'),
        left('etsy', 'a', 'no-place'),
        left('etsy', 'a', 'no-place'),
        left('etsy', 'b', 'same-slot')
      ])
    ).toEqual([
      { photo: 'a', reason: 'no-place', channels: ['amazon', 'etsy'] },
      { photo: 'b', reason: 'same-slot', channels: ['etsy'] }
    ]);
  });

  it('lays out the rows in sight and a few beside them, never one that is not there', () => {
    expect(windowOf(0, 600, 60, 10_000)).toEqual({ from: 0, to: 14 });
    expect(windowOf(6000, 600, 60, 10_000)).toEqual({ from: 96, to: 114 });
    expect(windowOf(600_000, 600, 60, 10)).toEqual({ from: 10, to: 10 });
    const { from, to } = windowOf(59_950, 900, 60, 1000);
    expect(to - from).toBeLessThan(30);
    expect(to).toBe(1000);
  });
});

describe('doubtful files', () => {
  const empty = createProject({ id: 'p', name: '', channels: ['amazon'] });
  const project = ['a', 'b', 'c', 'd'].reduce(
    (next, id, at) =>
      setCutout(addPhoto(next, newPhoto(id)), id, cutoutEdit('2', { confidence: 0.9 - at / 10 })),
    empty
  );

  it('are those in doubt and those that break a rule, the lowest score and then the least sure cutout first', () => {
    const rows = [
      row('a', job('a', 'review', { verdict: 'review', score: 85 }), job('a', 'done', { verdict: 'pass' })),
      row('b', job('b', 'failed', { verdict: 'fail', score: 60 })),
      row('c', job('c', 'review', { verdict: 'review', score: 85 })),
      row('d', job('d', 'failed', { hasError: true }))
    ];
    expect(doubtfulJobs(rows, project).map(({ photo }) => photo)).toEqual(['b', 'c', 'a']);
  });
});
