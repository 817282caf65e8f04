import type { Ask } from '../../domain/document/edits/cutout.ts';
import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { adapterFor } from './adapters/adapters.ts';
import { filesFrom, Held, sessionKey } from './adapters/files.ts';
import { selfTest } from './adapters/self-test.ts';
import { MAX_MODEL_BYTES, type AddedModel, type AddProgress } from './api.ts';
import type { Coarse } from './coarse.ts';
import { parseDescription, readDescription, type Description } from './descriptions.ts';
import { fetchBlob, hashOf, unavailable, type Surroundings } from './fetching.ts';
import type { UserList } from './model-cache.ts';
import { entryOf, type OnnxModel } from './models.ts';
import type { Runtime } from './runtime.ts';
import type { Weights } from './weights.ts';

type OnProgress = (progress: AddProgress) => void;

/** One at a time over all pages: they share the list. */
const LOCK = 'packshot-user-models';

const locked = <R>(work: () => Promise<R>): Promise<R> =>
  globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();

const tooLarge = (bytes: number): PackshotError =>
  new PackshotError('file-too-large', 'The model is too large', { bytes, maxBytes: MAX_MODEL_BYTES });

const idOf = (model: unknown): unknown => (model as { id?: unknown } | null)?.id;

/** Hashes of a model's files, also of one that this version cannot read. */
const hashesOf = (model: unknown): string[] =>
  ((model as Partial<OnnxModel> | null)?.files ?? []).map(({ sha256 }) => sha256);

/** The models a person adds: brought, tried, kept, asked, forgotten. */
export class UserModels {
  private readonly held = new Held();
  private readonly stops = new Map<string, AbortController>();

  /** @param inTurn runs a job while nothing else runs sessions; `coarse` and `remove` are called in such a job */
  constructor(
    private readonly weights: Weights,
    private readonly runtime: Runtime,
    private readonly around: Surroundings,
    private readonly inTurn: <R>(job: () => Promise<R>) => Promise<R>
  ) {}

  /** @throws as `FinderApi.readModel` */
  read(from: Blob | string): Promise<Description> {
    return readDescription(from, this.around);
  }

  /** α of the whole photo. @throws as `Adapter` */
  coarse(model: OnnxModel, photo: Pixels, ask: Ask, name?: string): Promise<Coarse> {
    // A file of one piece, and never patched: no second copy is needed.
    const files = filesFrom(model, this.runtime, this.held, ({ chunks }) =>
      this.weights.readPiece(chunks[0]!)
    );
    return adapterFor(model)(photo, ask, files, name);
  }

  /** @throws as `FinderApi.addModel` */
  async add(
    json: unknown,
    given: Readonly<Record<string, Blob>>,
    onProgress: OnProgress,
    caller: string
  ): Promise<AddedModel> {
    const stop = new AbortController();
    this.stops.set(caller, stop);
    try {
      return await this.tryAdding(parseDescription(json), given, onProgress, stop.signal);
    } catch (error) {
      if (stop.signal.aborted) throw new PackshotError('aborted', 'Adding was stopped');
      throw asPackshotError(error, 'model-unavailable');
    } finally {
      this.stops.delete(caller);
    }
  }

  /** Stops what `caller` is adding; nothing is kept of it. */
  stop(caller: string): void {
    this.stops.get(caller)?.abort();
  }

  /** Forgets an added model: its description, and those of its files that no other one has. False for other models. */
  async remove(id: string): Promise<boolean> {
    const model = (await this.weights.cache.userModels()).find((candidate) => candidate.id === id);
    if (!model) return false;
    await this.close(model);
    await locked(async () => this.replace(id, []));
    return true;
  }

  private async tryAdding(
    description: Description,
    given: Readonly<Record<string, Blob>>,
    onProgress: OnProgress,
    signal: AbortSignal
  ): Promise<AddedModel> {
    const { models, runtime } = await this.weights.manifest();
    if (models.some(({ id }) => id === description.id)) {
      throw new PackshotError('bad-request', `There is a model ${description.id} already`, { path: 'id' });
    }
    if (!(await this.weights.cache.open())) throw new PackshotError('no-storage', 'No Cache Storage');
    const blobs = await this.bring(description, given, onProgress, signal);
    const model = await verified(description, blobs, onProgress);
    await this.weights.download(runtime.wasm.chunks, () => {}, signal);
    signal.throwIfAborted();
    onProgress({ stage: 'test', done: 0, total: 1 });
    const test = await this.inTurn(() => this.test(model, blobs));
    signal.throwIfAborted();
    await locked(() => this.keep(model, blobs, onProgress));
    if (signal.aborted) await this.remove(model.id);
    signal.throwIfAborted();
    const entry = entryOf(await this.weights.manifest(), model);
    const files = model.files.map(({ role, bytes, sha256 }) => ({ role, bytes, sha256 }));
    return { model: { ...entry, storedBytes: entry.bytes, cached: true }, files, test };
  }

