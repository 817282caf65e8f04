/** Keeps what was made last, and makes it again only from something else. */
export class Latest<T> {
  #from: readonly unknown[] | null = null;
  #made: T | undefined;

  /** @param from all that it depends on, compared by identity */
  of(from: readonly unknown[], make: () => T): T {
    const isSame = this.#from?.length === from.length && this.#from.every((part, i) => part === from[i]);
    if (!isSame) {
      // What was made before goes first: both at once may be much.
      this.#made = undefined;
      this.#made = make();
      this.#from = from;
    }
    return this.#made as T;
  }
}
