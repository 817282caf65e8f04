import type { Size } from '../domain/pixels.ts';

/** Bytes of decoded photos that may be under way at once; each is held about four times over (source, layer, frame). */
export const DECODED_BYTES = 800e6;
const COPIES = 4;
export const decodedBytes = ({ width, height }: Size): number => width * height * 4 * COPIES;

/** A number of bytes that several may hold at once; who wants more than is free waits, first come, first served. */
export class ByteBudget {
  #free: number;
  readonly #limit: number;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(limit: number) {
    this.#limit = this.#free = limit;
  }

  /** Resolves with what gives the bytes back. One that wants more than there is gets all of it. */
  async take(wanted: number): Promise<() => void> {
    const bytes = Math.min(wanted, this.#limit);
    if (bytes > this.#free || this.#waiting.length > 0) {
      await new Promise<void>((go) => this.#waiting.push({ bytes, go }));
    } else this.#free -= bytes;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#free += bytes;
      this.#next();
    };
  }

  #next(): void {
    for (let first = this.#waiting[0]; first && first.bytes <= this.#free; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= first.bytes;
      first.go();
    }
  }
}
