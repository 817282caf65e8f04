import type { Job } from '../domain/batch/job.ts';
import { needsCutout } from '../domain/batch/queue.ts';
import { setFound } from '../domain/document/change.ts';
import { Batch, type BatchSnapshot } from '../pipeline/batch.ts';
import { missingModels } from '../pipeline/ask.ts';
import { DEFAULT_MODEL } from '../pipeline/models.ts';
import type { Mark } from '../pipeline/gone.ts';
import { staleOutputs, type StaleOutput } from '../pipeline/refresh.ts';
import type { Desk } from './desk.ts';
import { getOverview } from './overview-method.ts';
import { LookMethods } from './look-methods.ts';
import type { Params } from './requests.ts';
import type * as sdk from './sdk/types.ts';

type StaleChoice = Exclude<Params<'refresh'>, { ids: readonly string[] }>;
type How = Pick<Params<'startBatch'>, 'model' | 'effort'>;

/** Many photos at once: a batch of the project, opened by the first call that asks for it. */
export class BatchMethods extends LookMethods {
  readonly #desk: Desk;
  #batch: { readonly project: string; readonly batch: Promise<Batch> } | null = null;
  #how: How = {};
  /** It was begun and waits for other work to end. */
  #isDue = false;

  constructor(desk: Desk) {
    super(desk);
    this.#desk = desk;
  }

