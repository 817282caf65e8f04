import { SvelteMap } from 'svelte/reactivity';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { isRenderable } from '../../domain/render/plan.ts';
import { settlePhoto } from '../../pipeline/settle.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { isSameIn, type OutputChoice } from '../editor/outputs.ts';

interface Judged {
  readonly photo: Photo;
  readonly verdict: Verdict;
}

/** Verdicts on all outputs of a photo, each by its file as it would leave: made one by one while nobody waits. */
export class Verdicts {
  readonly #studio: Studio;
  #abort = new AbortController();
  readonly #judged = new SvelteMap<string, Judged>();
  /** The output whose file is being made; null while none is. */
  working = $state<VariantKey | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Null where the output was not judged as the photo is now. */
  on(photo: Photo, key: VariantKey): Verdict | null {
    const judged = this.#judged.get(`${photo.id} ${key}`);
    return judged && isSameIn(key, judged.photo, photo) ? judged.verdict : null;
  }

  keep(photo: Photo, key: VariantKey, verdict: Verdict): void {
    this.#judged.set(`${photo.id} ${key}`, { photo, verdict });
  }

  /** Judges those outputs that are not judged yet, in their order; ends what another call began. */
  async look(project: Project, photo: Photo, outputs: readonly OutputChoice[]): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    for (const { key, target } of outputs) {
      if (this.on(photo, key) !== null || !isRenderable(photo, key)) continue;
      this.working = key;
      const made = await settlePhoto(this.#studio, project, photo, target, { signal }).catch(() => null);
      if (signal.aborted) return;
      if (made) this.keep(photo, key, made.report.verdict);
    }
    this.working = null;
  }

  stop(): void {
    this.#abort.abort();
    this.working = null;
  }
}
