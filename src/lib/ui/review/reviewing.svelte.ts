import type { Job } from '../../domain/batch/job.ts';
import { applyFixes } from '../../domain/compliance/apply-fixes.ts';
import { isDoubt, type Fix } from '../../domain/compliance/fixes.ts';
import type { Finding, Report } from '../../domain/compliance/report.ts';
import { findPhoto, shareCutout } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { keyOf } from '../../domain/document/resolve.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { alternatives } from '../../pipeline/candidates.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import { settlePhoto } from '../../pipeline/settle.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { Batching } from '../batch/batching.svelte.ts';
import { similarTo } from '../editor/series.svelte.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import { accepted, answersTo, withOther, type JudgedJob } from './decide.ts';
import { doubtfulJobs } from './doubts.ts';

/** Other ways to make a file that are tried, one a press. */
const MOST_CANDIDATES = 6;

/** The doubtful files of a batch, one after the other, and what a person does about each: one step of undo. */
export class Reviewing {
  readonly #studio: Studio;
  readonly #session: EditorSession;
  readonly #batching: Batching;
  #abort = new AbortController();
  #others: AsyncIterator<Photo> | null = null;
  #othersOf = '';
  /** `Job.id` of the one that is looked at. */
  #at = $state('');
  /** The results that a person decided upon here, by `Job.id`: a file comes back only if a new one is in doubt again. */
  #settled = $state.raw<Readonly<Record<string, Job['result']>>>({});
  file = $state.raw<RenderedFile | null>(null);
  problem = $state.raw<PackshotError | null>(null);
  /** Another candidate is being made. */
  isTrying = $state(false);
  /** There is no other candidate. */
  isOutOfOthers = $state(false);
  /** What is done is done for the other photos of the product too. */
  forSeries = $state(false);

