import * as v from 'valibot';
import type { Project } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import { blobsOf } from './blobs.ts';
import type { Database, ProjectRow, Transaction } from './db.ts';
import { saveRows, takeTurn } from './save-requests.ts';
import type { Writer } from './store.ts';

// What a page that ends asks of IndexedDB is lost where another of its transactions is still open: Chromium gives up
// all that have not begun, also those that were committed. So the document is written down beside it as well, in
// `localStorage`, which is done when it returns; whoever opens the project next reads that first.

/** A document as it was to be saved at once, and the revision that it was to become. */
export interface LastWords {
  readonly project: Project;
  readonly revision: number;
  readonly steps: string;
  readonly writer: Writer;
}

const PREFIX = 'packshot-last-words:';
/** Browsers keep 5 million characters in all, and a page that ends has no time for more. */
const MAX_CHARS = 2_000_000;

const schema = v.object({
  project: v.looseObject({ id: v.string() }),
  revision: v.number(),
  steps: v.string(),
  writer: v.object({ id: v.string(), follows: v.nullable(v.string()) })
});

/** Writes them down in this turn. Where there is no room, or no `localStorage`, nothing is: IndexedDB is asked too. */
export function leaveLastWords(words: LastWords): void {
  const text = JSON.stringify(words);
  if (text.length > MAX_CHARS) return forgetLastWords(words.project.id);
  withWords((all) => all.setItem(PREFIX + words.project.id, text));
}

/** To be called once that revision is on disk (newer words stay), and where the project is deleted. */
export function forgetLastWords(projectId: string, revision = Infinity): void {
  const words = lastWordsOf(projectId);
  if (!words || words.revision <= revision) withWords((all) => all.removeItem(PREFIX + projectId));
}

export function forgetAllLastWords(): void {
  for (const id of projectsWithLastWords()) forgetLastWords(id);
}

/** Saves what pages left behind, where nobody has saved since. */
export async function recoverAllLastWords(db: Database): Promise<void> {
  for (const id of projectsWithLastWords()) await recoverLastWords(db, id);
}

/** As `recoverAllLastWords`, of one project. Words that are no longer the last ones are forgotten. */
export async function recoverLastWords(db: Database, projectId: string): Promise<void> {
  const words = lastWordsOf(projectId);
  if (!words) return forgetLastWords(projectId);
  try {
    await db.run('readwrite', (tx) => saveIfLast(tx, words));
  } catch (error) {
    // No room, or no storage: they may be saved another time.
    if (!(error instanceof PackshotError) || error.code !== 'busy') return;
  }
  forgetLastWords(projectId);
}

/** @throws `busy` where another writer has followed */
async function saveIfLast(tx: Transaction<'readwrite'>, words: LastWords): Promise<void> {
  const { project, revision, steps, writer } = words;
  const row = await tx.objectStore('projects').get(project.id);
  if (!row || !isFollowedBy(row, words) || !(await hasBlobs(tx, words, row))) return;
  await takeTurn(tx, writer);
  await Promise.all(saveRows(tx, project, { revision, writer: writer.id }, steps));
}

const isFollowedBy = (row: ProjectRow, { revision, writer }: LastWords): boolean =>
  row.revision < revision && (row.writer === writer.id || (row.writer ?? null) === writer.follows);

/** Pixels that were to be saved in the same turn are lost with it; a document is not opened without its pixels. */
async function hasBlobs(
  tx: Transaction<'readwrite'>,
  { project, steps }: LastWords,
  before: ProjectRow
): Promise<boolean> {
  const blobs = tx.objectStore('blobs');
  const fresh = blobsOf(project, steps).difference(blobsOf(before.document));
  const keys = await Promise.all([...fresh].map((hash) => blobs.getKey(hash)));
  return keys.every((key) => key !== undefined);
}

function lastWordsOf(projectId: string): LastWords | null {
  const text = withWords((all) => all.getItem(PREFIX + projectId));
  if (!text) return null;
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    // The document goes on disk as it lies here; it is parsed where it is opened, like every other.
    return read.success ? (read.output as unknown as LastWords) : null;
  } catch {
    return null;
  }
}

const projectsWithLastWords = (): string[] =>
  withWords((all) => Object.keys(all).filter((key) => key.startsWith(PREFIX)))?.map((key) =>
    key.slice(PREFIX.length)
  ) ?? [];

/** Null where `localStorage` is refused, or full. */
function withWords<T>(use: (all: Storage) => T): T | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
