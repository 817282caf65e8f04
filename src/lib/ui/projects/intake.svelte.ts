import { addPhoto } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { asPackshotError } from '../../domain/errors.ts';
import type { ImportFailure, PhotoFile } from '../../pipeline/import.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';
import { number } from '../shared/numbers.ts';

interface Taken {
  readonly photos: Photo[];
  readonly failures: ImportFailure[];
}

/** Takes files in, one after the other: shows how far it is, lists what failed and why, hands on what is whole. */
export class Intake {
  /** Files done and in all, while some are being taken in. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  #abort: AbortController | null = null;
  #waiting: PhotoFile[] = [];

  /**
   * The photos that are whole; none where every file failed or it was stopped. Files given while others are being taken
   * in join those: the call that is running gives the photos of both, this one gives none.
   */
  async take(studio: Studio, files: readonly PhotoFile[]): Promise<Photo[]> {
    this.#waiting.push(...files);
    const { done, total } = this.progress ?? { done: 0, total: 0 };
    this.progress = { done, total: total + files.length };
    if (this.#abort) return [];
    const abort = (this.#abort = new AbortController());
    try {
      const { photos, failures } = await this.#takeAll(studio, abort.signal);
      if (failures.length > 0) sayFailures(failures, photos.length);
      return photos;
    } catch (error) {
      const problem = asPackshotError(error, 'decode-failed');
      if (problem.code !== 'aborted') {
        const { what, remedy } = errorWords(problem);
        notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
      }
      return [];
    } finally {
      if (this.#abort === abort) this.stop();
    }
  }

  /** Drops what is under way and what waits. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = this.progress = null;
    this.#waiting = [];
  }

  async #takeAll(studio: Studio, signal: AbortSignal): Promise<Taken> {
    const { importPhotos } = await import('../../pipeline/import.ts');
    const taken: Taken = { photos: [], failures: [] };
    while (!signal.aborted && this.#waiting.length > 0) {
      const files = this.#waiting.splice(0);
      const before = this.progress?.done ?? 0;
      const onProgress = (done: number) => {
        if (this.progress && !signal.aborted) this.progress = { ...this.progress, done: before + done };
      };
      const { photos, failures } = await importPhotos(studio, files, { signal, onProgress });
      taken.photos.push(...photos);
      taken.failures.push(...failures);
    }
    return signal.aborted ? { photos: [], failures: [] } : taken;
  }
}

/** A name for a project made of these photos: the first one's, without its extension. */
export const projectName = (photos: readonly Photo[]): string =>
  photos[0]?.name.replace(/\.[^.]*$/, '') || m.untitled();

export const withPhotos = (project: Project, photos: readonly Photo[]): Project =>
  photos.reduce(addPhoto, project);

function sayFailures(failures: readonly ImportFailure[], taken: number): void {
  const shown = number(failures.length);
  notices.say({
    id: 'import-failures',
    tone: 'error',
    title: m.import_failed_title({ count: failures.length, shown }),
    text: taken > 0 ? m.import_kept({ count: taken, shown: number(taken) }) : m.import_nothing_lost(),
    lines: failures.map(({ name, error }) => {
      const { what, remedy } = errorWords(error);
      return { name, text: `${what} ${remedy}`, code: error.code };
    })
  });
}
