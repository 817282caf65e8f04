/** Pictures by the key of their pass. What was used longest ago goes when all together hold more than `maxBytes`. */
export class PassCache<P> {
  readonly #held = new Map<string, P>();
  #bytes = 0;

  constructor(
    readonly maxBytes: number,
    private readonly of: { bytesOf(picture: P): number; release(picture: P): void }
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  get(key: string): P | undefined {
    const picture = this.#held.get(key);
    if (picture === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, picture);
    return picture;
  }

  /** Keeps a picture, even beyond the limit: `trim` is for when nothing is being worked on. */
  put(key: string, picture: P): void {
    this.drop(key);
    this.#held.set(key, picture);
    this.#bytes += this.of.bytesOf(picture);
  }

  drop(key: string): void {
    const picture = this.#held.get(key);
    if (picture === undefined) return;
    this.#held.delete(key);
    this.#bytes -= this.of.bytesOf(picture);
    this.of.release(picture);
  }

  trim(maxBytes = this.maxBytes): void {
    for (const key of this.#held.keys()) {
      if (this.#bytes <= maxBytes) return;
      this.drop(key);
    }
  }

  clear(): void {
    for (const key of [...this.#held.keys()]) this.drop(key);
  }
}
