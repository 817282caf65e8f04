import { isImageExtension } from '../domain/channels/naming.ts';
import {
  bestPatterns,
  groupFiles,
  KNOWN_PATTERNS,
  proposePatterns,
  type Grouping,
  type Placement,
  type Proposal,
  type TakenSlots
} from '../domain/catalog/grouping.ts';
import { Placing, solveClashes, type ClashChoice } from '../domain/catalog/placing.ts';
import { parsePattern } from '../domain/catalog/pattern.ts';
import { productKeys, takenSlots } from '../domain/catalog/place.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import { sha256 } from '../storage/blobs.ts';
import { listAudit, type AuditItem } from './audit-files.ts';
import { importPhoto, type PhotoFile } from './import.ts';
import type { Studio } from './studio.ts';

/*
 * Many files at once: folders, ZIPs and tables are listed by their names, sorted into products, and taken in one after
 * the other. What becomes of each is told; none is lost without a word.
 */

/** A file that may be a photo. Its bytes are read when they are asked for. */
export type IntakeItem = Omit<AuditItem, 'place'>;

/** What became of a file. */
export type Outcome =
  | { readonly kind: 'added'; readonly item: IntakeItem; readonly photo: Photo }
  /** `of`: the name of the photo that has the same content. */
  | { readonly kind: 'duplicate'; readonly item: IntakeItem; readonly of: string }
  /** No picture, nor called one. */
  | { readonly kind: 'skipped'; readonly item: IntakeItem; readonly error: PackshotError }
  | { readonly kind: 'failed'; readonly item: IntakeItem; readonly error: PackshotError };

export interface IntakeList {
  readonly items: readonly IntakeItem[];
  /** Tables of products. */
  readonly tables: readonly IntakeItem[];
  /** What a ZIP holds that is not to be opened, and ZIPs that are none. */
  readonly refused: readonly { readonly path: string; readonly error: PackshotError }[];
}

const TABLE = /\.(csv|tsv)$/i;

/** What is in files, folders and ZIPs, by names alone: nothing is decoded. @throws `aborted` */
export async function listIntake(files: readonly PhotoFile[], signal?: AbortSignal): Promise<IntakeList> {
  const given = files.map(({ name, path, data }) => ({ name: path ?? name, data }));
  const { items, skipped } = await listAudit(given, { signal });
  return {
    items: items.filter(({ name }) => !TABLE.test(name)),
    tables: items.filter(({ name }) => TABLE.test(name)),
    refused: skipped
  };
}

/** The folders of a path; '' for none. */
const foldersOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** A file's path without the ZIP that it came in, which is no product's folder. */
const pathInZip = (path: string): string => path.replace(/^.*?\.zip\//i, '');

/** How files are sorted into products and slots. */
export interface Sorting {
  readonly templates: readonly string[];
  readonly grouping: Grouping;
  readonly taken: TakenSlots;
}

/** What a project knows already that helps to read names. */
export interface KnownNames {
  /** Of its products (`productKey`). */
  readonly keys: ReadonlySet<string>;
  readonly taken: TakenSlots;
  /** Templates that were used in it before. */
  readonly patterns?: readonly string[];
}

export const knownNames = (project: Project | null): KnownNames => ({
  keys: project ? productKeys(project) : new Set(),
  taken: project ? takenSlots(project) : new Map(),
  patterns: project?.choices?.patterns ?? []
});

export const withKeys = (known: KnownNames, keys: readonly string[]): KnownNames => ({
  ...known,
  keys: new Set([...known.keys, ...keys])
});

/**
 * Sorts listed files by their names.
 * @param templates null: those that fit best
 * @throws `bad-request` (`PatternReason`) for a template that cannot be used
 */
export function sortIntake(
  items: readonly IntakeItem[],
  { keys, taken, patterns = [] }: KnownNames,
  templates: readonly string[] | null = null
): Sorting {
  const paths = items.map(({ path }) => pathInZip(path));
  const used = templates ?? bestPatterns(paths, keys, [...patterns, ...KNOWN_PATTERNS]);
  return { templates: used, grouping: groupFiles(paths, used.map(parsePattern), taken), taken };
}

/** Templates that fit listed files, the best first, with how many files each reads. */
export const proposals = (items: readonly IntakeItem[], keys: ReadonlySet<string>): readonly Proposal[] =>
  proposePatterns(
    items.map(({ path }) => pathInZip(path)),
    keys
  );

/** Gives files their places as they are taken in. */
export const placingOf = ({ grouping, taken }: Sorting, choice: ClashChoice): Placing =>
  new Placing(grouping, choice, taken);

/** Where each file would go, were all of them taken in; null for one that is left out. */
export const placesOf = ({ grouping, taken }: Sorting, choice: ClashChoice): readonly (Placement | null)[] =>
  solveClashes(grouping, choice, taken);

/** No larger file is read for its hash: the decode gate refuses it by its size. */
const MAX_HASHED = 200_000_000;

/**
 * Takes files in, one after the other, and tells what became of each. A file with the content of one that is there is not
 * decoded.
 * @param known names of the photos that are there, by their content's sha-256; grows
 * @throws `aborted`
 */
export async function* takeIn(
  studio: Studio,
  items: readonly IntakeItem[],
  known: Map<string, string>,
  signal?: AbortSignal
): AsyncGenerator<Outcome> {
  for (const item of items) {
    const outcome = await takeOne(studio, item, known, signal);
    if (signal?.aborted) throw new PackshotError('aborted', 'taking in was ended');
    yield outcome;
  }
}

async function takeOne(
  studio: Studio,
  item: IntakeItem,
  known: Map<string, string>,
  signal: AbortSignal | undefined
): Promise<Outcome> {
  try {
    const data = await item.open(signal);
    const hash = data.size > MAX_HASHED ? null : await sha256(data);
    const of = hash === null ? undefined : known.get(hash);
    if (of !== undefined) return { kind: 'duplicate', item, of };
    const imported = await importPhoto(studio, { name: item.name, data }, { signal });
    known.set(imported.source.sha256, item.name);
    const path = foldersOf(item.path);
    return { kind: 'added', item, photo: { ...imported, ...(path && { path }) } };
  } catch (thrown) {
    const error = asPackshotError(thrown, 'decode-failed');
    if (error.code === 'aborted') throw error;
    const isOther = error.code === 'unsupported-format' && !isCalledPicture(item.name);
    return { kind: isOther ? 'skipped' : 'failed', item, error };
  }
}

const isCalledPicture = (name: string): boolean => isImageExtension(name.split('.').at(-1) ?? '');

/** The photos that are there, for telling duplicates. */
export const contentsOf = (photos: readonly Photo[]): Map<string, string> =>
  new Map(photos.map(({ source, name }) => [source.sha256, name]));
