import { BlobReader, configure, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { asPackshotError, PackshotError } from '../domain/errors.ts';

// Its workers come from `blob:` addresses, which the app's policy forbids.
configure({ useWebWorkers: false });

/** What a ZIP may hold; more is hostile or broken. */
export interface ZipLimits {
  readonly entries: number;
  /** Decompressed ÷ compressed, of one entry. */
  readonly ratio: number;
  /** Of one entry, decompressed. */
  readonly entryBytes: (path: string) => number;
  /** Of all entries together, decompressed. */
  readonly totalBytes: number;
}

export interface ZipOptions {
  readonly limits: ZipLimits;
  /** What the ZIP is called in errors: `project file`. */
  readonly what: string;
  /** Entries that are passed over, whatever is in them, are not wanted. */
  readonly isWanted: (path: string) => boolean;
}

/** A file in a ZIP, within its limits as far as the ZIP's directory tells. */
export interface ZippedFile {
  /** As the ZIP has it: folders, hostile characters and all. Never a place to write to. */
  readonly path: string;
  /**
   * Decompresses it now; ends as soon as it is more than the directory promised.
   * @throws `bad-request` (`data.reason` `larger-than-told`, or damaged), `aborted`
   */
  read(signal?: AbortSignal | undefined): Promise<Blob>;
}

/** A file in a ZIP that is not opened: `data.path`, `data.reason`. */
export interface RefusedEntry {
  readonly path: string;
  readonly error: PackshotError;
}

export const isRefused = (entry: ZippedFile | RefusedEntry): entry is RefusedEntry => 'error' in entry;

/**
 * The files in a ZIP by its directory, in its order; nothing is decompressed. Those beyond the limits, encrypted ones
 * among them, come as refused.
 * @throws `bad-request` (no ZIP, a broken one, or `data.reason` `too-many-entries`), `aborted`
 */
export async function* readZip(
  file: Blob,
  { limits, what, isWanted }: ZipOptions
): AsyncGenerator<ZippedFile | RefusedEntry> {
  const reader = new ZipReader(new BlobReader(file));
  const refuse = refuser(what);
  let [count, total] = [0, 0];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      const { filename: path } = entry;
      if (++count > limits.entries) throw refuse(path, 'too many entries', 'too-many-entries');
      if (entry.directory || !isWanted(path)) continue;
      const error = beyond(entry, limits, total, refuse);
      if (!error) total += entry.uncompressedSize;
      yield error ? { path, error } : { path, read: (signal) => contentOf(entry, refuse, signal) };
    }
  } catch (error) {
    throw asPackshotError(error, 'bad-request');
  } finally {
    await reader.close();
  }
}

type Refuse = (path: string, why: string, reason: string) => PackshotError;

const refuser =
  (what: string): Refuse =>
  (path, why, reason) =>
    new PackshotError('bad-request', `${what}, ${path}: ${why}`, { path, reason });

/** What is wrong with an entry, by the directory; null where nothing is. */
function beyond(
  { filename: path, encrypted, compressedSize, uncompressedSize: bytes }: FileEntry,
  { ratio, entryBytes, totalBytes }: ZipLimits,
  before: number,
  refuse: Refuse
): PackshotError | null {
  if (encrypted) return refuse(path, 'is encrypted', 'encrypted');
  if (bytes > Math.max(1, compressedSize) * ratio)
    return refuse(path, 'is compressed beyond belief', 'compressed-beyond-belief');
  const tooLarge = (size: number, maxBytes: number) =>
    new PackshotError('file-too-large', `${path}: ${size} bytes`, { path, bytes: size, maxBytes });
  if (bytes > entryBytes(path)) return tooLarge(bytes, entryBytes(path));
  return before + bytes > totalBytes ? tooLarge(before + bytes, totalBytes) : null;
}

async function contentOf(entry: FileEntry, refuse: Refuse, signal: AbortSignal | undefined): Promise<Blob> {
  const { filename: path, uncompressedSize } = entry;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      size += chunk.byteLength;
      if (size > uncompressedSize) throw refuse(path, 'is larger than it says', 'larger-than-told');
      chunks.push(chunk);
    }
  });
  try {
    await entry.getData(sink, signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted
      ? new PackshotError('aborted', 'reading was ended')
      : asPackshotError(error, 'bad-request');
  }
  return new Blob(chunks);
}
