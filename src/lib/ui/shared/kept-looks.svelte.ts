import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { saveFile } from '../../pipeline/save.ts';

/** Where looks of one kind are kept, and how they go into files. */
export interface LookStore<Look> {
  list(): Promise<readonly Look[]>;
  save(look: Look): Promise<void>;
  delete(id: string): Promise<void>;
  write(look: Look): Promise<{ readonly blob: Blob; readonly name: string }>;
  read(file: Blob): Promise<unknown>;
}

/** Looks of one kind on this device: presets, recipes. What fails is shown, not thrown. */
export class KeptLooks<Look extends { readonly id: string }> {
  readonly #store: LookStore<Look>;
  list = $state.raw<readonly Look[]>([]);
  problem = $state.raw<PackshotError | null>(null);
  /** The last one that was deleted: it can be had back as long as this is told. */
  removed = $state.raw<Look | null>(null);

  constructor(store: LookStore<Look>) {
    this.#store = store;
  }

  load(): Promise<void> {
    return this.#try(async () => {
      this.list = await this.#store.list();
    });
  }

  remove(look: Look): Promise<void> {
    return this.#try(async () => {
      await this.#store.delete(look.id);
      this.list = this.list.filter(({ id }) => id !== look.id);
      this.removed = look;
    });
  }

  /** Keeps again what was deleted last. */
  async restore(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    await this.save(removed);
    if (!this.problem) this.removed = null;
  }

  write(look: Look): Promise<void> {
    return this.#try(async () => {
      const { blob, name } = await this.#store.write(look);
      saveFile(blob, name);
    });
  }

  read(file: Blob): Promise<void> {
    return this.#try(async () => {
      await this.#store.read(file);
      this.list = await this.#store.list();
    });
  }

  save(look: Look): Promise<void> {
    return this.#try(async () => {
      await this.#store.save(look);
      this.list = await this.#store.list();
    });
  }

  /** Changes the document; false where it could not be. */
  change(work: () => void): boolean {
    this.problem = null;
    try {
      work();
      return true;
    } catch (error) {
      this.problem = asPackshotError(error, 'bad-request');
      return false;
    }
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = asPackshotError(error, 'bad-request');
    }
  }
}
