import type { Job } from '../domain/batch/job.ts';
import type { SkippedFile } from '../domain/batch/planned.ts';
import type { Pace } from '../domain/batch/queue.ts';
import type { PackshotError } from '../domain/errors.ts';
import type { PhotoAt } from './batch-line.ts';

/** `pausing`: nothing new is begun, and what is under way is ended in order. */
export type BatchState = 'idle' | 'running' | 'pausing' | 'paused';

export interface BatchSnapshot {
  readonly state: BatchState;
  /** In the order in which they were asked for. */
  readonly jobs: readonly Job[];
  /** Photos under way. */
  readonly at: ReadonlyMap<string, PhotoAt>;
  /** What no file is made of, and why; of what was asked for since the page was opened. */
  readonly skipped: readonly SkippedFile[];
  /** Why it paused by itself. */
  readonly problem: PackshotError | null;
  /** Time that the rest takes, ms; null before anything was measured. */
  readonly msLeft: number | null;
  /** What was measured since the page was opened, and how many files are made side by side. */
  readonly pace: Pace & { readonly lanes: number };
}
