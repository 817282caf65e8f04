import { begun, failed, taken, type Job, type JobState, type Stage } from '../domain/batch/job.ts';
import { needsCutout, nextPhoto, type Pace } from '../domain/batch/queue.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { lookUp } from '../domain/document/lookup.ts';
import type { Found } from '../domain/document/edits/cutout.ts';
import { asPackshotError, PackshotError, type ErrorCode } from '../domain/errors.ts';
import { poolSize } from '../engine/pool.ts';
import { ByteBudget, DECODED_BYTES, decodedBytes } from './budget.ts';
import type { CutoutOptions } from './cutout.ts';
import type { JobBook } from './job-book.ts';
import type { FileKeeper } from './keep-file.ts';
import { makeFile } from './make-file.ts';
import { Mean } from './mean.ts';
import type { Studio } from './studio.ts';
import { cutoutUnwatched } from './unwatched.ts';

/** The document that a batch works on: whoever holds it writes what the batch finds. */
export interface BatchAccess {
  readonly project: () => Project;
  readonly setFound: (photoId: string, found: Found) => void;
}

/** Where a photo under way is. */
export interface PhotoAt {
  readonly stage: Stage;
  /** Which of its files is made, from 1, and of how many; 0 before the first. */
  readonly file: number;
  readonly files: number;
  /** `performance.now()` when it was begun. */
  readonly since: number;
}

export interface LineEvents {
  /** A job, or where a photo is, has changed. */
  readonly onchanged: () => void;
  /** Every other photo would meet this too: nothing new is to be begun. */
  readonly onproblem: (problem: PackshotError) => void;
}

/** Codes that would meet every photo alike: the batch pauses, and says why. */
const PAUSING: readonly ErrorCode[] = ['quota-exceeded', 'no-storage', 'model-unavailable'];
/** Codes of what may have been the photo's fault or not: it is tried once more. */
const DEADLY: readonly ErrorCode[] = ['worker-died', 'timeout', 'out-of-memory'];

/** What the compositor keeps when a photo is done: what is under way, and what the stage shows. */
const KEPT_BYTES = { layers: 96e6, painted: 128e6 };

/** The line that photos of a batch go through: while one photo's files are made, the next is cut out. */
export class BatchLine {
  readonly #studio: Studio;
  readonly #access: BatchAccess;
  readonly #book: JobBook;
  readonly #keeper: FileKeeper;
  readonly #events: LineEvents;
  readonly #bytes = new ByteBudget(DECODED_BYTES);
  readonly #aborts = new Map<string, AbortController>();
  readonly #at = new Map<string, PhotoAt>();
  readonly #cutouts = new Mean();
  readonly #files = new Mean();
  #isOpen = false;

  constructor(studio: Studio, access: BatchAccess, book: JobBook, keeper: FileKeeper, events: LineEvents) {
    this.#studio = studio;
    this.#access = access;
    this.#book = book;
    this.#keeper = keeper;
    this.#events = events;
  }

  /** Photos under way. */
  get at(): ReadonlyMap<string, PhotoAt> {
    return new Map(this.#at);
  }

  get pace(): Pace {
    return { cutoutMs: this.#cutouts.value, fileMs: this.#files.value };
  }

  /** Works until nothing is queued, or it is closed and what was under way is done. */
  async run(options: Pick<CutoutOptions, 'model' | 'effort'>): Promise<void> {
    const finishing = new Set<Promise<void>>();
    this.#isOpen = await this.#hasRoom();
    while (this.#isOpen) {
      const jobs = nextPhoto(this.#book.all(), new Set(this.#aborts.keys()));
      // One that was under way when a page or worker ended is worked alone: the others are not to suffer for it.
      const isSuspect = jobs.some(({ deaths }) => deaths > 0);
      if (isSuspect) await Promise.all(finishing);
      if (jobs.length > 0) await this.#begin(jobs, options, finishing);
      else if (finishing.size > 0) await Promise.race(finishing);
      else break;
      if (isSuspect) await Promise.all(finishing);
    }
    await Promise.all(finishing);
  }

  /** What found no room before goes to the disk first; while it finds none, nothing is begun. */
  async #hasRoom(): Promise<boolean> {
    try {
      await this.#studio.store.keepHeld();
      return true;
    } catch (error) {
      this.#events.onproblem(asPackshotError(error, 'no-storage'));
      return false;
    }
  }

  /** Cuts a photo out, and hands it to those who make its files; waits while they have enough to do. */
  async #begin(
    jobs: readonly Job[],
    options: Pick<CutoutOptions, 'model' | 'effort'>,
    finishing: Set<Promise<void>>
  ): Promise<void> {
    const [{ photo: id } = { photo: '' }] = jobs;
    const photo = lookUp(this.#access.project().photos, id);
    if (!photo) return this.#put(jobs.map((job) => ({ ...job, state: 'cancelled' })));
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    const release = await this.#bytes.take(decodedBytes(photo.size));
    const end = () => {
      release();
      this.#aborts.delete(id);
      this.#at.delete(id);
      this.#events.onchanged();
    };
    // Some may have been cancelled while this one waited for room.
    const work = this.#in(jobs, 'queued').map(begun);
    if (!this.#isOpen || work.length === 0) return end();
    this.#at.set(id, { stage: 'open', file: 0, files: work.length, since: performance.now() });
    const isReady = await this.#put(work).then(
      () => this.#cutOut(photo, work, { ...options, signal: abort.signal }),
      (error: unknown) => this.#fail(work, error)
    );
    if (!isReady) return end();
    const files = this.#finish(id, work, { effort: options.effort, signal: abort.signal }).finally(() => {
      finishing.delete(files);
      void this.#tidy();
      end();
    });
    finishing.add(files);
    if (finishing.size > poolSize()) await Promise.race(finishing);
  }

