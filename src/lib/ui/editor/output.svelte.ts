import { SvelteMap } from 'svelte/reactivity';
import type { Photo, Project } from '../../domain/document/document.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { renderPhoto, type RenderedFile } from '../../pipeline/export.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** The one output of this version. */
export const TARGET = { channel: 'amazon', role: 'main' } as const;

/** The finished, checked file of the photo that is looked at. A newer document replaces an older one's rendering. */
export class Output {
  readonly #studio: Studio;
  #abort: AbortController | null = null;
  #shownPhoto = '';
  file = $state.raw<RenderedFile | null>(null);
  isRendering = $state(false);
  problem = $state.raw<PackshotError | null>(null);
  /** Verdicts of the photos rendered since the project was opened, by photo. */
  readonly verdicts = new SvelteMap<string, Verdict>();

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Renders `photo` as `project` says. Until it is done the previous file of the same photo stays on screen. */
  async show(project: Project, photo: Photo | undefined): Promise<void> {
    this.#abort?.abort();
    this.problem = null;
    if (photo?.id !== this.#shownPhoto) this.file = null;
    this.#shownPhoto = photo?.id ?? '';
    if (!photo?.edits.cutout.found) {
      this.file = null;
      this.isRendering = false;
      return;
    }
    const abort = (this.#abort = new AbortController());
    this.isRendering = true;
    try {
      const file = await renderPhoto(this.#studio, project, photo, TARGET, { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.file = file;
      this.verdicts.set(photo.id, file.report.verdict);
    } catch (error) {
      if (!abort.signal.aborted) this.problem = asPackshotError(error, 'encode-failed');
    } finally {
      if (this.#abort === abort) this.isRendering = false;
    }
  }

  stop(): void {
    this.#abort?.abort();
  }
}
