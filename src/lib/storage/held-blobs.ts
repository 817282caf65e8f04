import { PackshotError } from '../domain/errors.ts';
import type { Database } from './db.ts';
import { putBlob } from './save-requests.ts';

export const isFull = (error: unknown): error is PackshotError =>
  error instanceof PackshotError && error.code === 'quota-exceeded';

/** The same error; where the disk is full, with the bytes that found no room. */
export const withBytes = (error: unknown, bytes: number): unknown =>
  isFull(error) ? new PackshotError(error.code, error.message, { bytes }) : error;

/** Blobs for which there was no room, in memory until they are on the disk. */
export class HeldBlobs {
  readonly #blobs = new Map<string, Blob>();

  get bytes(): number {
    return [...this.#blobs.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get(hash: string): Blob | undefined {
    return this.#blobs.get(hash);
  }

  hold(hash: string, blob: Blob): void {
    this.#blobs.set(hash, blob);
  }

  /** Those that are named. */
  among(hashes: ReadonlySet<string>): [hash: string, blob: Blob][] {
    return [...this.#blobs].filter(([hash]) => hashes.has(hash));
  }

  drop(hash: string): void {
    this.#blobs.delete(hash);
  }

  clear(): void {
    this.#blobs.clear();
  }

  /** Takes them to the disk, one after the other. @throws `quota-exceeded` with the `bytes` that still wait */
  async keep(db: Database): Promise<void> {
    for (const [hash, blob] of this.#blobs) {
      await db
        .run('readwrite', (tx) => putBlob(tx, hash, blob))
        .catch((error: unknown) => {
          throw withBytes(error, this.bytes);
        });
      this.drop(hash);
    }
  }
}
