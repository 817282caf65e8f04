import {
  BlobReader,
  configure,
  ZipReader,
  type Entry,
  type FileEntry
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { isHash } from '../domain/document/blob.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import { sha256 } from '../storage/blobs.ts';
import { FILE_FORMAT } from './project-file.ts';

// Its workers come from `blob:` addresses, which the app's policy forbids.
configure({ useWebWorkers: false });

/** What a project file may hold; more is hostile or broken. */
export const FILE_LIMITS = {
  entries: 20_000,
  /** Decompressed ÷ compressed. */
  ratio: 200,
  documentBytes: 100_000_000,
  blobBytes: 200_000_000,
  totalBytes: 8_000_000_000
} as const;

/** A project file, taken apart: nothing of the document has been looked at yet. */
export interface ReadProjectFile {
  readonly name: string;
  readonly document: unknown;
  /** Hashes of the blobs in it. */
  readonly hashes: ReadonlySet<string>;
  /** One of `hashes`, its content checked against its name. @throws `bad-request` where it differs */
  blob(hash: string): Promise<Blob>;
}

/**
 * Opens a `.packshot` or `.packshot-rescue` file. Blobs are read when they are asked for.
 * @throws `bad-request` (no project file, or a hostile one; `data.path` names the entry), `version` (a newer form),
 * `file-too-large`
 */
export async function readProjectFile(file: Blob): Promise<ReadProjectFile> {
  try {
    const entries = await entriesOf(file);
    const { name, document } = headOf(await textOf(entries.get('project.json')));
    const hashes = new Set([...entries.keys()].flatMap((path) => hashIn(path) ?? []));
    const blob = async (hash: string): Promise<Blob> => {
      const content = await contentOf(entries.get(`blobs/${hash}`), FILE_LIMITS.blobBytes);
      if ((await sha256(content)) === hash) return content;
      throw refused(`blobs/${hash}`, 'its content is not what its name says');
    };
    return { name, document, hashes, blob };
  } catch (error) {
    throw asPackshotError(error, 'bad-request');
  }
}

const refused = (path: string, why: string): PackshotError =>
  new PackshotError('bad-request', `project file, ${path}: ${why}`, { path });

/** Blobs have no folder of their own; other entries have one of two names. */
const hashIn = (path: string): string | null => {
  const [folder, hash, ...rest] = path.split('/');
  return folder === 'blobs' && isHash(hash) && rest.length === 0 ? hash : null;
};

const isExpected = (path: string): boolean =>
  path === 'mimetype' || path === 'project.json' || hashIn(path) !== null;

/** The file's entries by name, each within its limits. Names that this version does not know are passed over. */
async function entriesOf(file: Blob): Promise<Map<string, FileEntry>> {
  const reader = new ZipReader(new BlobReader(file));
  const entries = new Map<string, FileEntry>();
  let [count, total] = [0, 0];
  for await (const entry of reader.getEntriesGenerator()) {
    if (++count > FILE_LIMITS.entries) throw refused(entry.filename, 'too many entries');
    if (!isFile(entry) || !isExpected(entry.filename)) continue;
    if (entries.has(entry.filename)) throw refused(entry.filename, 'is there twice');
    total += requireModest(entry);
    if (total > FILE_LIMITS.totalBytes) throw tooLarge(entry.filename, total, FILE_LIMITS.totalBytes);
    entries.set(entry.filename, entry);
  }
  return entries;
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

/** Its size, bytes. */
function requireModest({ filename, encrypted, compressedSize, uncompressedSize }: FileEntry): number {
  if (encrypted) throw refused(filename, 'is encrypted');
  if (uncompressedSize > Math.max(1, compressedSize) * FILE_LIMITS.ratio)
    throw refused(filename, 'is compressed beyond belief');
  const limit = filename === 'project.json' ? FILE_LIMITS.documentBytes : FILE_LIMITS.blobBytes;
  if (uncompressedSize > limit) throw tooLarge(filename, uncompressedSize, limit);
  return uncompressedSize;
}

const tooLarge = (path: string, bytes: number, maxBytes: number): PackshotError =>
  new PackshotError('file-too-large', `project file, ${path}: ${bytes} bytes`, { path, bytes, maxBytes });

/** What is in an entry; ends as soon as it is more than the directory promised. */
async function contentOf(entry: FileEntry | undefined, limit: number): Promise<Blob> {
  if (!entry) throw refused('project.json', 'is not there');
  const { filename, uncompressedSize } = entry;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      size += chunk.byteLength;
      if (size > Math.min(limit, uncompressedSize)) throw refused(filename, 'is larger than it says');
      chunks.push(chunk);
    }
  });
  await entry.getData(sink);
  return new Blob(chunks);
}

const textOf = async (entry: FileEntry | undefined): Promise<string> =>
  (await contentOf(entry, FILE_LIMITS.documentBytes)).text();

function headOf(text: string): { name: string; document: unknown } {
  const json = jsonOf(text);
  const { packshot, name, document } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (typeof packshot !== 'number') throw refused('project.json', 'is not of this app');
  if (packshot > FILE_FORMAT)
    throw new PackshotError('version', `project file of form ${packshot}`, { version: packshot });
  return { name: typeof name === 'string' ? name.slice(0, 255) : '', document };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('project.json', 'is not JSON');
  }
}
