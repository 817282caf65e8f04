import { isHash } from '../domain/document/blob.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import { sha256 } from '../storage/blobs.ts';
import { isRefused, readZip, type ZippedFile } from './open-zip.ts';
import { FILE_FORMAT } from './project-file.ts';

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
      const content = await contentOf(entries.get(`blobs/${hash}`));
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
async function entriesOf(file: Blob): Promise<Map<string, ZippedFile>> {
  const entries = new Map<string, ZippedFile>();
  const entryBytes = (path: string) =>
    path === 'project.json' ? FILE_LIMITS.documentBytes : FILE_LIMITS.blobBytes;
  const limits = { ...FILE_LIMITS, entryBytes };
  for await (const entry of readZip(file, { limits, what: 'project file', isWanted: isExpected })) {
    if (isRefused(entry)) throw entry.error;
    if (entries.has(entry.path)) throw refused(entry.path, 'is there twice');
    entries.set(entry.path, entry);
  }
  return entries;
}

async function contentOf(entry: ZippedFile | undefined): Promise<Blob> {
  if (!entry) throw refused('project.json', 'is not there');
  return entry.read();
}

const textOf = async (entry: ZippedFile | undefined): Promise<string> => (await contentOf(entry)).text();

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
