import { finished, isOver, requeued, taken, type Job } from '../domain/batch/job.ts';
import type { SkippedFile } from '../domain/batch/planned.ts';
import { outdated } from '../domain/batch/refresh.ts';
import { isUncut, needsCutout, planJobs, timeLeft } from '../domain/batch/queue.ts';
import type { Selection } from '../domain/batch/wishes.ts';
import type { Project } from '../domain/document/document.ts';
import type { PackshotError } from '../domain/errors.ts';
import { poolSize } from '../engine/pool.ts';
import { BatchLine, type BatchAccess } from './batch-line.ts';
import type { BatchSnapshot, BatchState } from './batch-snapshot.ts';
import type { CutoutOptions } from './cutout.ts';
import { JobBook } from './job-book.ts';
import { judgedFile } from './judged-file.ts';
import { FileKeeper } from './keep-file.ts';
import { extensionOf } from './plan.ts';
import { staleOutputs } from './refresh.ts';
import type { Studio } from './studio.ts';
import { keepAwake } from './wake.ts';

export type { BatchAccess, PhotoAt } from './batch-line.ts';
export type { BatchSnapshot, BatchState } from './batch-snapshot.ts';

/**
 * A project's batch: jobs on disk, worked off photo by photo. While one photo's files are made the next is cut out; the
 * bytes of decoded photos are bounded. What is finished is kept with what it was made of and never made again; what was
 * under way when a page or worker ended is begun anew, and let be after two such ends. One page works a project.
 */
export class Batch {
  readonly #studio: Studio;
  readonly #access: BatchAccess;
  readonly #book: JobBook;
  readonly #line: BatchLine;
  readonly #listeners = new Set<() => void>();
  #skipped: readonly SkippedFile[] = [];
  #state: BatchState = 'idle';
  #problem: PackshotError | null = null;
  #running: Promise<void> | null = null;

