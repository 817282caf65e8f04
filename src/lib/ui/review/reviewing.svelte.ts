import type { Job } from '../../domain/batch/job.ts';
import { applyFixes } from '../../domain/compliance/apply-fixes.ts';
import { isDoubt, type Fix } from '../../domain/compliance/fixes.ts';
import type { Finding, Report } from '../../domain/compliance/report.ts';
import { findPhoto } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { lookUp } from '../../domain/document/lookup.ts';
import { keyOf } from '../../domain/document/resolve.ts';
import type { PackshotError } from '../../domain/errors.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import { seriesOf } from '../../pipeline/series.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { Batching } from '../batch/batching.svelte.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import {
  accepted,
  answersTo,
  leftBehind,
  withOther,
  withOtherFor,
  type JudgedJob,
  type LeftBehind
} from './decide.ts';
import { doubtfulJobs } from './doubts.ts';
import { Others } from './others.svelte.ts';
import { ShownFile } from './shown-file.svelte.ts';

/** The doubtful files of a batch, one after the other, and what a person does about each: one step of undo. */
export class Reviewing {
  readonly #session: EditorSession;
  readonly #batching: Batching;
  /** `Job.id` of the one that is looked at. */
  #at = $state('');
  /** The results that a person decided upon here, by `Job.id`: a file comes back only if a new one is in doubt again. */
  #settled = $state.raw<Readonly<Record<string, Job['result']>>>({});
  /** What is done is done for the other photos of the product too. */
  forSeries = $state(false);
  readonly #shown: ShownFile;
  readonly others: Others;

