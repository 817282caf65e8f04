import type { FindingReason, FindingVerdict, Report, RuleId, Verdict } from '../compliance/report.ts';
import type { Found } from '../document/edits/cutout.ts';
import type { ErrorCode } from '../errors.ts';
import type { PlannedFile } from './planned.ts';

/**
 * `review`: the file is made and needs a person's eye. `failed`: no file, or one that breaks a rule nobody mended.
 * `done`: it may go. `exported`: it has gone. `cancelled`: nobody wants it any more.
 */
export type JobState = 'queued' | 'working' | 'review' | 'done' | 'failed' | 'exported' | 'cancelled';

/** Stations of a photo in a batch, in their order. The first two are once a photo, the others once a file. */
export const STAGES = ['open', 'cutout', 'compose', 'encode', 'check'] as const;
export type Stage = (typeof STAGES)[number];

/** A finding that is no pass, as short as a list shows it. */
export interface JobFinding {
  readonly rule: RuleId;
  readonly verdict: FindingVerdict;
  readonly reason?: FindingReason;
  /** As in the report; absent where nothing was, and in jobs that older builds kept. */
  readonly measured?: number | string;
}

/** What came of a job. */
export interface JobResult {
  readonly verdict: Verdict;
  readonly score: number;
  readonly findings: readonly JobFinding[];
}

/** Why there is no file; screens word the code. `message` is English. */
export interface JobError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Which file of a project is meant: a photo for one channel's role. */
export interface FilePlace {
  /** `jobId`. */
  readonly id: string;
  readonly project: string;
  readonly photo: string;
  /** `PlannedFile.key`. */
  readonly key: string;
  readonly channel: string;
  readonly role: string;
  readonly locale?: string;
  readonly slot: string;
}

/** One file that a batch makes. Plain JSON, kept on disk, replaced whole. */
export interface Job extends FilePlace {
  /** The planned file name. */
  readonly name: string;
  readonly state: JobState;
  /** Higher ones first; 0 where nobody minded. */
  readonly priority: number;
  /** Place in the order in which they were asked for. */
  readonly order: number;
  /** Times that a worker or the page ended while this was worked on, counted before work begins. */
  readonly deaths: number;
  /** The photo's cutout, where this batch found it: a page may end before its document is saved. */
  readonly found?: Found;
  readonly result?: JobResult;
  readonly error?: JobError;
  /** What making it took, ms. */
  readonly ms?: number;
}

/** A photo on which workers or pages have ended this often is let be. */
export const MAX_DEATHS = 2;

export const jobId = (project: string, key: string): string => `${project} ${key}`;

/** A job that nobody has begun. */
export function jobOf(project: string, file: PlannedFile, order: number): Job {
  const { photo, key, channel, role, locale, slot, name } = file;
  const place = { photo, key, channel, role, ...(locale !== undefined && { locale }), slot, name };
  return {
    id: jobId(project, key),
    project,
    ...place,
    state: 'queued',
    priority: 0,
    order,
    deaths: 0
  };
}

/** Work on it begins: from here on an end of the page counts as a death. */
export const begun = (job: Job): Job => ({ ...job, state: 'working', deaths: job.deaths + 1 });

/** Its file is made and judged. */
export function finished(job: Job, report: Report, ms?: number): Job {
  const findings = report.findings
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
    .map(({ rule, verdict, reason, measured }): JobFinding => ({
      ...{ rule, verdict },
      ...(reason && { reason }),
      ...(measured !== undefined && { measured })
    }));
  const { verdict, score } = report;
  return {
    ...without(job, 'error'),
    state: stateFor(verdict),
    deaths: 0,
    result: { verdict, score, findings },
    ...(ms !== undefined && { ms })
  };
}

/** There is no file of it. Whether it is tried again is a person's choice. */
export function failed(job: Job, error: JobError): Job {
  return { ...without(job, 'result'), state: 'failed', error };
}

/** Back in the queue, as if nothing had been tried; what was found of its photo stays. */
export function requeued(job: Job): Job {
  return { ...without(job, 'result', 'error', 'ms'), state: 'queued', deaths: 0 };
}

/** What is to be done about a job that a page left in the middle: it is tried again, until it has ended too many. */
export function taken(job: Job): Job {
  if (job.state !== 'working') return job;
  if (job.deaths < MAX_DEATHS) return { ...job, state: 'queued' };
  const message = `work on this photo has ended the page or a worker ${job.deaths} times`;
  return failed(job, { code: 'worker-died', message });
}

/** The state of a finished file by its report. */
function stateFor(verdict: Verdict): JobState {
  if (verdict === 'review') return 'review';
  return verdict === 'fail' ? 'failed' : 'done';
}

/** Nothing of it is left to do. */
export const isOver = ({ state }: Job): boolean => state !== 'queued' && state !== 'working';

/** Those asked for first, within those that matter most. */
export const byTurn = (a: Job, b: Job): number => b.priority - a.priority || a.order - b.order;

/** The photo's state for a list: what needs a person before what does not, and nothing is done before all of it is. */
export function stateOf(jobs: readonly Pick<Job, 'state'>[]): JobState {
  const has = (state: JobState) => jobs.some((job) => job.state === state);
  const first: readonly JobState[] = ['working', 'queued', 'failed', 'review', 'done', 'exported'];
  return first.find(has) ?? 'cancelled';
}

const without = <K extends keyof Job>(job: Job, ...keys: readonly K[]): Omit<Job, K> =>
  Object.fromEntries(Object.entries(job).filter(([key]) => !keys.some((gone) => gone === key))) as Omit<
    Job,
    K
  >;
