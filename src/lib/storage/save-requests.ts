import type { Project } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Transaction } from './db.ts';
import type { Writer } from './store.ts';

// What a save asks for; `takeTurn` and `saveRows` all in one turn.

/**
 * Asks that the whole transaction be given up where this writer has been followed, without reading anything: a row of
 * its name that is there already cannot be added. Where it can, nothing of it stays.
 * @throws `busy`
 */
export function takeTurn(tx: Transaction<'readwrite'>, { id, follows }: Writer): Promise<void> {
  const followed = tx.objectStore('followed');
  const added = followed.add({ id });
  heard<unknown>(followed.delete(id));
  if (follows !== null) heard<unknown>(followed.put({ id: follows }));
  const turn = added.then(
    () => {},
    (error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'ConstraintError') throw error;
      throw new PackshotError('busy', 'Another tab has this project by now', { writer: id });
    }
  );
  return heard(turn);
}

/** Asks for the document's row and its steps'; steps of another revision would lead to another document, and go. */
export function saveRows(
  tx: Transaction<'readwrite'>,
  project: Project,
  { revision, writer }: { readonly revision: number; readonly writer: string | undefined },
  text: string | undefined
): Promise<unknown>[] {
  const { id } = project;
  const steps = tx.objectStore('steps');
  const row = { id, revision, changedAt: Date.now(), document: project, ...(writer && { writer }) };
  return [
    heard(tx.objectStore('projects').put(row)),
    heard<unknown>(text === undefined ? steps.delete(id) : steps.put({ id, revision, text }))
  ];
}

/** For a request whose failure its transaction tells too, also where nobody came to wait for it. */
export function heard<T>(request: Promise<T>): Promise<T> {
  request.catch(() => {});
  return request;
}

/** Keeps a blob, unless its content is there. */
export async function putBlob(tx: Transaction<'readwrite'>, sha256: string, blob: Blob): Promise<void> {
  const blobs = tx.objectStore('blobs');
  if ((await blobs.getKey(sha256)) === undefined) await blobs.put({ sha256, blob });
}

/** What the list shows of a document; its verdict and thumbnail stay. */
export async function putCard(tx: Transaction<'readwrite'>, { id, name, photos }: Project): Promise<void> {
  const cards = tx.objectStore('cards');
  const old = await cards.get(id);
  const { verdict = null, thumbnail = null } = old ?? {};
  await cards.put({ id, name, photos: photos.length, verdict, thumbnail });
}
