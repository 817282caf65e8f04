import type { Photo } from '../../domain/document/document.ts';
import type { Candidate } from '../../pipeline/cutout.ts';

/** A cutout made here. */
interface Made {
  readonly photoId: string;
  /** sha-256. */
  readonly matte: string;
  readonly candidates: readonly Candidate[];
  readonly tookMs: number;
}

/** What the last cutout told besides its matte. */
export class LastCutout {
  #made = $state.raw<Made | null>(null);

  keep(made: Made): void {
    this.#made = made;
  }

  /** How long the cutout that is shown took, ms; null where it was made earlier. */
  tookMs(photo: Photo | undefined): number | null {
    const matte = photo?.edits.cutout.found?.matte.sha256;
    return this.#made && this.#made.matte === matte ? this.#made.tookMs : null;
  }

  /** What was compared for the cutout that is shown, best first; empty where it was made earlier. */
  candidates(photo: Photo | undefined): readonly Candidate[] {
    return this.#made && this.#made.photoId === photo?.id ? this.#made.candidates : [];
  }
}
