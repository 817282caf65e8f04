import { PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';

/** Pictures of backdrops by their sha-256. The least recently used go; the newest always stays. */
export class PictureStore {
  readonly #pictures = new Map<string, Pixels>();

  constructor(readonly maxBytes = 128 * 2 ** 20) {}

  has(sha256: string): boolean {
    return this.#pictures.has(sha256);
  }

  /** @throws `not-found` */
  get(sha256: string): Pixels {
    const picture = this.#pictures.get(sha256);
    if (!picture) throw new PackshotError('not-found', 'The backdrop’s picture is not held', { sha256 });
    this.#pictures.delete(sha256);
    this.#pictures.set(sha256, picture);
    return picture;
  }

  put(sha256: string, picture: Pixels): void {
    this.#pictures.delete(sha256);
    this.#pictures.set(sha256, picture);
    let bytes = [...this.#pictures.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
    for (const [oldest, { data }] of this.#pictures) {
      if (bytes <= this.maxBytes || oldest === sha256) return;
      this.#pictures.delete(oldest);
      bytes -= data.byteLength;
    }
  }
}
