import { makeZip } from 'client-zip';
import { asPackshotError } from '../domain/errors.ts';

/** One file on its way into a ZIP. */
export interface ZipEntry {
  /** Name of the ZIP that it belongs to, without `.zip`; entries of one ZIP come one after the other. */
  readonly zip: string;
  /** Path in the ZIP. */
  readonly name: string;
  readonly blob: Blob;
  /** Hears which ZIP it went into, without `.zip`: another than asked for where that was full. */
  onplaced?(zip: string): void;
}

/** Where ZIPs go. */
export interface ZipSink {
  /** @param name with its ending */
  open(name: string): Promise<WritableStream<Uint8Array>>;
}

/** A ZIP that was written. */
export interface WrittenZip {
  readonly name: string;
  readonly entries: number;
  /** Of its entries, without the ZIP's own directory. */
  readonly bytes: number;
}

/** Looks one entry ahead, so that a ZIP ends where the next entry belongs to another. */
class Upcoming {
  readonly #entries: AsyncIterator<ZipEntry>;
  #next: Promise<IteratorResult<ZipEntry>> | null = null;

  constructor(entries: AsyncIterator<ZipEntry>) {
    this.#entries = entries;
  }

  async peek(): Promise<ZipEntry | null> {
    this.#next ??= this.#entries.next();
    const next = await this.#next;
    return next.done ? null : next.value;
  }

  take(): void {
    this.#next = null;
  }
}

export interface ZipOptions {
  /** A ZIP is ended before its entries come to more bytes, unless one alone does; null = never. */
  readonly maxBytes?: number | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes entries into ZIPs without compression (pictures are compressed already), one after the other as they come: one
 * entry is held at a time, and the next is asked for when there is room. A ZIP that is full goes on as `name_2`.
 * @throws what the entries throw, `aborted`, `quota-exceeded`; the ZIP under way is thrown away then, earlier ones stay
 */
export async function writeZips(
  entries: AsyncIterable<ZipEntry>,
  sink: ZipSink,
  { maxBytes = null, signal }: ZipOptions = {}
): Promise<readonly WrittenZip[]> {
  const upcoming = new Upcoming(entries[Symbol.asyncIterator]());
  const written: WrittenZip[] = [];
  const parts = new Map<string, number>();
  try {
    for (let next = await upcoming.peek(); next; next = await upcoming.peek()) {
      const part = (parts.get(next.zip) ?? 0) + 1;
      parts.set(next.zip, part);
      const name = part === 1 ? next.zip : `${next.zip}_${part}`;
      const zip = new Part(upcoming, next.zip, name, maxBytes);
      await makeZip(zip.entries()).pipeTo(await sink.open(`${name}.zip`), signal && { signal });
      written.push({ name: `${name}.zip`, entries: zip.count, bytes: zip.bytes });
    }
  } catch (error) {
    throw asPackshotError(signal?.aborted ? signal.reason : error, 'no-storage');
  }
  return written;
}

/** The entries of one ZIP. */
class Part {
  count = 0;
  bytes = 0;

  constructor(
    readonly upcoming: Upcoming,
    readonly zip: string,
    readonly name: string,
    readonly maxBytes: number | null
  ) {}

  async *entries(): AsyncGenerator<{ name: string; input: Blob; size: number }> {
    for (let next = await this.upcoming.peek(); next?.zip === this.zip; next = await this.upcoming.peek()) {
      const { name, blob } = next;
      const isFull = this.maxBytes !== null && this.count > 0 && this.bytes + blob.size > this.maxBytes;
      if (isFull) return;
      this.upcoming.take();
      this.count += 1;
      this.bytes += blob.size;
      next.onplaced?.(this.name);
      yield { name, input: blob, size: blob.size };
    }
  }
}

/** Keeps every ZIP as a Blob; the browser may put those on disk. */
export class MemorySink implements ZipSink {
  readonly zips: { readonly name: string; readonly blob: Promise<Blob> }[] = [];

  async open(name: string): Promise<WritableStream<Uint8Array>> {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const blob = new Response(readable, { headers: { 'content-type': 'application/zip' } }).blob();
    // Of a ZIP that is thrown away nobody asks.
    blob.catch(() => {});
    this.zips.push({ name, blob });
    return writable as WritableStream<Uint8Array>;
  }
}
