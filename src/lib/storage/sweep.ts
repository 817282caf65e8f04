import { blobsOf } from './blobs.ts';
import type { ProjectRow, StepsRow, Transaction } from './db.ts';
import { isReadable } from './readable.ts';

// Which blobs are needed, and the end of those that are not.

/** Removes a project with all that belongs to it, but for blobs; gives those that it referred to. */
export async function dropProject(tx: Transaction<'readwrite'>, id: string): Promise<Set<string>> {
  const row = await tx.objectStore('projects').get(id);
  const steps = await tx.objectStore('steps').get(id);
  const used = blobsOf(row?.document, steps?.text);
  for (const table of ['projects', 'cards', 'steps'] as const) await tx.objectStore(table).delete(id);
  for (const table of ['jobs', 'outputs', 'exported'] as const) {
    const rows = await tx.objectStore(table).index('project').getAll(id);
    for (const hash of blobsOf(rows)) used.add(hash);
    await Promise.all(rows.map((work) => tx.objectStore(table).delete(work.id)));
  }
  return used;
}

/**
 * Deletes those of the blobs that nothing refers to: no saved document, step of its undo, preset, recipe, job or
 * output. While any document cannot be read everything stays: it may need any of them.
 * @param fresh hashes that stay whatever refers to them
 */
export async function dropUnused(
  tx: Transaction<'readwrite'>,
  hashes: readonly string[],
  fresh: ReadonlySet<string>
): Promise<void> {
  const rows = await tx.objectStore('projects').getAll();
  if (!rows.every(isReadable)) return;
  const others = ['presets', 'recipes', 'jobs', 'outputs'] as const;
  const listed = await Promise.all(
    others.map(async (table) => blobsOf(await tx.objectStore(table).getAll()))
  );
  const used = [...listed, blobsIn(rows, await tx.objectStore('steps').getAll())];
  const unused = hashes.filter((hash) => !fresh.has(hash) && !used.some((of) => of.has(hash)));
  await Promise.all(unused.map((hash) => tx.objectStore('blobs').delete(hash)));
}

const blobsIn = (rows: readonly ProjectRow[], steps: readonly StepsRow[]): Set<string> =>
  new Set([
    ...rows.flatMap(({ document }) => [...blobsOf(document)]),
    ...steps.flatMap(({ text }) => [...blobsOf(null, text)])
  ]);
