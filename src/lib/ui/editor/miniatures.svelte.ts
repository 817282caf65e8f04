import { SvelteMap } from 'svelte/reactivity';
import type { Photo } from '../../domain/document/document.ts';
import { variantKey } from '../../domain/document/resolve.ts';
import type { RenderTarget } from '../../pipeline/export.ts';
import { previewPhoto } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { isSameIn } from './outputs.ts';

/** One small picture that is wanted. */
export interface MiniatureWish {
  readonly id: string;
  readonly photo: Photo;
  readonly target: RenderTarget;
}

/** One that was made. */
interface Miniature {
  readonly wish: MiniatureWish;
  readonly bitmap: ImageBitmap;
}

/** Small pictures wait until nothing has changed for this long: what is looked at comes first. */
const IDLE_MS = 500;

/** Small pictures of the same passes as the file, made one by one while nobody waits for anything. */
export class Miniatures {
  readonly #studio: Studio;
  readonly #side: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();
  /** By the wish's id; what is outdated stays until its successor is there. */
  readonly pictures = new SvelteMap<string, Miniature>();

  /** @param side longer side, px */
  constructor(studio: Studio, side: number) {
    this.#studio = studio;
    this.#side = side;
  }

  /** Makes these, and forgets all others. */
  show(wishes: readonly MiniatureWish[]): void {
    this.stop();
    const ids = wishes.map(({ id }) => id);
    for (const id of [...this.pictures.keys()]) if (!ids.includes(id)) this.#drop(id);
    const abort = (this.#abort = new AbortController());
    this.#timer = setTimeout(() => void this.#make(wishes, abort.signal), IDLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  close(): void {
    this.stop();
    for (const id of [...this.pictures.keys()]) this.#drop(id);
  }

  async #make(wishes: readonly MiniatureWish[], signal: AbortSignal): Promise<void> {
    for (const wish of wishes.filter((each) => !this.#has(each))) {
      const side = { maxSide: this.#side, signal };
      const made = await previewPhoto(this.#studio, wish.photo, wish.target, side).catch(() => null);
      if (signal.aborted) return made?.bitmap.close();
      if (!made) continue;
      this.#drop(wish.id);
      this.pictures.set(wish.id, { wish, bitmap: made.bitmap });
    }
  }

  #has({ id, photo, target }: MiniatureWish): boolean {
    const made = this.pictures.get(id)?.wish;
    const { channel, role, locale } = target;
    return made?.target === target && isSameIn(variantKey(channel, role, locale), made.photo, photo);
  }

  #drop(id: string): void {
    this.pictures.get(id)?.bitmap.close();
    this.pictures.delete(id);
  }
}
