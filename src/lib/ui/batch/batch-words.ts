import type { Job, JobState, Stage } from '../../domain/batch/job.ts';
import { STAGES } from '../../domain/batch/job.ts';
import { productOf } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';
import { doubtWords, firstDoubt } from '../compliance/doubt-words.ts';
import { reasonWords } from '../compliance/finding-words.ts';
import { errorWords } from '../shared/error-words.ts';
import { number, seconds } from '../shared/numbers.ts';
import type { BatchRow, Shown } from './rows.ts';

const STATES: Record<JobState, () => string> = {
  queued: m.batch_queued,
  working: m.batch_working,
  review: m.verdict_review,
  done: m.batch_done,
  failed: m.batch_failed,
  exported: m.batch_exported,
  cancelled: m.batch_cancelled
};

export const stateWord = (state: JobState): string => STATES[state]();
export const shownWord = (shown: Shown): string => (shown === 'all' ? m.batch_all() : stateWord(shown));

const STAGE_WORDS: Record<Stage, () => string> = {
  open: m.stage_open,
  cutout: m.stage_cutout,
  compose: m.stage_compose,
  encode: m.stage_encode,
  check: m.stage_check
};

/** What is being done with a photo, and with which of its files. */
export function stageWords({ at, state }: BatchRow): string {
  if (!at) return stateWord(state);
  const stage = STAGE_WORDS[at.stage]();
  const isOfOneFile = STAGES.indexOf(at.stage) > STAGES.indexOf('cutout');
  return isOfOneFile && at.files > 1
    ? m.stage_of({ stage, index: number(Math.max(1, at.file)), count: number(at.files) })
    : stage;
}

/** What a person knows a photo's product by; its file's name where nobody said. */
export function labelOf(project: Project, photo: Photo): string {
  const product = productOf(project, photo);
  return product?.sku || product?.identifier || product?.title || photo.name;
}

const errorOf = ({ error }: Pick<Job, 'error'>): PackshotError | null =>
  error ? new PackshotError(error.code, error.message) : null;

/** Why a photo has failed: the error of its first file without one, else the first rule that a file breaks. */
export interface Failure {
  readonly what: string;
  /** What was kept and what can be done. */
  readonly remedy: string;
  readonly code: string;
}

export function failureOf({ jobs }: BatchRow): Failure | null {
  const error = jobs.map(errorOf).find((each) => each !== null);
  if (error) {
    const { what, remedy } = errorWords(error);
    return { what, remedy: `${m.problem_kept_photo()} ${remedy}`, code: error.code };
  }
  const finding = jobs
    .flatMap(({ result }) => result?.findings ?? [])
    .find(({ verdict }) => verdict === 'fail');
  return finding
    ? { what: doubtWords(finding), remedy: reasonWords(finding) ?? '', code: finding.rule }
    : null;
}

/** The first thing that a person should look at in a file. */
export function doubtOf({ result }: Job): string {
  const first = firstDoubt(result?.findings ?? []);
  return first ? doubtWords(first) : stateWord('review');
}

const MINUTE_MS = 60_000;

/** About how long something takes; rounded, for a guess must not look like a measurement. */
export function aboutTime(ms: number): string {
  const rounded = ms < MINUTE_MS ? Math.ceil(ms / 5_000) * 5_000 : Math.ceil(ms / 10_000) * 10_000;
  const hours = Math.floor(rounded / (60 * MINUTE_MS));
  const minutes = Math.floor(rounded / MINUTE_MS) % 60;
  const rest = rounded % MINUTE_MS;
  if (hours > 0) return m.time_hours({ hours: number(hours), minutes: number(minutes) });
  return minutes > 0 ? m.time_minutes({ minutes: number(minutes), seconds: seconds(rest) }) : seconds(rest);
}

/** About how long it takes yet. */
export const timeLeftWords = (ms: number): string => m.batch_left({ time: aboutTime(ms) });
