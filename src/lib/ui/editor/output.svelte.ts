import { SvelteMap } from 'svelte/reactivity';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { isRenderable } from '../../domain/render/plan.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { renderPhoto, type RenderedFile, type RenderTarget } from '../../pipeline/export.ts';
import { settlePhoto } from '../../pipeline/settle.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { Judgements } from '../compliance/judgements.svelte.ts';
import type { Choosing } from './choosing.svelte.ts';
import { isSameIn, type OutputChoice } from './outputs.ts';

/** A document that has not changed for this long is made into a file. */
const REST_MS = 400;

/** The finished, checked file of the photo and output that are looked at. A newer document replaces an older one's rendering. */
export class Output {
  readonly #studio: Studio;
  readonly #choosing: Choosing;
  #abort: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void) | null = null;
  /** What `file` shows; null where there is none. */
  #shown = $state.raw<{ photo: Photo; key: VariantKey; isSettled: boolean } | null>(null);
  /** Whether files are made as they leave: with what the policy fixes unasked. */
  #isSettled = $state(false);
  readonly judged = new Judgements();
  file = $state.raw<RenderedFile | null>(null);
  /** The file is not yet that of the latest document. */
  isRendering = $state(false);
  problem = $state.raw<PackshotError | null>(null);
  /** Verdicts of the photos whose first output was made since the project was opened, by photo. */
  readonly verdicts = new SvelteMap<string, Verdict>();

  constructor(studio: Studio, choosing: Choosing) {
    this.#studio = studio;
    this.#choosing = choosing;
  }

  get choice(): OutputChoice {
    return this.#choosing.choice;
  }

  get key(): VariantKey {
    return this.choice.key;
  }

  get target(): RenderTarget {
    return this.choice.target;
  }

  /** Whether `file` is made of just this document. */
  isOf(photo: Photo | undefined): boolean {
    const shown = this.#shown;
    if (!shown || !photo || shown.key !== this.key || shown.isSettled !== this.#isSettled) return false;
    return isSameIn(this.key, shown.photo, photo);
  }

  /**
   * Renders `photo` as `project` says, once the document rests; at once where there is nothing to see yet. Until it is
   * done the previous file of the same photo and output stays on screen.
   * @param isSettled as it leaves, with what the policy fixes unasked; else just as the document says
   */
  async show(project: Project, photo: Photo | undefined, isSettled = false): Promise<void> {
    this.stop();
    this.problem = null;
    const isTurned = this.#isSettled !== isSettled;
    this.#isSettled = isSettled;
    const isOther = this.#shown?.photo.id !== photo?.id || this.#shown?.key !== this.key;
    const canBe = photo !== undefined && isRenderable(photo, this.key);
    if (isOther || !canBe) this.#drop();
    this.isRendering = canBe;
    if (!canBe) return;
    const abort = (this.#abort = new AbortController());
    if (this.file && !isTurned && !this.isOf(photo)) await this.#rest();
    if (!abort.signal.aborted) await this.#render(project, photo, abort);
  }

  /** Somebody waits for the file: it need not wait for the document to rest. */
  hurry(): void {
    this.#waiting?.();
  }

  stop(): void {
    this.#abort?.abort();
    this.hurry();
  }

  async #render(project: Project, photo: Photo, abort: AbortController): Promise<void> {
    const { target, key } = this;
    const isSettled = this.#isSettled;
    const make = isSettled ? settlePhoto : renderPhoto;
    try {
      const file = await make(this.#studio, project, photo, target, { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.file = file;
      this.#shown = { photo, key, isSettled };
      const { verdict } = file.report;
      this.judged.keep(photo, key, verdict);
      if (key === this.#choosing.first.key) this.verdicts.set(photo.id, verdict);
    } catch (error) {
      if (!abort.signal.aborted) this.problem = asPackshotError(error, 'encode-failed');
    } finally {
      if (this.#abort === abort) this.isRendering = false;
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = () => {
        clearTimeout(this.#timer);
        this.#waiting = null;
        resolve();
      };
      this.#timer = setTimeout(this.#waiting, REST_MS);
    });
  }

  #drop(): void {
    this.file = null;
    this.#shown = null;
  }
}
