import { isUncut } from '../../domain/batch/queue.ts';
import { DEFAULT_CHANNELS } from '../../domain/channels/defaults.ts';
import type { Project } from '../../domain/document/document.ts';
import { byId } from '../../domain/document/lookup.ts';
import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import { Batch, type BatchAccess, type BatchSnapshot, type BatchState } from '../../pipeline/batch.ts';
import { lookAtJobs } from '../../pipeline/job-book.ts';
import { missingModels } from '../../pipeline/ask.ts';
import {
  DEFAULT_MODEL,
  prepareModel,
  type DownloadProgress,
  type ModelStatus
} from '../../pipeline/models.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import { Made } from './made.svelte.ts';
import { lookedAt, rowsOf, type BatchRow } from './rows.ts';

/** The screen hears of changes at most this often. */
const TELL_MS = 100;

/** The batch of the open project, as screens show it, and the one download that may have to come first. */
export class Batching {
  readonly #studio: Studio;
  readonly #session: EditorSession;
  #batch: Batch | null = null;
  #opening: Promise<Batch> | null = null;
  #abort: AbortController | null = null;
  #rows: { readonly of: BatchSnapshot; readonly list: readonly BatchRow[] } | null = null;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** By a person, not by itself. */
  #wasPaused = false;
  /** What was asked for when the model was not here. */
  #waiting: readonly [photos: readonly string[] | undefined, channels: readonly string[]] | null = null;
  snapshot = $state.raw<BatchSnapshot | null>(null);
  /** Why the batch itself could not do what it was told. */
  problem = $state.raw<PackshotError | null>(null);
  /** The model that must be downloaded first, while the person has not decided. */
  wanted = $state.raw<ModelStatus | null>(null);
  download = $state.raw<DownloadProgress | null>(null);
  readonly made: Made;

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
    this.made = new Made(studio);
    this.#session = session;
  }

  /** What was left in the middle, by a pause or an earlier page, is paused. */
  get state(): BatchState {
    if (this.#session.isReadOnly) return 'idle';
    const { state = 'idle', jobs = [] } = this.snapshot ?? {};
    return state === 'idle' && jobs.some((job) => job.state === 'queued') ? 'paused' : state;
  }

  /** Why it stands still, or could not do what it was told. */
  get stopped(): PackshotError | null {
    return this.problem ?? this.snapshot?.problem ?? null;
  }

  /** One a photo; the same until something changes. No `$derived`: this outlives the screen that opened it. */
  get rows(): readonly BatchRow[] {
    const { snapshot } = this;
    if (!snapshot) return [];
    if (this.#rows?.of !== snapshot) this.#rows = { of: snapshot, list: rowsOf(snapshot.jobs, snapshot.at) };
    return this.#rows.list;
  }

  /** The channels that its files are made for. */
  get channels(): readonly string[] {
    const { channels } = this.#session.project;
    const own = channels.filter((id) => this.#studio.rules.channels.some((known) => known.id === id));
    return own.length > 0 ? own : DEFAULT_CHANNELS;
  }

  /** Takes up what an earlier page left. Where another tab works the project it is only looked at: null. */
  async open(): Promise<Batch | null> {
    try {
      if (!this.#session.isReadOnly) return await this.opened();
      const jobs = await lookAtJobs(this.#studio.store.work, this.#session.project.id);
      if (this.#session.isReadOnly) this.snapshot = lookedAt(jobs);
    } catch (error) {
      this.problem = asPackshotError(error, 'no-storage');
    }
    return null;
  }

  /** The batch itself: the one that others who ask for it work with too. @throws `no-storage`, `busy` */
  async opened(): Promise<Batch> {
    const session = this.#session;
    if (session.isReadOnly) throw new PackshotError('busy', 'Another tab works this project');
    const setFound: BatchAccess['setFound'] = (id, found) => session.setFound(id, found, true);
    this.#opening ??= Batch.open(this.#studio, { project: () => session.project, setFound });
    try {
      const batch = await this.#opening;
      if (this.#batch !== batch) {
        batch.listen(() => this.#changed());
        this.snapshot = batch.snapshot;
        this.#batch = batch;
      }
      return batch;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  /** Makes all files of these photos, else of all, for these channels, else the project's; asks for models first. */
  async start(photos?: readonly string[], channels: readonly string[] = this.channels): Promise<void> {
    this.#waiting = [photos, channels];
    if (!(await this.#hasModels(photos ?? this.#session.project.photos.map(({ id }) => id)))) return;
    this.#waiting = null;
    const rules = channels.map((id) => this.#studio.rules.channel(id));
    await this.#do((batch) => batch.add({ channels: rules, ...(photos && { photos }) }));
    this.#go();
  }

  pause(): void {
    this.#wasPaused = true;
    void this.#batch?.pause();
  }

  /** Goes on with what is queued; asks for the model first where it is needed and not here. */
  async resume(): Promise<void> {
    this.#waiting = null;
    const queued = (this.#batch?.snapshot.jobs ?? []).filter(({ state }) => state === 'queued');
    if (await this.#hasModels(queued.map(({ photo }) => photo))) this.#go();
  }

  #go(): void {
    this.problem = null;
    this.#wasPaused = false;
    const batch = this.#batch;
    // Between pausing and pause, what was begun is waited for.
    const isPausing = batch?.snapshot.state === 'pausing';
    const begun = isPausing ? batch?.pause().then(() => batch.start()) : batch?.start();
    // What stops it is in the snapshot; what it throws beyond that is told here.
    const told = (error: unknown) => (this.problem = asPackshotError(error, 'worker-died'));
    begun?.then(() => this.#session.save()).catch(told);
  }

  cancel(photos?: readonly string[]): Promise<void> {
    return this.#do((batch) => batch.cancel(photos));
  }

  /** These photos before all others that wait. */
  prioritise(photos: readonly string[]): Promise<void> {
    return this.#do((batch) => batch.prioritise(photos));
  }

  async retry(photos?: readonly string[]): Promise<void> {
    await this.#do((batch) => batch.retry(photos));
    await this.resume();
  }

  /** Makes files again, by `Job.id`. @param isAsked just that is wanted now; else it waits where a person has paused */
  async redo(ids: readonly string[], isAsked = false): Promise<void> {
    await this.#do((batch) => batch.redo(ids));
    // Where a person has paused it, that is when it goes on.
    if (isAsked || this.state !== 'paused' || !this.#wasPaused) await this.resume();
  }

  /** A person has decided on these files, by `Job.id`. @param before the document without that */
  async judge(ids: readonly string[], before: Project): Promise<void> {
    let others: readonly string[] = [];
    await this.#do(async (batch) => (others = await batch.judge(ids, before)));
    if (others.length > 0) await this.redo(others);
  }

  /** Files have gone, by `Job.id`. */
  readonly mark = (ids: readonly string[]): Promise<void> => this.#do((batch) => batch.mark(ids));

  /** These are not to be made again after all, by `Job.id`. */
  letBe(ids: readonly string[]): Promise<void> {
    return this.#do((batch) => batch.letBe(ids));
  }

  /** The person agreed: fetches the model (going on where it stopped), then does what was asked for. */
  async accept(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    const { signal } = (this.#abort = new AbortController());
    this.problem = null;
    this.download = { done: wanted.storedBytes, total: wanted.bytes };
    try {
      await prepareModel(this.#studio, wanted.id, { signal, onProgress: (now) => (this.download = now) });
      this.wanted = null;
    } catch (error) {
      if (!signal.aborted) this.problem = asPackshotError(error, 'model-unavailable');
    } finally {
      this.download = null;
    }
    if (this.wanted) return;
    await (this.#waiting ? this.start(...this.#waiting) : this.resume());
  }

  /** Not now: nothing is fetched. */
  decline(): void {
    this.stopDownload();
    this.wanted = null;
    this.#waiting = null;
  }

  stopDownload(): void {
    this.#abort?.abort();
  }

  /** The project is left, or another tab takes it over: what goes on here does so where it is opened again. */
  async close(): Promise<void> {
    this.stopDownload();
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const opening = this.#opening;
    this.#opening = this.#batch = null;
    await opening?.then((batch) => batch.close());
  }

  /** Many changes in a row are one for the screen. */
  #changed(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      if (this.#batch) this.snapshot = this.#batch.snapshot;
    }, TELL_MS);
  }

  /** Asks for the first model that these photos' cutouts need and that is not here: the engine's, then the words'. */
  async #hasModels(photos: readonly string[]): Promise<boolean> {
    const index = byId(this.#session.project.photos);
    const uncut = photos.flatMap((id) => index.get(id) ?? []).filter(isUncut);
    const missing = await missingModels(this.#studio, uncut, DEFAULT_MODEL);
    this.wanted = missing.find(({ id }) => id === DEFAULT_MODEL) ?? missing[0] ?? null;
    return this.wanted === null;
  }

  async #do(work: (batch: Batch) => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      const batch = await this.open();
      if (!batch) return;
      await work(batch);
      // Whoever has asked sees at once what it has come to, not what was before.
      this.snapshot = batch.snapshot;
    } catch (error) {
      this.problem = asPackshotError(error, 'no-storage');
    }
  }
}