  async startBatch(params: Params<'startBatch'>, signal: AbortSignal): Promise<sdk.Batch> {
    const { channels: ids, locales, photos, ...how } = params;
    const channels = [...new Set(ids)].map((id) => this.#desk.studio.rules.channel(id));
    photos?.forEach((id) => this.#desk.photo(id));
    const batch = await this.#open();
    this.#how = how;
    await batch.add({ channels, ...(locales && { locales }), ...(photos && { photos }) });
    return this.#go(batch, signal);
  }

  async getBatch(): Promise<sdk.Batch> {
    return this.#now(await this.#open());
  }

  async pauseBatch(): Promise<sdk.Batch> {
    const batch = await this.#open();
    await batch.pause();
    return this.#now(batch);
  }

  async resumeBatch(_: Params<'resumeBatch'>, signal: AbortSignal): Promise<sdk.Batch> {
    return this.#go(await this.#open(), signal);
  }

  async prioritiseBatch({ photos }: Params<'prioritiseBatch'>): Promise<sdk.Batch> {
    photos.forEach((id) => this.#desk.photo(id));
    const batch = await this.#open();
    await batch.prioritise(photos);
    return this.#now(batch);
  }

  async cancelBatch({ photos }: Params<'cancelBatch'>): Promise<sdk.Batch> {
    const batch = await this.#open();
    await batch.cancel(photos);
    return this.#now(batch);
  }

  async retryBatch({ photos }: Params<'retryBatch'>, signal: AbortSignal): Promise<sdk.Batch> {
    const batch = await this.#open();
    await batch.retry(photos);
    return this.#go(batch, signal);
  }

  async getStale(): Promise<readonly sdk.StaleFile[]> {
    const stale = await staleOutputs(this.#desk.studio, this.#desk.project);
    return stale.map(({ output: { id, photo, channel, role, locale }, reasons }) => ({
      ...{ id, photo, channel, role, reasons },
      ...(locale !== undefined && { locale })
    }));
  }

  async refresh(files: Params<'refresh'>, signal: AbortSignal): Promise<sdk.Batch> {
    const batch = await this.#open();
    await batch.redo('ids' in files ? files.ids : await this.#staleFor(files));
    return this.#go(batch, signal);
  }

  async #staleFor({ reasons: kinds, channels }: StaleChoice): Promise<readonly string[]> {
    const stale = await staleOutputs(this.#desk.studio, this.#desk.project);
    const isMeant = ({ output, reasons }: StaleOutput) =>
      (channels?.includes(output.channel) ?? true) && reasons.some(({ kind }) => kinds.includes(kind));
    return stale.filter(isMeant).map(({ output }) => output.id);
  }

  /** What marks jobs as exported in the batch that is open; undefined where none is. */
  protected async markExported(): Promise<Mark | undefined> {
    if (this.#batch?.project !== this.#desk.project.id) return undefined;
    const batch = await this.#batch.batch;
    return (ids) => batch.mark(ids);
  }

  getOverview = (): Promise<sdk.CatalogOverview> => getOverview(this.#desk);

  /** Another project was loaded, another batch. */
  #open(): Promise<Batch> {
    const { id } = this.#desk.project;
    if (this.#batch?.project !== id) {
      const { openBatch } = this.#desk;
      const access = {
        project: () => this.#desk.project,
        setFound: (photo: string, found: Parameters<typeof setFound>[2]) =>
          this.#desk.change((before) => setFound(before, photo, found))
      };
      this.#batch = { project: id, batch: openBatch?.() ?? Batch.open(this.#desk.studio, access) };
      void this.#batch.batch.then((batch) => this.#tell(batch)).catch(() => (this.#batch = null));
    }
    return this.#batch.batch;
  }

  /** Begins, and resolves at once: what the batch does meanwhile is told by events and `getBatch`. */
  async #go(batch: Batch, signal: AbortSignal): Promise<sdk.Batch> {
    const { model = DEFAULT_MODEL } = this.#how;
    const { project } = this.#desk;
    const queued = new Set(
      batch.snapshot.jobs.filter(({ state }) => state === 'queued').map(({ photo }) => photo)
    );
    const uncut = project.photos.filter(({ id }) => queued.has(id) && needsCutout(project, id));
    const missing = await missingModels(this.#desk.studio, uncut, model);
    const wanted = new Set([...(uncut.length > 0 ? [model] : []), ...missing.map(({ id }) => id)]);
    for (const id of wanted) await this.#desk.fetchModel(id, { task: 'batch' }, signal);
    signal.throwIfAborted();
    if (batch.snapshot.state !== 'running' && !this.#isDue) {
      this.#isDue = true;
      const start = () => {
        this.#isDue = false;
        return batch.start(this.#how);
      };
      const work = this.#desk.alone(start, new AbortController().signal);
      // What stops it is in the snapshot.
      work.catch((error: unknown) => console.warn('Packshot:', error));
    }
    return this.#now(batch);
  }

  #now(batch: Batch): sdk.Batch {
    const { state, ...rest } = forHost(batch.snapshot);
    return { state: this.#isDue ? 'running' : state, ...rest };
  }

  /** `progress` of each photo, by stage, with the batch's files done and in all. */
  #tell(batch: Batch): void {
    let told = '';
    batch.listen(() => {
      const { jobs, at } = batch.snapshot;
      const done = jobs.filter(({ state }) => state !== 'queued' && state !== 'working').length;
      const stages = [...at].map(([id, { stage }]) => ({ id, stage }));
      const now = JSON.stringify([done, jobs.length, stages]);
      if (now === told) return;
      told = now;
      const all = { task: 'batch', done, total: jobs.length };
      for (const { id, stage } of stages) this.#desk.emit('progress', { ...all, id, stage });
      if (stages.length === 0) this.#desk.emit('progress', { ...all, stage: 'rest' });
    });
  }
}

function forHost({ state, jobs, skipped, msLeft, problem }: BatchSnapshot): sdk.Batch {
  return {
    state,
    jobs: jobs.map(jobForHost),
    skipped: skipped.map(({ photo, channel, role, reason }) => ({
      photo,
      reason: `${channel}/${role}: ${reason}`
    })),
    msLeft,
    problem: problem && { code: problem.code, message: problem.message }
  };
}

function jobForHost({
  id,
  photo,
  channel,
  role,
  locale,
  slot,
  name,
  state,
  result,
  error,
  ms
}: Job): sdk.BatchJob {
  return {
    ...{ id, photo, channel, role, slot, name, state },
    ...(locale !== undefined && { locale }),
    ...(result && { verdict: result.verdict, score: result.score }),
    ...(error && { error }),
    ...(ms !== undefined && { ms })
  };
}
