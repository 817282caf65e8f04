import { SvelteMap } from 'svelte/reactivity';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, VariantKey } from '../../domain/document/document.ts';
import { isSameIn } from '../editor/outputs.ts';

/** A verdict, and the photo that it was given on. */
interface Judged {
  readonly photo: Photo;
  readonly verdict: Verdict;
}
type ByOutput = Readonly<Record<VariantKey, Judged>>;

/** Verdicts on photos' outputs: each holds for as long as the photo is what it was. */
export class Judgements {
  readonly #byPhoto = new SvelteMap<string, ByOutput>();

  /** Null where the output was not judged as the photo is now. */
  on(photo: Photo, key: VariantKey): Verdict | null {
    const judged = this.of(photo)?.[key];
    return judged && isSameIn(key, judged.photo, photo) ? judged.verdict : null;
  }

  /** All that was said of a photo, of whatever document; the same object until more is said. */
  of({ id }: Photo): ByOutput | undefined {
    return this.#byPhoto.get(id);
  }

  keep(photo: Photo, key: VariantKey, verdict: Verdict): void {
    this.#byPhoto.set(photo.id, { ...this.of(photo), [key]: { photo, verdict } });
  }

  clear(): void {
    this.#byPhoto.clear();
  }
}
