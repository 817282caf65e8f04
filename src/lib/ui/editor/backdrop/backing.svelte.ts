import type { BlobRef } from '../../../domain/document/blob.ts';
import { asPackshotError, type PackshotError } from '../../../domain/errors.ts';
import { importPicture } from '../../../pipeline/import.ts';
import type { Studio } from '../../../pipeline/studio.ts';
import { Miniatures } from '../miniatures.svelte.ts';

/** Device px of a set's small picture. */
const SET_SIDE = 160;

/** What backdrops are made from: pictures that are taken in, and small pictures of the sets. */
export class Backing {
  readonly #studio: Studio;
  readonly sets: Miniatures;
  isTaking = $state(false);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
    this.sets = new Miniatures(studio, SET_SIDE);
  }

  /** Looks at a file as at a photo and keeps it; null where it cannot be used, which `problem` says. */
  async take(file: Blob): Promise<BlobRef | null> {
    this.isTaking = true;
    this.problem = null;
    try {
      return await importPicture(this.#studio, file);
    } catch (error) {
      this.problem = asPackshotError(error, 'decode-failed');
      return null;
    } finally {
      this.isTaking = false;
    }
  }

  /** @throws `not-found` */
  picture(ref: BlobRef): Promise<Blob> {
    return this.#studio.store.getBlob(ref);
  }

  close(): void {
    this.sets.close();
  }
}
