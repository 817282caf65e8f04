import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { isRenderable } from '../../domain/render/plan.ts';
import { settlePhoto } from '../../pipeline/settle.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { OutputChoice } from '../editor/outputs.ts';
import { Judgements } from './judgements.svelte.ts';

/** Verdicts on all outputs of a photo, each by its file as it would leave: made one by one while nobody waits. */
export class Verdicts {
  readonly #studio: Studio;
  #abort = new AbortController();
  readonly judged = new Judgements();
  /** The output whose file is being made; null while none is. */
  working = $state<VariantKey | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Null where the output was not judged as the photo is now. */
  on(photo: Photo, key: VariantKey): Verdict | null {
    return this.judged.on(photo, key);
  }

  keep(photo: Photo, key: VariantKey, verdict: Verdict): void {
    this.judged.keep(photo, key, verdict);
  }

  /** Files would be judged otherwise now: all are made again. */
  forget(): void {
    this.stop();
    this.judged.clear();
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
