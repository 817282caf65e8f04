import { PackshotError } from '../domain/errors.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import { parseProject } from '../domain/document/parse.ts';
import { blobsOf, refOf } from './blobs.ts';
import type { Database, ProjectRow, Transaction } from './db.ts';
import type { LoadedProject, ProjectCard, Store } from './store.ts';

/** Projects and blobs in IndexedDB. A save is acknowledged only after its strict transaction has completed. */
export class LocalStore implements Store {
  readonly kind = 'local';
  readonly #db: Database;
  /** Blobs kept by this page that no saved document refers to yet; deleting another project must not sweep them. */
  readonly #fresh = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async putBlob(blob: Blob): Promise<BlobRef> {
    const ref = await refOf(blob);
    this.#fresh.add(ref.sha256);
    await this.#db.run('readwrite', async (tx) => {
      const blobs = tx.objectStore('blobs');
      if ((await blobs.getKey(ref.sha256)) === undefined) await blobs.put({ sha256: ref.sha256, blob });
    });
    return ref;
  }

  async getBlob(ref: BlobRef): Promise<Blob> {
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('blobs').get(ref.sha256));
    if (!row) throw new PackshotError('not-found', `Blob ${ref.sha256} is not on this device`);
    return row.blob;
  }

  async saveProject(project: Project, expectedRevision: number): Promise<number> {
    const revision = await this.#db.run('readwrite', async (tx) => {
      const projects = tx.objectStore('projects');
      const found = (await projects.get(project.id))?.revision ?? 0;
      if (found !== expectedRevision) {
        throw new PackshotError('busy', 'Another tab saved this project', {
          found,
          expected: expectedRevision
        });
      }
      const revision = expectedRevision + 1;
      await projects.put({ id: project.id, revision, changedAt: Date.now(), document: project });
      const cards = tx.objectStore('cards');
      const old = await cards.get(project.id);
      await cards.put({
        id: project.id,
        name: project.name,
        photos: project.photos.length,
        verdict: old?.verdict ?? null,
        thumbnail: old?.thumbnail ?? null
      });
      return revision;
    });
    for (const hash of blobsOf(project)) this.#fresh.delete(hash);
    return revision;
  }

  async loadProject(id: string): Promise<LoadedProject> {
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('projects').get(id));
    if (!row) throw new PackshotError('not-found', `Project ${id} is not on this device`);
    return { project: parseProject(row.document), revision: row.revision };
  }

  async listProjects(): Promise<ProjectCard[]> {
    const [rows, cards] = await this.#db.run('readonly', async (tx) =>
      Promise.all([tx.objectStore('projects').getAll(), tx.objectStore('cards').getAll()])
    );
    const changed = new Map(rows.map((row) => [row.id, row.changedAt]));
    return cards
      .map((card) => ({ ...card, changedAt: changed.get(card.id) ?? 0 }))
      .sort((a, b) => b.changedAt - a.changedAt);
  }

  setCard(id: string, card: Pick<ProjectCard, 'verdict' | 'thumbnail'>): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const cards = tx.objectStore('cards');
      const old = await cards.get(id);
      if (old) await cards.put({ ...old, ...card });
    });
  }

  deleteProject(id: string): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const row = await tx.objectStore('projects').get(id);
      await tx.objectStore('projects').delete(id);
      await tx.objectStore('cards').delete(id);
      const own = row && blobsIn([row]);
      if (own) await this.#drop(tx, [...own]);
    });
  }

  sweep(): Promise<void> {
    return this.#db.run('readwrite', async (tx) =>
      this.#drop(tx, await tx.objectStore('blobs').getAllKeys())
    );
  }

  /**
   * Deletes those of the blobs that no saved document refers to. While any document cannot be read everything stays:
   * it may need any of them.
   */
  async #drop(tx: Transaction<'readwrite'>, hashes: readonly string[]): Promise<void> {
    const used = blobsIn(await tx.objectStore('projects').getAll());
    if (!used) return;
    const unused = hashes.filter((hash) => !used.has(hash) && !this.#fresh.has(hash));
    await Promise.all(unused.map((hash) => tx.objectStore('blobs').delete(hash)));
  }

  clear(): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      await Promise.all(
        (['projects', 'cards', 'blobs'] as const).map((name) => tx.objectStore(name).clear())
      );
    });
  }
}

/** Hashes of every blob that the documents refer to; null where one of them cannot be read. */
function blobsIn(rows: readonly ProjectRow[]): Set<string> | null {
  try {
    return new Set(rows.flatMap((row) => [...blobsOf(parseProject(row.document))]));
  } catch (error) {
    if (error instanceof PackshotError) return null;
    throw error;
  }
}