  private constructor(studio: Studio, access: BatchAccess, book: JobBook, keeper: FileKeeper) {
    this.#studio = studio;
    this.#access = access;
    this.#book = book;
    this.#line = new BatchLine(studio, access, book, keeper, {
      onchanged: () => this.#changedNow(),
      onproblem: (problem) => {
        this.#problem = problem;
        this.#become('pausing');
      }
    });
  }

  /** The project's batch as it was left. Nothing is worked on before `start`. @throws `no-storage` */
  static async open(studio: Studio, access: BatchAccess): Promise<Batch> {
    const project = access.project();
    const book = await JobBook.open(
      studio.store.work,
      project.id,
      new Set(project.photos.map(({ id }) => id))
    );
    const batch = new Batch(studio, access, book, await FileKeeper.open(studio));
    await book.put(
      book
        .all()
        .filter(({ state }) => state === 'working')
        .map(taken)
    );
    batch.#giveBack(project);
    return batch;
  }

  /** A page may have ended before the document with its cutouts was saved: they are in the jobs too. */
  #giveBack(project: Project): void {
    const given = new Set<string>();
    for (const { photo, found } of this.#book.all()) {
      if (!found || given.has(photo) || !needsCutout(project, photo)) continue;
      given.add(photo);
      this.#access.setFound(photo, found);
    }
  }

  get snapshot(): BatchSnapshot {
    const jobs = this.#book.all();
    const [state, problem, skipped] = [this.#state, this.#problem, this.#skipped];
    const pace = { ...this.#line.pace, lanes: poolSize() };
    return { state, jobs, at: this.#line.at, skipped, problem, msLeft: this.#msLeft(jobs), pace };
  }

  /** Calls `changed` after every change, until the returned function is called. */
  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /**
   * Asks for files. Those that are finished and would come out the same are not made again.
   * @throws as `planJobs`, `quota-exceeded`
   */
  async add(selection: Selection): Promise<readonly Job[]> {
    const project = this.#access.project();
    const stale = new Set(outdated(await staleOutputs(this.#studio, project)).map(({ output }) => output.id));
    const isWanted = ({ id, state }: Job) => state === 'cancelled' || stale.has(id);
    const plan = planJobs(project, selection, this.#book.byId, { extensionOf, isWanted });
    this.#skipped = plan.skipped;
    await this.#put(plan.jobs);
    return plan.jobs;
  }

  /** Works until nothing is queued, or it is paused. Calling this is the consent to fetch a model. */
  start(options: Pick<CutoutOptions, 'model' | 'effort'> = {}): Promise<void> {
    this.#running ??= this.#work(options).finally(() => {
      this.#running = null;
      this.#become(this.#state === 'pausing' ? 'paused' : 'idle');
    });
    return this.#running;
  }

  async #work(options: Pick<CutoutOptions, 'model' | 'effort'>): Promise<void> {
    const sleep = keepAwake();
    this.#problem = null;
    this.#become('running');
    try {
      await this.#line.run(options);
    } finally {
      sleep();
    }
  }

  /** Begins nothing new; resolves once what is under way is done. */
  async pause(): Promise<void> {
    if (!this.#running) return;
    this.#line.close();
    this.#become('pausing');
    await this.#running;
  }

  /** Ends what is under way at once and leaves it queued: for a page that lets the project go. */
  async close(): Promise<void> {
    if (!this.#running) return;
    this.#line.close();
    this.#line.stop();
    this.#become('pausing');
    await this.#running.catch(() => {});
  }

  /**
   * Nobody wants these any more: of these photos, else all that are not over. Those that were to be made again have the
   * file that they had.
   */
  async cancel(photos?: readonly string[]): Promise<void> {
    await this.#giveUp(this.#of(photos));
  }

  /** As `cancel`, of jobs by their ids. */
  async letBe(ids: readonly string[]): Promise<void> {
    await this.#giveUp(this.#named(ids));
  }

  async #giveUp(all: readonly Job[]): Promise<void> {
    const jobs = all.filter((job) => !isOver(job));
    const given = await Promise.all(jobs.map((job) => this.#givenUp(job)));
    await this.#put(given);
    for (const photo of new Set(jobs.map((job) => job.photo))) this.#line.stop(photo);
  }

  async #givenUp(job: Job): Promise<Job> {
    const output = await this.#studio.store.work.getOutput(job.id);
    return output ? finished(job, output.report) : { ...job, state: 'cancelled' };
  }

  /** Tries again what failed or was cancelled: of these photos, else of all. */
  async retry(photos?: readonly string[]): Promise<void> {
    const isWanted = ({ state }: Job) => state === 'failed' || state === 'cancelled';
    await this.#put(this.#of(photos).filter(isWanted).map(requeued));
  }

  /** Makes files again, before all others: their document has changed. What is being made of the old one is begun anew. */
  async redo(ids: readonly string[]): Promise<void> {
    const first = 1 + this.#highest();
    const jobs = this.#named(ids);
    await this.#put(jobs.filter(isOver).map((job) => ({ ...requeued(job), priority: first })));
    for (const { photo, state } of jobs) if (state === 'working') this.#line.stop(photo);
  }

  /** These photos come before all others that wait. */
  async prioritise(photos: readonly string[]): Promise<void> {
    const first = 1 + this.#highest();
    const jobs = this.#of(photos).filter(({ state }) => state === 'queued');
    await this.#put(jobs.map((job) => ({ ...job, priority: first })));
  }

  /** These have been exported. */
  async mark(ids: readonly string[]): Promise<void> {
    const jobs = this.#named(ids).filter(isOver);
    await this.#put(jobs.map((job) => ({ ...job, state: 'exported' })));
  }

  /**
   * A person has decided on finished files: they are judged anew, and are not made again for it.
   * @param before the document without those decisions
   * @returns those that would come out differently for other reasons, and are as they were
   */
  async judge(ids: readonly string[], before: Project): Promise<readonly string[]> {
    const others: string[] = [];
    for (const job of this.#named(ids).filter(isOver)) {
      const file = await judgedFile(this.#studio, job, before, this.#access.project());
      if (file) await this.#book.finish(file.job, file.output);
      else others.push(job.id);
    }
    this.#changedNow();
    return others;
  }

  #named(ids: readonly string[]): readonly Job[] {
    return ids.flatMap((id) => this.#book.byId.get(id) ?? []);
  }

  #highest(): number {
    return this.#book.all().reduce((most, { priority }) => Math.max(most, priority), 0);
  }

  #of(photos: readonly string[] | undefined): readonly Job[] {
    const jobs = this.#book.all();
    const asked = photos && new Set(photos);
    return asked ? jobs.filter(({ photo }) => asked.has(photo)) : jobs;
  }

  async #put(jobs: readonly Job[]): Promise<void> {
    await this.#book.put(jobs);
    this.#changedNow();
  }

  #become(state: BatchState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changedNow();
  }

  #changedNow(): void {
    for (const changed of this.#listeners) changed();
  }

  #msLeft(jobs: readonly Job[]): number | null {
    const project = this.#access.project();
    const open = jobs.filter((job) => !isOver(job));
    const photos = new Set(open.map(({ photo }) => photo));
    const uncut = project.photos.filter((photo) => photos.has(photo.id) && isUncut(photo)).length;
    return timeLeft(open, uncut, this.#line.pace, poolSize());
  }
}