  readonly list: readonly Job[] = $derived.by(() =>
    doubtfulJobs(this.#batching.rows, this.#session.project).filter(
      ({ id, result }) => !(id in this.#settled) || this.#settled[id] !== result
    )
  );
  readonly job: Job | null = $derived(this.list.find(({ id }) => id === this.#at) ?? this.list[0] ?? null);
  /** The document, with the other way that is shown. */
  readonly project: Project = $derived.by(() => {
    const { project } = this.#session;
    const other = this.others.shownOf(this.job);
    return this.job && other ? withOther(project, other, keyOf(this.job)) : project;
  });
  readonly photo: Photo | null = $derived.by(
    () => lookUp(this.project.photos, this.job?.photo ?? '') ?? null
  );
  readonly file: RenderedFile | null = $derived.by(() => this.#shown.of(this.job));

  constructor(studio: Studio, session: EditorSession, batching: Batching) {
    this.#shown = new ShownFile(studio);
    this.others = new Others(studio);
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

  /** Whether what is on the screen is what the document says now: nothing else is decided upon. */
  get isSeen(): boolean {
    return this.file !== null && this.#shown.isMadeOf(this.photo);
  }

  /** Findings that hold the file back. */
  get doubts(): readonly Finding[] {
    return this.report?.findings.filter(isDoubt) ?? [];
  }

  /** A broken rule stays broken whatever anybody says. */
  get canAccept(): boolean {
    return this.isSeen && this.doubts.length > 0 && this.doubts.every(({ verdict }) => verdict === 'review');
  }

  /** What answers the doubts. The photo is not cut out anew for it. */
  get fixes(): readonly Fix[] {
    const { report, photo, job } = this;
    return report && photo && job && this.isSeen ? answersTo({ job, report }, photo) : [];
  }

  /** Doubtful files of the same product's other photos, in the same output. */
  get mates(): readonly Job[] {
    const { job, photo } = this;
    if (!job || !photo?.productId) return [];
    const ids = seriesOf(this.#session.project, photo).map(({ id }) => id);
    return this.list.filter((other) => ids.includes(other.photo) && keyOf(other) === keyOf(job));
  }

  /** Whether what is shown was made another way than the batch did. */
  get isAnother(): boolean {
    return this.others.shownOf(this.job) !== null;
  }

  get problem(): PackshotError | null {
    return this.#shown.problem ?? this.others.problem;
  }

  get canUndo(): boolean {
    return this.isAnother || this.#session.canUndo;
  }

  /** Makes the file that is looked at as it leaves; the next one in the meantime, so that nobody waits for it. */
  async show(project: Project, job: Job | null): Promise<void> {
    this.others.keepTo(job);
    // More doubtful ones that a batch makes meanwhile do not take its place.
    this.#at = job?.id ?? '';
    // Making a file may keep mattes: another tab's project is looked at as it lies there.
    if (!this.isReadOnly) await this.#shown.make(project, job, () => this.list[this.index + 1]);
  }

  /** The previous or the next one; after the last comes the first. */
  step(by: 1 | -1): void {
    const { length } = this.list;
    if (length > 0) this.go(this.list[(this.index + by + length) % length]!.id);
  }

  /** Also before any file is known. */
  go(jobId: string): void {
    this.#at = jobId;
  }

  /** A person takes the doubts on themselves. */
  async accept(): Promise<void> {
    const { job, report } = this;
    if (!job || !report || !this.canAccept || this.isReadOnly) return;
    const rules = this.doubts.map(({ rule }) => rule);
    const mates = this.forSeries ? await this.#reportsOf(this.mates) : [];
    const all = [{ job, report }, ...mates];
    this.#decide(
      job,
      all.reduce((next, each) => accepted(next, each, rules), this.#session.project)
    );
  }

  /** Does what answers the doubts of the file as it is shown. */
  async fix(): Promise<void> {
    const { job, fixes, project } = this;
    if (!job || fixes.length === 0 || this.isReadOnly) return;
    const ids = fixes.map(({ id }) => id);
    const mates = this.forSeries ? await this.#reportsOf(this.mates) : [];
    const fixed = applyFixes(project, job.photo, keyOf(job), fixes);
    const all = mates.reduce((next, mate) => {
      const photo = findPhoto(next, mate.job.photo);
      const same = answersTo(mate, photo).filter(({ id }) => ids.includes(id));
      return same.length > 0 ? applyFixes(next, photo.id, keyOf(mate.job), same) : next;
    }, fixed);
    this.#decide(job, all);
  }

  /** Shows the file made another way: of another matte, else at another place. It is looked at before it counts. */
  async another(): Promise<void> {
    const { job } = this;
    const photo = job && lookUp(this.#session.project.photos, job.photo);
    if (!job || !photo || this.isReadOnly) return;
    await this.others.next(job, photo);
  }

  /** The other way that is shown is taken. */
  take(): void {
    const { job } = this;
    const other = this.others.shownOf(job);
    if (!job || !other || !this.isSeen || this.isReadOnly) return;
    const mates = this.forSeries ? this.mates.map((mate) => mate.photo) : [];
    this.#decide(job, withOtherFor(this.#session.project, other, keyOf(job), mates));
  }

  /** What is shown is what is edited: another way that is looked at goes into the document, as a step of its own. */
  keepShown(): void {
    if (this.isAnother && !this.isReadOnly) this.#session.change(this.project);
  }

  /** It stays as it is, and in the list. */
  skip(): void {
    this.step(1);
  }

  /** What was tried last, else decided last, is as it was; so are its files. */
  async undo(): Promise<void> {
    if (this.isAnother) return this.others.forget();
    await this.#walk(() => this.#session.undo());
  }

  async redo(): Promise<void> {
    await this.#walk(() => this.#session.redo());
  }

  async #walk(step: () => void): Promise<void> {
    const before = this.#session.project;
    step();
    const { made, judged } = await this.#follow(before);
    // A file that had not been begun yet is as it was, result and all.
    const open = [...made, ...judged];
    this.#settled = Object.fromEntries(Object.entries(this.#settled).filter(([id]) => !open.includes(id)));
    const [back] = judged;
    if (back) this.go(back);
  }

  close(): void {
    this.#shown.stop();
    this.others.forget();
  }

  async #reportsOf(jobs: readonly Job[]): Promise<readonly JudgedJob[]> {
    const made = await Promise.all(
      jobs.map(async (job) => ({ job, report: (await this.#batching.made.output(job.id))?.report }))
    );
    return made.flatMap(({ job, report }) => (report ? [{ job, report }] : []));
  }

  /** Decided: one step, and the next file that it does not decide too. */
  #decide(job: Job, project: Project): void {
    const before = this.#session.project;
    const { made, judged } = leftBehind(before, project, this.list);
    const isDecided = ({ id }: Job) => id === job.id || made.includes(id) || judged.includes(id);
    const after = [...this.list.slice(this.index + 1), ...this.list].find((each) => !isDecided(each));
    this.#session.change(project);
    const decided = this.list.filter(isDecided).map(({ id, result }) => [id, result]);
    this.#settled = { ...this.#settled, ...Object.fromEntries(decided) };
    this.#at = after?.id ?? '';
    this.others.forget();
    void this.#follow(before);
  }

  /** Files follow their document: made anew where they would come out differently, judged anew where only that has changed. */
  async #follow(before: Project): Promise<LeftBehind> {
    const jobs = this.#batching.rows.flatMap((row) => row.jobs);
    const left = leftBehind(before, this.#session.project, jobs);
    if (left.judged.length > 0) await this.#batching.judge(left.judged, before);
    if (left.made.length > 0) await this.#batching.redo(left.made);
    return left;
  }
}
