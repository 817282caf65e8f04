import { listingPlaces, type ListingPlace } from '../domain/batch/listing-places.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import { isRefused, readZip } from './open-zip.ts';

/** What an audit takes of one ZIP. */
export const AUDIT_LIMITS = {
  entries: 10_000,
  ratio: 200,
  /** The decode gate takes no larger picture. */
  entryBytes: () => 200_000_000,
  totalBytes: 8_000_000_000
} as const;

/** A picture or a ZIP of pictures, as somebody gave it. */
export interface GivenFile {
  /** With its folders, where it came out of some. */
  readonly name: string;
  readonly data: Blob;
}

/** A picture that is to be checked. Its bytes are read when they are asked for and kept by nobody. */
export interface AuditItem {
  /** Of this audit, from 0. */
  readonly index: number;
  /** Where it was found, to be shown: folders and ZIP parted by `/`, with nothing unseen in it. */
  readonly path: string;
  /** Its own name, as it is judged: may hold anything. */
  readonly name: string;
  readonly place: ListingPlace;
  /** @throws `bad-request` (damaged, or larger than its ZIP says), `aborted` */
  open(signal?: AbortSignal | undefined): Promise<Blob>;
}

/** What is not checked, and why. */
export interface AuditSkip {
  readonly path: string;
  readonly error: PackshotError;
}

export interface AuditList {
  readonly items: readonly AuditItem[];
  readonly skipped: readonly AuditSkip[];
}

type Found = Pick<AuditItem, 'open'> & { readonly path: string };

/** What systems leave in folders and ZIPs beside the pictures. */
const LITTER = /(^|[/\\])(__MACOSX[/\\]|\.|thumbs\.db$|desktop\.ini$|ehthumbs\.db$)/i;
const ZIP_NAME = /\.zip$/i;

/**
 * What is in files, folders and ZIPs that somebody dropped, by names alone: nothing is decompressed or decoded. Of each
 * that is not to be opened it says why; one broken ZIP hinders no other file.
 * @throws `aborted`
 */
export async function listAudit(
  files: readonly GivenFile[],
  { signal }: { signal?: AbortSignal | undefined } = {}
): Promise<AuditList> {
  const found: Found[] = [];
  const skipped: AuditSkip[] = [];
  for (const { name, data } of files) {
    signal?.throwIfAborted();
    if (LITTER.test(name)) continue;
    if (!(await isZip(data))) found.push({ path: name, open: async () => data });
    else await listZip(name, data, found, skipped, signal);
  }
  const places = listingPlaces(found.map(({ path }) => path));
  const items = found.map(({ path, open }, index): AuditItem => ({
    index,
    path: shownPath(path),
    name: ownName(path),
    place: places[index]!,
    open
  }));
  return { items, skipped: skipped.map(({ path, error }) => ({ path: shownPath(path), error })) };
}

/** `PK` and the mark of a file, of an empty ZIP, or of one in pieces. */
async function isZip(data: Blob): Promise<boolean> {
  const [p, k, a, b] = new Uint8Array(await data.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6) || (a === 7 && b === 8));
}

async function listZip(
  name: string,
  data: Blob,
  found: Found[],
  skipped: AuditSkip[],
  signal: AbortSignal | undefined
): Promise<void> {
  const inside: Found[] = [];
  const isWanted = (path: string) => !LITTER.test(path);
  try {
    for await (const entry of readZip(data, { limits: AUDIT_LIMITS, what: name, isWanted })) {
      signal?.throwIfAborted();
      const path = `${name}/${entry.path}`;
      if (isRefused(entry)) skipped.push({ path, error: entry.error });
      else if (ZIP_NAME.test(entry.path)) skipped.push({ path, error: nested(entry.path) });
      else inside.push({ path, open: (ending) => entry.read(ending) });
    }
  } catch (thrown) {
    const error = asPackshotError(thrown, 'bad-request');
    if (error.code === 'aborted' || signal?.aborted) throw error;
    skipped.push({ path: name, error });
  }
  // One by one: a ZIP may have more entries than a call takes arguments.
  for (const each of inside) found.push(each);
}

const nested = (path: string) =>
  new PackshotError('unsupported-format', `${path}: a ZIP in a ZIP`, { path, format: 'zip' });

/** Full stops that lead out of a folder are only parts of a name here; nothing unseen is shown. */
const shownPath = (path: string): string =>
  path
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .slice(-8)
    .map((part) => part.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''))
    .join('/')
    .slice(-400);

/** Nobody's file system has longer names. */
const MAX_NAME = 255;

/** The name that the channel's rules judge: with all that they may refuse in it. */
const ownName = (path: string): string => (path.split(/[/\\]/).at(-1) ?? '').slice(-MAX_NAME);
