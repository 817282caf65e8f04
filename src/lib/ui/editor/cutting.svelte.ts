import { canonicalJson } from '../../domain/document/canonical.ts';
import type { Photo } from '../../domain/document/document.ts';
import { isPrompted, OWN_ALPHA, type Found } from '../../domain/document/edits/cutout.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { missingModels } from '../../pipeline/ask.ts';
import { cutoutPhoto, type CutoutResult, type CutoutStage, type Effort } from '../../pipeline/cutout.ts';
import {
  DEFAULT_MODEL,
  listModels,
  prepareModel,
  type DownloadProgress,
  type ModelStatus
} from '../../pipeline/models.ts';
import { ownAlpha } from '../../pipeline/own-alpha.ts';
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
  onpreview(photoId: string, found: Found | null): void;
  onresult(photoId: string, result: CutoutResult, totalMs: number): void;
}

/** What a person chooses: everything that is worth trying, or all there is. */
export type ChosenEffort = Extract<Effort, 'auto' | 'best'>;

/** Cuts the photo out: asks for the model first where it is not on the device, shows a preview, then the result. */
export class Cutting {
  readonly #studio: Studio;
  readonly #events: CuttingEvents;
  #abort: AbortController | null = null;
  #photo: Photo | null = null;
  #engine = $state(DEFAULT_MODEL);
  /** The photo whose own transparency the person (or its own meaning) chose. */
  #ownOf = $state('');

  effort = $state<ChosenEffort>('auto');
  /** Photo that has transparency of its own, which can be used instead of a model. */
  alphaOf = $state('');
  /** Models that the person added, which can find the product too. */
  added = $state.raw<readonly ModelStatus[]>([]);
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

  /** Whether just what `photo` is asked is being worked on. */
  isOn({ id, edits }: Photo): boolean {
    const now = this.#abort ? this.#photo : null;
    return now?.id === id && canonicalJson(now.edits.cutout.ask) === canonicalJson(edits.cutout.ask);
  }

  /** The engine for photos without a choice of their own. */
  get engine(): string {
    return this.#engine;
  }

  /** Whether these photos can be cut out as they ask, by `engine`, without fetching anything. */
  async canCut(photos: readonly Photo[]): Promise<boolean> {
    return (await missingModels(this.#studio, photos, this.#engine)).length === 0;
  }

  /** Which engine the next cutout of `photo` uses; its own transparency only while nothing is pointed at. */
  modelFor(photo: Photo): string {
    const isOwn = this.#ownOf === photo.id && !isPrompted(photo.edits.cutout.ask.prompt);
    return isOwn ? OWN_ALPHA : this.#engine;
  }

  /** Whether the engine for `photo` looks for any word itself, so that none need be known beforehand. */
  takesAnyWord(photo: Photo): boolean {
    const model = this.modelFor(photo);
    return this.added.some(({ id, task }) => id === model && task === 'text-segmentation');
  }

  /** Starts on `photo`; whatever was running is stopped. */
  async start(photo: Photo): Promise<void> {
    this.#photo = photo;
    await this.#run(async (signal) => {
      this.cut = { pass: 'only', stage: 'wait', startedAt: performance.now() };
      await this.#lookForAlpha(photo, signal);
      const model = this.modelFor(photo);
      if (model === OWN_ALPHA) return this.#cutOut(photo, model, signal);
      const models = await listModels(this.#studio);
      if (signal.aborted) return;
      this.added = models.filter(isAdded);
      await this.#askOrCut(photo, model, signal);
    });
  }

  /** Asks for the first model that is not on the device: the engine's, then the one that finds what words name. */
  async #askOrCut(photo: Photo, model: string, signal: AbortSignal): Promise<void> {
    const missing = await missingModels(this.#studio, [photo], model);
    if (signal.aborted) return;
    const wanted = missing.find(({ id }) => id === model) ?? missing[0];
    if (wanted) this.wanted = wanted;
    else await this.#cutOut(photo, model, signal);
  }

  /** The engine for the next cutout. While consent is asked it is asked anew, for this engine's model. */
  choose(model: string): void {
    const photo = this.#photo;
    this.#ownOf = model === OWN_ALPHA && photo ? photo.id : '';
    if (model !== OWN_ALPHA) this.#engine = model;
    if (this.wanted && photo) void this.start(photo);
  }

  /** The person agreed: fetches the model (going on where it stopped), then cuts out, or asks for the next one. */
  async accept(): Promise<void> {
    const { wanted } = this;
    const photo = this.#photo;
    if (!wanted || !photo) return;
    await this.#run(async (signal) => {
      this.wanted = wanted;
      this.download = { done: wanted.storedBytes, total: wanted.bytes };
      await prepareModel(this.#studio, wanted.id, { signal, onProgress: (now) => (this.download = now) });
      this.wanted = this.download = null;
      await this.#askOrCut(photo, this.modelFor(photo), signal);
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

  /** Looks at a photo for the first time: its transparency is used where it says what the product is. */
  async look(photo: Photo): Promise<void> {
    this.#photo = photo;
    if (photo.edits.cutout.found?.model === OWN_ALPHA) this.#ownOf = photo.id;
    await this.#lookForAlpha(photo).catch(() => {});
  }

  async #lookForAlpha(photo: Photo, signal?: AbortSignal): Promise<void> {
    if (this.alphaOf === photo.id) return;
    const own = await ownAlpha(this.#studio, photo, signal);
    if (!own || this.#photo?.id !== photo.id) return;
    this.alphaOf = photo.id;
    if (own.isMeaningful && !photo.edits.cutout.found) this.#ownOf = photo.id;
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
    const pass = (name: Cut['pass'], effort: Effort) =>
      cutoutPhoto(this.#studio, photo, {
        model,
        effort,
        ask: photo.edits.cutout.ask,
        signal,
        onStage: (stage) => {
          if (!signal.aborted) this.cut = { pass: name, stage, startedAt };
        }
      });
    try {
      // Other engines have no quick way: their first pass is their result. Nor need a known candidate be previewed.
      const hasPreview = model === DEFAULT_MODEL && photo.edits.cutout.ask.pick === null;
      if (hasPreview) this.#events.onpreview(photo.id, (await pass('preview', 'draft')).found);
      const result = await pass(hasPreview ? 'result' : 'only', this.effort);
      this.#events.onresult(photo.id, result, performance.now() - startedAt);
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

/** Models that find a product; a detector is none. */
const isAdded = ({ removable, task }: ModelStatus): boolean => removable && task.endsWith('segmentation');
