import type { Job } from '../../domain/batch/job.ts';
import type { Photo } from '../../domain/document/document.ts';
import { keyOf } from '../../domain/document/resolve.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { alternatives } from '../../pipeline/candidates.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** Other ways to make a file that are tried, one a press. */
const MOST_CANDIDATES = 6;

/** Other ways to make the file that is looked at. One at a time is shown; in the document is none before it is taken. */
export class Others {
  readonly #studio: Studio;
  #ways: AsyncIterator<Photo> | null = null;
  /** `Job.id` of the file. */
  #of = $state('');
  #photo = $state.raw<Photo | null>(null);
  /** The next one is being made. */
  isTrying = $state(false);
  /** There is no other way. */
  isOut = $state(false);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** The way that is shown of this file, as a copy of its photo; null where it is shown as the document has it. */
  shownOf(job: Job | null): Photo | null {
    return job?.id === this.#of ? this.#photo : null;
  }

  /** Shows the next one. @param photo as the document has it */
  async next(job: Job, photo: Photo): Promise<void> {
    if (this.isTrying) return;
    this.keepTo(job);
    this.isTrying = true;
    this.problem = null;
    try {
      this.#ways ??= alternatives(this.#studio, photo, keyOf(job), { most: MOST_CANDIDATES })[
        Symbol.asyncIterator
      ]();
      const next = await this.#ways.next();
      if (this.#of !== job.id) return;
      if (next.done) this.isOut = true;
      else this.#photo = next.value;
    } catch (error) {
      this.problem = asPackshotError(error, 'worker-died');
    } finally {
      this.isTrying = false;
    }
  }

  /** Those of another file than this one are forgotten. */
  keepTo(job: Job | null): void {
    if (this.#of !== (job?.id ?? '')) this.forget();
    this.#of = job?.id ?? '';
  }

  forget(): void {
    void this.#ways?.return?.();
    this.#ways = this.#photo = null;
    this.#of = '';
    this.isOut = false;
    this.problem = null;
  }
}