  /** Nobody looks at a batch's pictures again: kept until they fill the caches, they would be half a GB. */
  #tidy(): Promise<void> {
    const { layers, painted } = KEPT_BYTES;
    return this.#studio.compose.call((api) => api.trim(layers, painted)).catch(() => {});
  }

  /** False where that failed. */
  async #cutOut(photo: Photo, jobs: readonly Job[], options: CutoutOptions): Promise<boolean> {
    if (!needsCutout(this.#access.project(), photo.id)) return true;
    const started = performance.now();
    const onStage = (stage: string) => this.#stage(photo.id, stage === 'decode' ? 'open' : 'cutout');
    try {
      const { found } = await cutoutUnwatched(this.#studio, photo, { ...options, onStage });
      this.#access.setFound(photo.id, found);
      const bytes = this.#studio.store.heldBytes;
      // A matte that is in memory alone is no job's to remember: with the page it would be gone.
      if (bytes > 0) throw new PackshotError('quota-exceeded', 'No room for the cutout', { bytes });
      await this.#put(this.#in(jobs, 'working').map((job) => ({ ...job, found })));
      this.#cutouts.add(performance.now() - started);
      return true;
    } catch (error) {
      return this.#fail(jobs, error);
    }
  }

  async #finish(photoId: string, jobs: readonly Job[], { effort, signal }: CutoutOptions): Promise<void> {
    for (const [index, { id }] of jobs.entries()) {
      if (!this.#isOpen && signal?.aborted) break;
      const job = this.#book.byId.get(id);
      if (job?.state !== 'working') continue;
      const at = this.#at.get(photoId);
      if (at) this.#at.set(photoId, { ...at, file: index + 1 });
      const onStage = (stage: Stage) => this.#stage(photoId, stage);
      try {
        const how = { effort, signal, onStage };
        const made = await makeFile(this.#studio, this.#access.project(), job, how, this.#keeper);
        if (this.#book.byId.get(id)?.state !== 'working') continue;
        await this.#book.finish(made.job, made.output);
        this.#files.add(made.job.ms ?? 0);
        this.#events.onchanged();
      } catch (error) {
        await this.#fail([job], error);
      }
    }
    // Left over where the batch paused by itself: they were not begun.
    await this.#record(this.#in(jobs, 'working').map(unbegun));
  }

  /** Those that are in this state now: nobody has cancelled them meanwhile. */
  #in(jobs: readonly Job[], wanted: JobState): readonly Job[] {
    return jobs.flatMap(({ id }) => this.#book.byId.get(id) ?? []).filter(({ state }) => state === wanted);
  }

  #stage(photoId: string, stage: Stage): void {
    const at = this.#at.get(photoId);
    if (!at || at.stage === stage) return;
    this.#at.set(photoId, { ...at, stage });
    this.#events.onchanged();
  }

  /** What becomes of jobs in whose work something failed; the others go on. Always false. */
  async #fail(jobs: readonly Job[], thrown: unknown): Promise<false> {
    const error = asPackshotError(thrown, 'worker-died');
    if (PAUSING.includes(error.code)) {
      this.close();
      this.#events.onproblem(error);
    }
    await this.#record(this.#in(jobs, 'working').map((job) => afterError(job, error)));
    return false;
  }

  /** Where there is no room even for this, the page remembers it until there is. */
  async #record(jobs: readonly Job[]): Promise<void> {
    await this.#put(jobs).catch(() => this.#book.remember(jobs));
    this.#events.onchanged();
  }

  async #put(jobs: readonly Job[]): Promise<void> {
    await this.#book.put(jobs);
    this.#events.onchanged();
  }

  /** Begins nothing new. */
  close(): void {
    this.#isOpen = false;
  }

  /** Ends what is under way with a photo, else with all, at once; where jobs are not cancelled they are queued again. */
  stop(photo?: string): void {
    const stopped = photo === undefined ? [...this.#aborts.values()] : [this.#aborts.get(photo)];
    for (const abort of stopped) abort?.abort();
  }
}

/** Tried again where the photo may not have been at fault, queued where it was not; else it has failed. */
function afterError(job: Job, { code, message }: PackshotError): Job {
  if (code === 'aborted' || PAUSING.includes(code)) return unbegun(job);
  const again = DEADLY.includes(code) ? taken(job) : null;
  return again?.state === 'queued' ? again : failed(job, { code, message });
}

/** As if it had not been begun. */
const unbegun = (job: Job): Job => ({ ...job, state: 'queued', deaths: Math.max(0, job.deaths - 1) });
