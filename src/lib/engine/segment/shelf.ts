import type { DownloadProgress, ModelStatus, SegmentApi } from './api.ts';
import {
  entryOf,
  gpuPiecesOf,
  modelCalled,
  piecesOf,
  sizeOf,
  type Manifest,
  type Model,
  type Piece
} from './models.ts';
import type { Weights } from './weights.ts';

type OnProgress = (progress: DownloadProgress) => void;

/** One download, for everybody who wants it. */
interface Shared {
  readonly callers: Map<string, OnProgress>;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/**
 * What both engines can do with the files of models. Pieces are kept by hash, so what two models share is fetched,
 * kept and removed once for both.
 */
export class Shelf implements Pick<SegmentApi, 'models' | 'download' | 'stopDownload' | 'remove'> {
  /** By model. */
  private readonly shared = new Map<string, Shared>();
  /** Settles with the downloads begun so far: the next one waits for it, and finds what they brought. */
  private last: Promise<unknown> = Promise.resolve();

  /** @param fitsGpu whether the graphics processor would be used, so that what it needs is fetched too */
  constructor(
    private readonly weights: Weights,
    private readonly fitsGpu: () => Promise<boolean> = async () => false
  ) {}

  async models(): Promise<ModelStatus[]> {
    const manifest = await this.weights.manifest();
    return Promise.all(
      manifest.models.map(async (model) => {
        const pieces = await this.wanted(manifest, model);
        const storedBytes = await this.weights.stored(pieces);
        const cached = await this.hasAll(piecesOf(manifest, model));
        return { ...entryOf(manifest, model, pieces), storedBytes, cached };
      })
    );
  }

  /** Whether a model can run without fetching anything. @throws `model-unavailable` where there is no such model */
  async isCached(id: string): Promise<boolean> {
    const manifest = await this.weights.manifest();
    return this.hasAll(piecesOf(manifest, modelCalled(manifest, id)));
  }

  download(model: string, onProgress: OnProgress, caller: string = crypto.randomUUID()): Promise<void> {
    const { callers, done } = this.shared.get(model) ?? this.begin(model);
    callers.set(caller, onProgress);
    return done;
  }

  async stopDownload(caller: string): Promise<void> {
    for (const [model, { callers, stop, done }] of this.shared) {
      if (!callers.delete(caller) || callers.size > 0) continue;
      this.shared.delete(model);
      stop.abort();
      await done.catch(() => {});
    }
  }

  async remove(id: string): Promise<void> {
    const manifest = await this.weights.manifest();
    const model = modelCalled(manifest, id);
    await this.weights.remove([...piecesOf(manifest, model), ...gpuPiecesOf(manifest, model)]);
  }

  /** Everything a first run fetches here, what is needed most first. */
  private async wanted(manifest: Manifest, model: Model): Promise<Piece[]> {
    const extra = (await this.fitsGpu()) ? gpuPiecesOf(manifest, model) : [];
    return [...piecesOf(manifest, model), ...extra];
  }

  private async hasAll(pieces: readonly Piece[]): Promise<boolean> {
    return (await this.weights.stored(pieces)) === sizeOf(pieces);
  }

  private begin(model: string): Shared {
    const callers: Shared['callers'] = new Map();
    const stop = new AbortController();
    const tell: OnProgress = (progress) => callers.forEach((onProgress) => onProgress(progress));
    const done = this.fetch(model, this.last, tell, stop.signal).finally(() => {
      if (this.shared.get(model) === shared) this.shared.delete(model);
    });
    const shared = { callers, stop, done };
    this.shared.set(model, shared);
    this.last = Promise.allSettled([this.last, done]);
    return shared;
  }

  private async fetch(
    model: string,
    before: Promise<unknown>,
    tell: OnProgress,
    signal: AbortSignal
  ): Promise<void> {
    const manifest = await this.weights.manifest();
    const pieces = await this.wanted(manifest, modelCalled(manifest, model));
    await before;
    await this.weights.download(pieces, tell, signal);
  }
}
