import type { BlobRef } from '../domain/document/blob.ts';
import { storageUse } from '../storage/quota.ts';
import type { Studio } from './studio.ts';

/** Most that finished files take on this device, bytes, whatever room there is. */
const MOST_BYTES = 4e9;
/** Share of the room that the browser gives. */
const SHARE = 0.25;

/** Keeps finished files while they have room; without it they are made again when they are wanted. */
export class FileKeeper {
  readonly #studio: Studio;
  #keptBytes: number;
  readonly #mostBytes: number;

  private constructor(studio: Studio, keptBytes: number, mostBytes: number) {
    this.#studio = studio;
    this.#keptBytes = keptBytes;
    this.#mostBytes = mostBytes;
  }

  static async open(studio: Studio): Promise<FileKeeper> {
    const [kept, use] = await Promise.all([studio.store.work.keptBytes(), storageUse()]);
    const isMemory = studio.store.kind === 'memory';
    const most = isMemory ? MOST_BYTES / 16 : Math.min(MOST_BYTES, (use?.quotaBytes ?? 0) * SHARE);
    return new FileKeeper(studio, kept, most);
  }

  /** The file's place in the store; null where it got none. @throws `quota-exceeded` where the disk is full all the same */
  async keep(blob: Blob): Promise<BlobRef | null> {
    if (this.#keptBytes + blob.size > this.#mostBytes) return null;
    const ref = await this.#studio.store.keepBlob(blob);
    this.#keptBytes += blob.size;
    return ref;
  }
}
