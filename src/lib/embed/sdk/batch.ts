import type { ErrorCode } from './codes.ts';
import type { CatalogOverview } from './overview.ts';
import type { Report } from './report.ts';

export interface BatchOptions {
  channels: readonly string[];
  /** Sets by country or locale; `global` for the one of all countries. Default: all of the project. */
  locales?: readonly string[];
  /** Default: all. */
  photos?: readonly string[];
  model?: string;
  effort?: 'fast' | 'auto' | 'best';
}

/** One file of a batch: a photo for one channel's role. */
export interface BatchJob {
  readonly id: string;
  readonly photo: string;
  readonly channel: string;
  readonly role: string;
  readonly locale?: string;
  readonly slot: string;
  readonly name: string;
  /** `review`: made, and needs a person's eye. `failed`: no file, or one that breaks a rule. */
  readonly state: 'queued' | 'working' | 'review' | 'done' | 'failed' | 'exported' | 'cancelled';
  readonly verdict?: Report['verdict'];
  readonly score?: number;
  readonly error?: { readonly code: ErrorCode; readonly message: string };
  readonly ms?: number;
}

export interface Batch {
  /** `pausing`: nothing new is begun. */
  readonly state: 'idle' | 'running' | 'pausing' | 'paused';
  readonly jobs: readonly BatchJob[];
  /** What no file is made of, and why. */
  readonly skipped: readonly { readonly photo: string; readonly reason: string }[];
  /** Time that the rest takes; null before anything was measured. */
  readonly msLeft: number | null;
  /** Why it paused by itself. */
  readonly problem: { readonly code: ErrorCode; readonly message: string } | null;
}

/** A finished file that would be another today. */
export interface StaleFile {
  /** `BatchJob.id`. */
  readonly id: string;
  readonly photo: string;
  readonly channel: string;
  readonly role: string;
  readonly locale?: string;
  readonly reasons: readonly {
    readonly kind: 'rules' | 'edits' | 'app' | 'model';
    readonly from?: string | null;
    readonly to?: string | null;
  }[];
}

/** Files that are stale for any of these reasons. */
export interface StaleChoice {
  reasons: readonly StaleFile['reasons'][number]['kind'][];
  /** Default: all. */
  channels?: readonly string[];
}

/** What a `Packshot` does with many photos at once. While a batch runs, other calls that work on pixels wait for it. */
export interface BatchCalls {
  /** Asks for files and begins; resolves at once. Photos without a cutout get one: the call is the consent to fetch the model. What is finished and would come out the same is not made again. `progress` tells of each photo. @throws `rule-unknown`, `not-found`, `model-unavailable`, `quota-exceeded` */
  startBatch(options: BatchOptions): Promise<Batch>;
  getBatch(): Promise<Batch>;
  /** Begins nothing new; resolves once what is under way is done. */
  pauseBatch(): Promise<Batch>;
  /** Goes on with what is queued. */
  resumeBatch(): Promise<Batch>;
  /** These photos before all others that wait, in the order that they have. @throws `not-found` */
  prioritiseBatch(photos: readonly string[]): Promise<Batch>;
  /** Of these photos, else of all. */
  cancelBatch(photos?: readonly string[]): Promise<Batch>;
  /** Tries again what failed or was cancelled: of these photos, else of all. */
  retryBatch(photos?: readonly string[]): Promise<Batch>;
  /** Files that rules, edits, the app or the model have changed since they were made. Where `app` is the only reason, another build made them, and they need not be made again. */
  getStale(): Promise<readonly StaleFile[]>;
  /** Makes files again by their ids, or those that are stale for a reason, before all others; begins as `startBatch` does. */
  refresh(files: readonly string[] | StaleChoice): Promise<Batch>;
  /** The catalogue at a glance: what there is of each product in each channel, which photos are missing, whose rights end, where products could be listed today. Nothing is made. */
  getOverview(): Promise<CatalogOverview>;
}
