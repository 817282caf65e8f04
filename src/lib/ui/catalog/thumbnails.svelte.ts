import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Photo } from '../../domain/document/document.ts';
import { previewPhoto, smallFile, sourcePreview } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { isSameIn, type OutputChoice } from '../editor/outputs.ts';

const SIDE_PX = 320;
const SMALL = { type: 'image/webp', quality: 0.85, maxSide: SIDE_PX } as const;
/** Of some 10 KB each. */
const KEPT = 2000;
/** A reader scrolls past: what is still in sight after this is made. */
const REST_MS = 80;

interface Made {
  readonly photo: Photo;
  readonly output: string;
  readonly blob: Blob;
}

/** Small pictures of what is in sight, decoded and scaled by the workers, each made once and kept as a small file. */
export class Thumbnails {
  readonly #studio: Studio;
  readonly #first: () => OutputChoice;
  readonly #made = new SvelteMap<string, Made>();
  /** Photos whose pixels cannot be read. */
  readonly broken = new SvelteSet<string>();
  #wanted: readonly Photo[] = [];
  #also: readonly Photo[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;

  constructor(studio: Studio, first: () => OutputChoice) {
    this.#studio = studio;
    this.#first = first;
  }

  /** The last picture made of a photo; a changed photo's is shown until its successor is there. */
  of({ id }: Photo): Blob | null {
    return this.#made.get(id)?.blob ?? null;
  }

  /** What is in sight now; all else that waited is let be. */
  want(photos: readonly Photo[]): void {
    this.#wanted = photos;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), REST_MS);
  }

  /** These too, after what is in sight: a product's photos in its panel. */
  also(photos: readonly Photo[]): void {
    this.#also = photos;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), REST_MS);
  }

  retry({ id }: Photo): void {
    this.broken.delete(id);
    void this.#work();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#wanted = this.#also = [];
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let photo = this.#next(); photo; photo = this.#next()) await this.#make(photo);
    this.#isBusy = false;
  }

  #next(): Photo | undefined {
    const { key } = this.#first();
    return [...this.#wanted, ...this.#also].find((photo) => {
      const made = this.#made.get(photo.id);
      const isMade = made !== undefined && made.output === key && isSameIn(key, made.photo, photo);
      return !isMade && !this.broken.has(photo.id);
    });
  }

  async #make(photo: Photo): Promise<void> {
    try {
      const { key } = this.#first();
      const bitmap = await this.#picture(photo);
      const blob = await smallFile(this.#studio, bitmap, SMALL);
      this.#made.delete(photo.id);
      this.#made.set(photo.id, { photo, output: key, blob });
      const [oldest] = this.#made.keys();
      if (this.#made.size > KEPT && oldest !== undefined) this.#made.delete(oldest);
    } catch {
      this.broken.add(photo.id);
    }
  }

  /** As its first file will look, where it is cut out; else as it was taken. */
  async #picture(photo: Photo): Promise<ImageBitmap> {
    if (!photo.edits.cutout.found) return sourcePreview(this.#studio, photo, SIDE_PX);
    const made = previewPhoto(this.#studio, photo, this.#first().target, { maxSide: SIDE_PX });
    return made.then(({ bitmap }) => bitmap).catch(() => sourcePreview(this.#studio, photo, SIDE_PX));
  }
}
