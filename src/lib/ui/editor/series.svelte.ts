import type { Photo, Project } from '../../domain/document/document.ts';
import { isOwn } from '../../domain/document/series.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import type { CutoutOptions, CutoutResult } from '../../pipeline/cutout.ts';
import { cutoutSeries, seriesOf } from '../../pipeline/series.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { notices } from '../shared/notices.svelte.ts';
import type { Cutting } from './cutting.svelte.ts';
import type { EditorSession } from './session.svelte.ts';

export interface SeriesEvents {
  onresult(photo: Photo, result: CutoutResult): void;
  onfailures(photos: readonly { photo: Photo; error: PackshotError }[]): void;
}

/** The photos that would be cut out as `photo` is, and those of them that keep what a person did. */
export function similarTo(project: Project, photo: Photo): { ids: readonly string[]; kept: number } {
  const mates = seriesOf(project, photo);
  // A product of one photo: the seller named only this one so far.
  const others =
    mates.length > 0 ? mates : project.photos.filter(({ id, productId }) => id !== photo.id && !productId);
  const kept = others.filter(({ edits }) => isOwn(edits.cutout)).length;
  return { ids: others.filter(({ edits }) => !isOwn(edits.cutout)).map(({ id }) => id), kept };
}

/** Cuts the other photos of a series out, one by one, while the person goes on working. */
export class Series {
  readonly #studio: Studio;
  readonly #events: SeriesEvents;
  #abort: AbortController | null = null;
  #left = $state.raw<readonly string[]>([]);
  /** Photos done of those that were asked for; null = nothing runs. */
  progress = $state.raw<{ done: number; total: number } | null>(null);

  constructor(studio: Studio, events: SeriesEvents) {
    this.#studio = studio;
    this.#events = events;
  }

  /** Whether this photo's turn is still to come. */
  has(photoId: string): boolean {
    return this.#left.includes(photoId);
  }

  /** Asks the other photos of the series what the one that is looked at is asked, and cuts them out. */
  async share(session: EditorSession, cutting: Cutting): Promise<void> {
    const { photo, project } = session;
    if (!photo) return;
    const { ids } = similarTo(project, photo);
    session.share(photo.id, ids);
    const photos = session.project.photos.filter(({ id }) => ids.includes(id));
    const { engine, effort } = cutting;
    if (await cutting.canCut(photos)) await this.run(photos, { model: engine, effort });
    else notices.say({ tone: 'info', title: m.series_later() });
  }

  async run(photos: readonly Photo[], options: Pick<CutoutOptions, 'model' | 'effort'>): Promise<void> {
    this.stop();
    if (photos.length === 0) return;
    const abort = (this.#abort = new AbortController());
    this.#left = photos.map(({ id }) => id);
    this.progress = { done: 0, total: photos.length };
    try {
      const failures = await cutoutSeries(
        this.#studio,
        photos,
        { ...options, signal: abort.signal },
        (photo, result) => {
          this.#left = this.#left.filter((id) => id !== photo.id);
          this.progress = { done: photos.length - this.#left.length, total: photos.length };
          this.#events.onresult(photo, result);
        }
      );
      this.#tell(photos, failures);
    } catch (error) {
      const problem = asPackshotError(error, 'worker-died');
      if (!abort.signal.aborted)
        this.#tell(
          photos,
          photos.map(({ id }) => ({ photo: id, error: problem }))
        );
    } finally {
      if (this.#abort === abort) this.stop();
    }
  }

  /** Ends it after the photos that are done. False where nothing ran. */
  stop(): boolean {
    const isRunning = this.#abort !== null;
    this.#abort?.abort();
    this.#abort = this.progress = null;
    this.#left = [];
    return isRunning;
  }

  #tell(photos: readonly Photo[], failures: readonly { photo: string; error: PackshotError }[]): void {
    const told = failures.flatMap(({ photo: id, error }) => {
      const photo = photos.find((candidate) => candidate.id === id);
      return photo ? [{ photo, error }] : [];
    });
    if (told.length > 0) this.#events.onfailures(told);
  }
}
