import type { Photo } from '../../domain/document/document.ts';
import type { CutoutEdit } from '../../domain/document/edits/cutout.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { cutoutPhoto, type CutoutStage } from '../../pipeline/cutout.ts';
import {
  DEFAULT_MODEL,
  listModels,
  prepareModel,
  type DownloadProgress,
  type ModelStatus
} from '../../pipeline/models.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** A cutout under way. */
export interface Cut {
  /** `preview` is quick and coarse, `result` refines it and is kept, `only` is a result without a preview. */
  readonly pass: 'preview' | 'result' | 'only';
  /** `wait`: for the engine, which may still be ending something else. */
  readonly stage: CutoutStage | 'wait';
  /** `performance.now()` */
  readonly startedAt: number;
}

export interface CuttingEvents {
  /** A cutout or a download begins. */
  onstart(): void;
  onpreview(photoId: string, edit: CutoutEdit | null): void;
  onresult(photoId: string, edit: CutoutEdit, totalMs: number): void;
}

/** Cuts the photo out: asks for the model first where it is not on the device, shows a preview, then the result. */
export class Cutting {
  readonly #studio: Studio;
  readonly #events: CuttingEvents;
  #abort: AbortController | null = null;
  #photo: Photo | null = null;

  /** Which engine the next cutout uses. */
  model = $state(DEFAULT_MODEL);
  /** The model that must be downloaded first, while the person has not decided otherwise. */
  wanted = $state.raw<ModelStatus | null>(null);
  download = $state.raw<DownloadProgress | null>(null);
  cut = $state.raw<Cut | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio, events: CuttingEvents) {
    this.#studio = studio;
    this.#events = events;
  }

  get isBusy(): boolean {
    return this.cut !== null || this.download !== null;
  }

  /** Starts on `photo`; whatever was running is stopped. */
  async start(photo: Photo): Promise<void> {
    this.#photo = photo;
    await this.#run(async (signal) => {
      this.cut = { pass: 'only', stage: 'wait', startedAt: performance.now() };
      const models = await listModels(this.#studio);
      if (signal.aborted) return;
      const { model } = this;
      const status = models.find(({ id }) => id === model);
      if (status && !status.cached) this.wanted = status;
      else await this.#cutOut(photo, model, signal);
    });
  }

  /** The engine for the next cutout. While consent is asked it is asked anew, for this engine's model. */
  choose(model: string): void {
    this.model = model;
    if (this.wanted && this.#photo) void this.start(this.#photo);
  }

  /** The person agreed: fetches the model (going on where it stopped), then cuts out. */
  async accept(): Promise<void> {
    const { wanted } = this;
    const photo = this.#photo;
    if (!wanted || !photo) return;
    await this.#run(async (signal) => {
      this.wanted = wanted;
      this.download = { done: wanted.storedBytes, total: wanted.bytes };
      await prepareModel(this.#studio, wanted.id, { signal, onProgress: (now) => (this.download = now) });
      this.wanted = this.download = null;
      await this.#cutOut(photo, wanted.id, signal);
    });
    if (this.wanted) await this.#recount(this.wanted.id);
  }

  /** Not now: nothing is fetched, and the photo stays as it is. */
  decline(): void {
    this.stop();
    this.wanted = null;
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.cut = this.download = null;
  }

  /** Runs one thing at a time; the newest wins. */
  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop();
    this.#events.onstart();
    this.problem = null;
    this.wanted = null;
    const abort = (this.#abort = new AbortController());
    try {
      await work(abort.signal);
    } catch (error) {
      const problem = asPackshotError(error, 'worker-died');
      if (!abort.signal.aborted && problem.code !== 'aborted') this.problem = problem;
    } finally {
      if (this.#abort === abort) this.cut = this.download = this.#abort = null;
    }
  }

  async #cutOut(photo: Photo, model: string, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const pass = (name: Cut['pass'], side: 512 | 1024) =>
      cutoutPhoto(this.#studio, photo, {
        model,
        side,
        signal,
        onStage: (stage) => {
          if (!signal.aborted) this.cut = { pass: name, stage, startedAt };
        }
      });
    try {
      // The other engine takes one size only: its first pass is its result.
      const hasPreview = model === DEFAULT_MODEL;
      if (hasPreview) this.#events.onpreview(photo.id, (await pass('preview', 512)).edit);
      const { edit } = await pass(hasPreview ? 'result' : 'only', 1024);
      this.#events.onresult(photo.id, edit, performance.now() - startedAt);
    } catch (error) {
      this.#events.onpreview(photo.id, null);
      throw error;
    }
  }

  /** How much of the model is kept after a stop or a failure, for the card that offers to go on. */
  async #recount(model: string): Promise<void> {
    const status = (await listModels(this.#studio).catch(() => [])).find(({ id }) => id === model);
    if (status && this.wanted && !this.download) this.wanted = status;
  }
}