  /** The files, by role. */
  private async bring(
    { files }: Description,
    given: Readonly<Record<string, Blob>>,
    onProgress: OnProgress,
    signal: AbortSignal
  ): Promise<Map<string, Blob>> {
    const total = files.reduce((sum, { role, bytes = 0 }) => sum + (given[role]?.size ?? bytes), 0);
    if (total > MAX_MODEL_BYTES) throw tooLarge(total);
    const blobs = new Map<string, Blob>();
    let done = 0;
    for (const [i, { role, url }] of files.entries()) {
      if (!given[role] && !URL.canParse(url ?? '')) {
        throw new PackshotError('bad-request', `No file ${role} was given`, { path: `files.${i}` });
      }
      const tell = (more: number) =>
        onProgress({ stage: 'fetch', done: done + more, total: Math.max(total, done + more) });
      const blob = given[role] ?? (await this.fetch(url!, MAX_MODEL_BYTES - done, signal, tell));
      if (done + blob.size > MAX_MODEL_BYTES) throw tooLarge(done + blob.size);
      blobs.set(role, blob);
      done += blob.size;
      tell(0);
      signal.throwIfAborted();
    }
    return blobs;
  }

  /** Says where the policy may be what forbids it: it looks like a dead line. */
  private async fetch(
    url: string,
    maxBytes: number,
    signal: AbortSignal,
    tell: (bytes: number) => void
  ): Promise<Blob> {
    try {
      return await fetchBlob(this.around, url, maxBytes, signal, tell);
    } catch (error) {
      const isElsewhere = new URL(url).origin !== this.around.root.origin;
      if (!(error instanceof PackshotError) || error.data?.['reason'] !== 'network' || !isElsewhere)
        throw error;
      throw unavailable(error.message, { reason: 'elsewhere', url });
    }
  }

  /** Runs the model from what was brought; nothing of it stays loaded. */
  private async test(model: OnnxModel, blobs: ReadonlyMap<string, Blob>): Promise<AddedModel['test']> {
    const read = async ({ role }: { role: string }) => new Uint8Array(await blobs.get(role)!.arrayBuffer());
    try {
      return await selfTest(model, filesFrom(model, this.runtime, new Held(), read));
    } finally {
      await this.close(model);
    }
  }

  private async close(model: OnnxModel): Promise<void> {
    for (const file of model.files) await this.runtime.close(sessionKey(file));
  }

  /** Files first, then the list: what a crash leaves between is on the list of what is pending. */
  private async keep(
    model: OnnxModel,
    blobs: ReadonlyMap<string, Blob>,
    onProgress: OnProgress
  ): Promise<void> {
    const { cache } = this.weights;
    const { models } = await this.swept();
    const total = model.files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    try {
      await cache.writeList({ models, pending: hashesOf(model) });
      for (const { role, sha256, bytes } of model.files) {
        onProgress({ stage: 'keep', done, total });
        await (await cache.open())?.put(cache.address(sha256), new Response(blobs.get(role)));
        done += bytes;
      }
      await this.replace(model.id, [model]);
    } catch (error) {
      await this.swept().catch(() => {});
      throw asPackshotError(error, 'quota-exceeded');
    }
  }

  /** Puts `by` into the list for the model called `id`, and deletes files that nothing needs any more. */
  private async replace(id: string, by: readonly OnnxModel[]): Promise<void> {
    const { models } = await this.weights.cache.userList();
    const gone = models.filter((model) => idOf(model) === id);
    const rest = models.filter((model) => idOf(model) !== id);
    await this.weights.cache.writeList({ models: [...rest, ...by], pending: gone.flatMap(hashesOf) });
    await this.swept();
  }

  /** The list, after what an interrupted call left was deleted. */
  private async swept(): Promise<UserList> {
    const { cache } = this.weights;
    const { models, pending } = await cache.userList();
    if (pending.length === 0) return { models, pending };
    const needed = new Set(models.flatMap(hashesOf));
    const opened = await cache.open();
    for (const sha256 of pending) if (!needed.has(sha256)) await opened?.delete(cache.address(sha256));
    await cache.writeList({ models, pending: [] });
    return { models, pending: [] };
  }
}

/** The description with every file's hash. @throws `model-unavailable` where one is not as it was stated */
async function verified(
  description: Description,
  blobs: ReadonlyMap<string, Blob>,
  onProgress: OnProgress
): Promise<OnnxModel> {
  const files: OnnxModel['files'] = [];
  for (const { role, sha256: stated, bytes: length } of description.files) {
    onProgress({ stage: 'verify', done: files.length, total: description.files.length });
    const blob = blobs.get(role)!;
    const sha256 = await hashOf(await blob.arrayBuffer());
    if ((stated ?? sha256) !== sha256 || (length ?? blob.size) !== blob.size) {
      throw unavailable(`${role} has sha-256 ${sha256}`, { reason: 'corrupt', role, sha256 });
    }
    files.push({ role, bytes: blob.size, sha256, chunks: [{ bytes: blob.size, sha256 }] });
  }
  return { ...description, files };
}
