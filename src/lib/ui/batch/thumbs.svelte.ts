import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Output } from '../../domain/batch/output.ts';
import type { Photo } from '../../domain/document/document.ts';
import { filePreview, sourcePreview } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** A small picture that is wanted: a photo as it came, or one of its finished files. */
export interface ThumbWish {
  /** Of what it is made: the same id, the same picture. */
  readonly id: string;
  readonly of: Photo | Output;
}

/** Pictures that are held, in sight or not. */
const HELD = 120;

const isPhoto = (of: Photo | Output): of is Photo => 'source' in of;

/** Small pictures for lists, scaled by the workers one after the other; those out of sight longest go first. */
export class Thumbs {
  readonly #studio: Studio;
  readonly #side: number;
  #wishes: readonly ThumbWish[] = [];
  #isMaking = false;
  #isClosed = false;
  readonly pictures = new SvelteMap<string, ImageBitmap>();
  /** Those of which there is no picture. */
  readonly #failed = new SvelteSet<string>();

  /** @param side longer side, px */
  constructor(studio: Studio, side: number) {
    this.#studio = studio;
    this.#side = side;
  }

  /** Makes these, the first first. */
  show(wishes: readonly ThumbWish[]): void {
    this.#wishes = wishes;
    if (!this.#isMaking) void this.#make();
  }

  close(): void {
    this.#isClosed = true;
    this.#wishes = [];
    for (const bitmap of this.pictures.values()) bitmap.close();
    this.pictures.clear();
  }

  async #make(): Promise<void> {
    this.#isMaking = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const { id, of } = next;
      const bitmap = await this.#picture(of).catch(() => null);
      if (this.#isClosed) bitmap?.close();
      else if (bitmap) this.#keep(id, bitmap);
      else this.#failed.add(id);
    }
    this.#isMaking = false;
  }

  #next(): ThumbWish | undefined {
    return this.#wishes.find(({ id }) => !this.pictures.has(id) && !this.#failed.has(id));
  }

  async #picture(of: Photo | Output): Promise<ImageBitmap | null> {
    if (isPhoto(of)) return sourcePreview(this.#studio, of, this.#side);
    return of.file && filePreview(this.#studio, await this.#studio.store.getBlob(of.file), this.#side);
  }

  #keep(id: string, bitmap: ImageBitmap): void {
    this.pictures.set(id, bitmap);
    const wanted = this.#wishes.map((wish) => wish.id);
    for (const [old, picture] of this.pictures) {
      if (this.pictures.size <= HELD) break;
      if (wanted.includes(old)) continue;
      picture.close();
      this.pictures.delete(old);
    }
  }
}
