import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import type { Studio } from '../../pipeline/studio.ts';
import {
  addModel,
  readModel,
  type AddedModel,
  type AddProgress,
  type ModelDescription
} from '../../pipeline/models.ts';
import { descriptionAmong, filesByRole, rolesMissing } from './model-files.ts';

/** A model on its way in: described, looked at, brought and tried, there. */
export class Adding {
  readonly #studio: Studio;
  readonly #onadded: () => void;
  #abort: AbortController | null = null;

  isReading = $state(false);
  /** What is offered: shown before anything of it is kept. */
  description = $state.raw<ModelDescription | null>(null);
  /** Files that were handed in, by role; the others are fetched. */
  files = $state.raw<Readonly<Record<string, File>>>({});
  progress = $state.raw<AddProgress | null>(null);
  added = $state.raw<AddedModel | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  /** Roles whose file a person must still choose. */
  readonly missing = $derived(this.description ? rolesMissing(this.description, this.files) : []);

  constructor(studio: Studio, onadded: () => void) {
    this.#studio = studio;
    this.#onadded = onadded;
  }

  /** A description and files of its model, together. */
  async choose(chosen: readonly File[]): Promise<void> {
    const json = descriptionAmong(chosen);
    if (!json) {
      this.forget();
      this.problem = new PackshotError('bad-request', 'No description among the files', { reason: 'none' });
      return;
    }
    await this.#read(json);
    const rest = chosen.filter((file) => file !== json);
    if (this.description) this.files = filesByRole(this.description, rest);
  }

  /** The description at an address; its files are fetched when the model is added. */
  read(url: string): Promise<void> {
    return this.#read(url.trim());
  }

  give(role: string, file: File): void {
    this.files = { ...this.files, [role]: file };
  }

  async add(): Promise<void> {
    const { description } = this;
    if (!description) return;
    this.problem = null;
    this.progress = { stage: 'fetch', done: 0, total: 1 };
    const { signal } = (this.#abort = new AbortController());
    try {
      const onProgress = (now: AddProgress) => {
        if (!signal.aborted) this.progress = now;
      };
      this.added = await addModel(this.#studio, description, this.files, { signal, onProgress });
      this.description = null;
      this.#onadded();
    } catch (error) {
      const problem = asPackshotError(error, 'model-unavailable');
      if (problem.code !== 'aborted') this.problem = problem;
    } finally {
      this.progress = null;
    }
  }

  /** Stops what is being added; what is offered stays. */
  stop(): void {
    this.#abort?.abort();
    this.progress = null;
  }

  /** Offers nothing any more. */
  forget(): void {
    this.stop();
    this.description = this.added = this.problem = null;
    this.files = {};
  }

  async #read(from: Blob | string): Promise<void> {
    this.forget();
    this.isReading = true;
    try {
      this.description = await readModel(this.#studio, from);
    } catch (error) {
      this.problem = asPackshotError(error, 'bad-request');
    } finally {
      this.isReading = false;
    }
  }
}
