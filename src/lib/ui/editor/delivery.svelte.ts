import type { RenderedFile } from '../../pipeline/export.ts';

/** Save was pressed: the file is handed on at once, or as soon as it is ready. */
export class Delivery {
  readonly #onsave: (file: RenderedFile) => void;
  isWaiting = $state(false);

  constructor(onsave: (file: RenderedFile) => void) {
    this.#onsave = onsave;
  }

  /** False where there is no file yet. */
  press(finished: RenderedFile | null): boolean {
    this.isWaiting = finished === null;
    if (finished) this.#onsave(finished);
    return finished !== null;
  }

  /** To be called with each finished file. */
  deliver(file: RenderedFile): void {
    if (this.isWaiting) this.press(file);
  }
}
