import type { Photo } from '../../../domain/document/document.ts';
import { NO_PROMPT, type Prompt } from '../../../domain/document/edits/cutout.ts';
import { asPackshotError, type PackshotError } from '../../../domain/errors.ts';
import { nameShown } from '../../../domain/vocabulary/names.ts';
import { namesFor } from '../../../domain/vocabulary/words.ts';
import { detectProducts, type Detection } from '../../../pipeline/detect.ts';
import {
  listModels,
  prepareModel,
  type DownloadProgress,
  type ModelStatus
} from '../../../pipeline/models.ts';
import type { Studio } from '../../../pipeline/studio.ts';
import { getLocale } from '../../../paraglide/runtime.js';
import { number } from '../../shared/numbers.ts';

/** Why a word was not taken. */
export interface Refusal {
  readonly reason: 'unknown-word' | 'not-found';
  readonly word: string;
}

export interface Thing extends Detection {
  /** The name in the person's language; numbered where several of a kind are seen. */
  readonly shown: string;
  /** What the document is asked for. */
  readonly prompt: Prompt;
}

/** Naming the product: things that were recognised, and words a person types. */
export class Naming {
  readonly #studio: Studio;
  readonly #onprompt: (prompt: Prompt) => void;
  #abort: AbortController | null = null;
  #of = '';
  #waiting: { photo: Photo; word: string } | null = null;
  /** Null until somebody looked. */
  things = $state.raw<readonly Thing[] | null>(null);
  isLooking = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  problem = $state.raw<PackshotError | null>(null);
  /** The model that must be fetched before things can be named. */
  wanted = $state.raw<ModelStatus | null>(null);
  download = $state.raw<DownloadProgress | null>(null);

  constructor(studio: Studio, onprompt: (prompt: Prompt) => void) {
    this.#studio = studio;
    this.#onprompt = onprompt;
  }

  /** Another photo is looked at. */
  forget(photoId: string): void {
    if (photoId === this.#of) return;
    this.stop();
    this.#of = photoId;
    this.things = this.refusal = this.problem = this.wanted = null;
  }

  /** Recognises what is in the photo; asks first where the model is not on the device. */
  async look(photo: Photo, word = ''): Promise<void> {
    this.forget(photo.id);
    if (this.isLooking || (this.things && !word)) return;
    await this.#run(async (signal) => {
      const model = (await listModels(this.#studio)).find(({ task }) => task === 'detection');
      this.#waiting = { photo, word };
      if (!model) this.refusal = word ? { reason: 'unknown-word', word } : null;
      else if (!model.cached) this.wanted = model;
      else await this.#recognise(photo, word, signal);
    });
  }

  /**
   * Takes a word, or says why not. An empty one takes it back.
   * @param isFree the engine looks for any word itself
   */
  async say(photo: Photo, text: string, isFree = false): Promise<void> {
    const word = text.trim();
    this.refusal = null;
    if (word === '') return this.#onprompt(NO_PROMPT);
    if (isFree) return this.#onprompt({ ...NO_PROMPT, text: word });
    if (namesFor(word).length === 0) this.refusal = { reason: 'unknown-word', word };
    else await this.look(photo, word);
  }

  take({ prompt }: Thing): void {
    this.refusal = null;
    this.#onprompt(prompt);
  }

  /** The person agreed to the download. */
  async accept(): Promise<void> {
    const { wanted } = this;
    const waiting = this.#waiting;
    if (!wanted || !waiting) return;
    await this.#run(async (signal) => {
      this.download = { done: wanted.storedBytes, total: wanted.bytes };
      await prepareModel(this.#studio, wanted.id, { signal, onProgress: (now) => (this.download = now) });
      this.wanted = this.download = null;
      await this.#recognise(waiting.photo, waiting.word, signal);
    });
  }

  /** False where nothing ran. */
  stop(): boolean {
    const isRunning = this.#abort !== null;
    this.#abort?.abort();
    this.#abort = this.download = null;
    this.isLooking = false;
    return isRunning;
  }

  async #recognise(photo: Photo, word: string, signal: AbortSignal): Promise<void> {
    this.isLooking = true;
    const detections = await detectProducts(this.#studio, photo, signal);
    if (signal.aborted) return;
    this.things = named(detections);
    if (!word) return;
    const names: readonly string[] = namesFor(word);
    const isSeen = detections.some(({ name }) => names.includes(name));
    if (isSeen) this.#onprompt({ ...NO_PROMPT, text: word });
    else this.refusal = { reason: 'not-found', word };
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop();
    this.problem = null;
    const abort = (this.#abort = new AbortController());
    try {
      await work(abort.signal);
    } catch (error) {
      const problem = asPackshotError(error, 'worker-died');
      if (!abort.signal.aborted && problem.code !== 'aborted') this.problem = problem;
    } finally {
      if (this.#abort === abort) this.stop();
    }
  }
}

/** One of a kind is asked for by its name, so that a series finds it in each photo; several by their place too. */
function named(detections: readonly Detection[]): Thing[] {
  return detections.map((detection, index) => {
    const { name, box } = detection;
    const kind = nameShown(name, getLocale());
    const alike = detections.filter((other) => other.name === name);
    const isOnly = alike.length === 1;
    const place = detections.slice(0, index + 1).filter((other) => other.name === name).length;
    const shown = isOnly ? kind : `${kind} ${number(place)}`;
    return { ...detection, shown, prompt: { ...NO_PROMPT, text: shown, box: isOnly ? null : box } };
  });
}