  readonly list: readonly Job[] = $derived.by(() =>
    doubtfulJobs(this.#batching.rows, this.#session.project).filter(
      ({ id, result }) => !(id in this.#settled) || this.#settled[id] !== result
    )
  );
  readonly job: Job | null = $derived(this.list.find(({ id }) => id === this.#at) ?? this.list[0] ?? null);
  readonly photo: Photo | null = $derived.by(() => {
    const { photos } = this.#session.project;
    return photos.find(({ id }) => id === this.job?.photo) ?? null;
  });

  constructor(studio: Studio, session: EditorSession, batching: Batching) {
    this.#studio = studio;
    this.#session = session;
    this.#batching = batching;
  }

  get index(): number {
    return this.list.findIndex(({ id }) => id === this.job?.id);
  }

  get isReadOnly(): boolean {
    return this.#session.isReadOnly;
  }

  get report(): Report | null {
    return this.file?.report ?? null;
  }

  /** Findings that hold the file back. */
  get doubts(): readonly Finding[] {
    return this.report?.findings.filter(isDoubt) ?? [];
  }

  /** A broken rule stays broken whatever anybody says. */
  get canAccept(): boolean {
    return this.doubts.length > 0 && this.doubts.every(({ verdict }) => verdict === 'review');
  }

  /** What answers the doubts. The photo is not cut out anew for it. */
  get fixes(): readonly Fix[] {
    const { report, photo, job } = this;
    return report && photo && job ? answersTo({ job, report }, photo) : [];
  }

  /** Doubtful files of the same product's other photos, in the same output. */
  get mates(): readonly Job[] {
    const { job, photo } = this;
    if (!job || !photo) return [];
    const { ids } = similarTo(this.#session.project, photo);
    if (!photo.productId) return [];
    return this.list.filter((other) => ids.includes(other.photo) && keyOf(other) === keyOf(job));
  }

  /** Makes the file that is looked at as it leaves; the next one in the meantime, so that nobody waits for it. */
  async show(project: Project, job: Job | null): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    if (this.#othersOf !== job?.id) this.#forgetOthers();
    this.problem = null;
    if (!job) {
      this.file = null;
      return;
    }
    try {
      const file = await this.#make(project, job, signal);
      if (signal.aborted) return;
      this.file = file;
      const next = this.list[this.index + 1];
      if (next) await this.#make(project, next, signal).catch(() => {});
    } catch (error) {
      if (!signal.aborted) this.problem = asPackshotError(error, 'encode-failed');
    }
  }

  /** The previous or the next one; after the last comes the first. */
  step(by: 1 | -1): void {
    const { length } = this.list;
    if (length > 0) this.go(this.list[(this.index + by + length) % length]!.id);
  }

  /** Also before any file is known. */
  go(jobId: string): void {
    if (this.job?.id !== jobId) this.file = null;
    this.#at = jobId;
  }

  /** A person takes the doubts on themselves. */
  async accept(): Promise<void> {
    const { job, report } = this;
    if (!job || !report || !this.canAccept || this.isReadOnly) return;
    const rules = this.doubts.map(({ rule }) => rule);
    const mates = this.forSeries ? await this.#reportsOf(this.mates) : [];
    const all = [{ job, report }, ...mates];
    this.#finish(
      all.map((each) => each.job),
      all.reduce((next, each) => accepted(next, each, rules), this.#session.project),
      true
    );
  }

  /** Does what answers the doubts. */
  async fix(): Promise<void> {
    const { job, fixes } = this;
    if (!job || fixes.length === 0 || this.isReadOnly) return;
    const ids = fixes.map(({ id }) => id);
    const mates = this.forSeries ? await this.#reportsOf(this.mates) : [];
    const { project } = this.#session;
    const fixed = applyFixes(project, job.photo, keyOf(job), fixes);
    const all = mates.reduce((next, mate) => {
      const photo = findPhoto(next, mate.job.photo);
      const same = answersTo(mate, photo).filter(({ id }) => ids.includes(id));
      return same.length > 0 ? applyFixes(next, photo.id, keyOf(mate.job), same) : next;
    }, fixed);
    this.#finish([job, ...mates.map((mate) => mate.job)], all);
  }

  /** Makes the file another way: of another matte, else at another place. It is looked at before it counts as made. */
  async another(): Promise<void> {
    const { job, photo } = this;
    if (!job || !photo || this.isTrying || this.isReadOnly) return;
    this.isTrying = true;
    this.problem = null;
    try {
      this.#others ??= alternatives(this.#studio, photo, keyOf(job), MOST_CANDIDATES)[Symbol.asyncIterator]();
      this.#othersOf = job.id;
      const next = await this.#others.next();
      if (this.job?.id !== job.id) return;
      if (next.done) this.isOutOfOthers = true;
      else this.#session.change(withOther(this.#session.project, next.value, keyOf(job)));
    } catch (error) {
      this.problem = asPackshotError(error, 'worker-died');
    } finally {
      this.isTrying = false;
    }
  }

  /** The candidate that is shown is taken. */
  take(): void {
    const { job, photo } = this;
    if (!job || !photo || this.isReadOnly) return;
    const { project } = this.#session;
    const mates = this.forSeries ? this.mates : [];
    const ids = mates.map((mate) => mate.photo);
    this.#finish([job, ...mates], shareCutout(project, photo.id, ids));
  }

  /** Whether what is shown was made another way than the batch did. */
  get isAnother(): boolean {
    return this.job !== null && this.#othersOf === this.job.id;
  }

  /** It stays as it is, and in the list. */
  skip(): void {
    this.step(1);
  }

  close(): void {
    this.#abort.abort();
    this.#forgetOthers();
  }

  #forgetOthers(): void {
    void this.#others?.return?.();
    this.#others = null;
    this.#othersOf = '';
    this.isOutOfOthers = false;
  }

  #make(project: Project, job: Job, signal: AbortSignal): Promise<RenderedFile> {
    return settlePhoto(this.#studio, project, findPhoto(project, job.photo), job, { signal });
  }

  async #reportsOf(jobs: readonly Job[]): Promise<readonly JudgedJob[]> {
    const made = await Promise.all(
      jobs.map(async (job) => ({ job, report: (await this.#batching.made.output(job.id))?.report }))
    );
    return made.flatMap(({ job, report }) => (report ? [{ job, report }] : []));
  }

  /** Decided: one step, and the next one. Files that were not accepted as they are are made again. */
  #finish(jobs: readonly Job[], project: Project, isAccepted = false): void {
    const ids = jobs.map(({ id }) => id);
    const after = this.list[this.index + 1] ?? this.list[0];
    if (project !== this.#session.project) this.#session.change(project);
    this.#settled = { ...this.#settled, ...Object.fromEntries(jobs.map(({ id, result }) => [id, result])) };
    this.file = null;
    this.#at = after && !ids.includes(after.id) ? after.id : '';
    void (isAccepted ? this.#batching.markDone(ids) : this.#batching.redo(ids));
  }
}
