import type { Job } from '../../domain/batch/job.ts';
import { findPhoto } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import { settlePhoto } from '../../pipeline/settle.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** The file that is looked at, as it leaves, and what it was made of. */
export class ShownFile {
  readonly #studio: Studio;
  #abort = new AbortController();
  #shown = $state.raw<{
    readonly job: string;
    readonly photo: Photo;
    readonly file: RenderedFile;
  } | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Null where another file is here, or none. */
  of(job: Job | null): RenderedFile | null {
    return this.#shown && this.#shown.job === job?.id ? this.#shown.file : null;
  }

  isMadeOf(photo: Photo | null): boolean {
    return photo !== null && this.#shown?.photo === photo;
  }

  /** Makes it; then the one after it, so that nobody waits for that. The last call wins. */
  async make(project: Project, job: Job | null, after: () => Job | undefined): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    this.problem = null;
    if (!job) return;
    const made = (each: Job) =>
      settlePhoto(this.#studio, project, findPhoto(project, each.photo), each, { signal });
    try {
      const file = await made(job);
      if (signal.aborted) return;
      this.#shown = { job: job.id, photo: findPhoto(project, job.photo), file };
      const next = after();
      if (next) await made(next).catch(() => {});
    } catch (error) {
      if (!signal.aborted) this.problem = asPackshotError(error, 'encode-failed');
    }
  }

  stop(): void {
    this.#abort.abort();
  }
}
