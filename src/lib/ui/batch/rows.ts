import { byTurn, stateOf, type Job, type JobState } from '../../domain/batch/job.ts';
import type { SkippedFile } from '../../domain/batch/planned.ts';
import type { SkipReason } from '../../domain/batch/problems.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { BatchSnapshot, PhotoAt } from '../../pipeline/batch.ts';
import { worstVerdict } from '../compliance/order.ts';

/** A photo of a batch. */
export interface BatchRow {
  readonly photo: string;
  readonly state: JobState;
  /** Where it is; null while it is not under way. */
  readonly at: PhotoAt | null;
  /** One a file, in the order in which they are made. */
  readonly jobs: readonly Job[];
}

/** Jobs by photo, in the order in which the photos are worked on. */
export function rowsOf(jobs: readonly Job[], at: ReadonlyMap<string, PhotoAt>): readonly BatchRow[] {
  const byPhoto = new Map<string, Job[]>();
  for (const job of [...jobs].sort(byTurn)) {
    const own = byPhoto.get(job.photo);
    if (own) own.push(job);
    else byPhoto.set(job.photo, [job]);
  }
  return [...byPhoto].map(([photo, own]) => ({
    photo,
    state: stateOf(own),
    at: at.get(photo) ?? null,
    jobs: own
  }));
}

/** A batch that another tab works, as far as it is on disk. */
export const lookedAt = (jobs: readonly Job[]): BatchSnapshot => ({
  state: 'idle',
  jobs,
  at: new Map(),
  skipped: [],
  problem: null,
  msLeft: null,
  pace: { cutoutMs: null, fileMs: null, lanes: 1 }
});

/** Photos by state. */
export function countsOf(rows: readonly BatchRow[]): Readonly<Record<JobState, number>> {
  const counts = { queued: 0, working: 0, review: 0, done: 0, failed: 0, exported: 0, cancelled: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

/** Photos that were asked for and not given up, and those of which nothing is left to do. */
export function progressOf(rows: readonly BatchRow[]): { readonly done: number; readonly total: number } {
  const { queued, working, cancelled } = countsOf(rows);
  const total = rows.length - cancelled;
  return { total, done: total - queued - working };
}

/** What of a batch is listed. */
export type Shown = 'all' | JobState;

/** In the order of their buttons. */
export const SHOWN: readonly Shown[] = [
  'all',
  'working',
  'queued',
  'review',
  'failed',
  'done',
  'exported',
  'cancelled'
];

export const shownRows = (rows: readonly BatchRow[], shown: Shown): readonly BatchRow[] =>
  shown === 'all' ? rows : rows.filter(({ state }) => state === shown);

/** Parts of the bar over the list. */
export const BAR = ['pass', 'fixed', 'review', 'fail', 'work'] as const;
export type BarPart = (typeof BAR)[number];

/** Photos by what their part of the bar says; those that wait or were given up are in none. */
export function barOf(rows: readonly BatchRow[]): Readonly<Record<BarPart, number>> {
  const bar: Record<BarPart, number> = { pass: 0, fixed: 0, review: 0, fail: 0, work: 0 };
  for (const row of rows) {
    const part = partOf(row);
    if (part) bar[part]++;
  }
  return bar;
}

function partOf({ state, jobs }: BatchRow): BarPart | null {
  if (state === 'working') return 'work';
  if (state === 'review') return 'review';
  if (state === 'failed') return 'fail';
  if (state !== 'done' && state !== 'exported') return null;
  return jobs.some(({ result }) => result?.verdict === 'fixed') ? 'fixed' : 'pass';
}

/** What came of a photo's files for one channel: the worst verdict; null while none is made. */
export interface Dot {
  readonly channel: string;
  readonly verdict: Verdict | null;
}

/** One a channel, in the order in which they are made. */
export function dotsOf({ jobs }: BatchRow): readonly Dot[] {
  const channels = [...new Set(jobs.map(({ channel }) => channel))];
  return channels.map((channel) => ({
    channel,
    verdict: worstVerdict(jobs.filter((job) => job.channel === channel).flatMap(verdictOf))
  }));
}

/** A file that could not be made is no file that passes. */
const verdictOf = ({ result, error }: Job): readonly Verdict[] =>
  result ? [result.verdict] : error ? ['fail'] : [];

/** Time that a photo's files took, ms; null before one was made. */
export function msOf({ jobs }: BatchRow): number | null {
  const made = jobs.flatMap(({ ms }) => ms ?? []);
  return made.length === 0 ? null : made.reduce((sum, ms) => sum + ms, 0);
}

/** A photo of which files were left out for one reason. */
export interface SkippedLine {
  readonly photo: string;
  readonly reason: SkipReason;
  readonly channels: readonly string[];
}

/** One line a photo and reason, however many files that are. */
export function skippedLines(skipped: readonly SkippedFile[]): readonly SkippedLine[] {
  const lines = new Map<string, SkippedLine>();
  for (const { photo, channel, reason } of skipped) {
    const key = `${photo} ${reason}`;
    const channels = lines.get(key)?.channels ?? [];
    if (!channels.includes(channel)) lines.set(key, { photo, reason, channels: [...channels, channel] });
  }
  return [...lines.values()];
}

/** Rows of a list that are laid out: those in sight, and a few beside them. */
export function windowOf(
  top: number,
  height: number,
  rowHeight: number,
  count: number
): { readonly from: number; readonly to: number } {
  const BESIDE = 4;
  const from = Math.max(0, Math.floor(top / rowHeight) - BESIDE);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + BESIDE);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}
