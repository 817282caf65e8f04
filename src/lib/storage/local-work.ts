import type { Job } from '../domain/batch/job.ts';
import type { ExportedFile } from '../domain/batch/exported.ts';
import type { Output, SeenRules } from '../domain/batch/output.ts';
import type { Database, RecipeRow } from './db.ts';
import type { RecipeStore, WorkStore } from './store.ts';

/** Jobs and outputs in IndexedDB. */
export class LocalWork implements WorkStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  putJobs(jobs: readonly Job[]): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('jobs');
      await Promise.all(jobs.map((job) => table.put(job)));
    });
  }

  listJobs(project: string): Promise<Job[]> {
    return this.#db.run('readonly', (tx) => tx.objectStore('jobs').index('project').getAll(project));
  }

  deleteJobs(ids: readonly string[]): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('jobs');
      await Promise.all(ids.map((id) => table.delete(id)));
    });
  }

  finish(job: Job, output: Output): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      await Promise.all([tx.objectStore('jobs').put(job), tx.objectStore('outputs').put(output)]);
    });
  }

  putOutputs(outputs: readonly Output[]): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('outputs');
      await Promise.all(outputs.map((output) => table.put(output)));
    });
  }

  async getOutput(id: string): Promise<Output | null> {
    return (await this.#db.run('readonly', (tx) => tx.objectStore('outputs').get(id))) ?? null;
  }

  listOutputs(project: string): Promise<Output[]> {
    return this.#db.run('readonly', (tx) => tx.objectStore('outputs').index('project').getAll(project));
  }

  putExported(files: readonly ExportedFile[]): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('exported');
      await Promise.all(files.map((file) => table.put(file)));
    });
  }

  listExported(project: string): Promise<ExportedFile[]> {
    return this.#db.run('readonly', (tx) => tx.objectStore('exported').index('project').getAll(project));
  }

  deleteExported(ids: readonly string[]): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('exported');
      await Promise.all(ids.map((id) => table.delete(id)));
    });
  }

  putSeen(rules: SeenRules): Promise<void> {
    return this.#db.run('readwrite', async (tx) => {
      const table = tx.objectStore('seen');
      if ((await table.getKey(rules.id)) === undefined) await table.put(rules);
    });
  }

  async getSeen(id: string): Promise<SeenRules | null> {
    return (await this.#db.run('readonly', (tx) => tx.objectStore('seen').get(id))) ?? null;
  }

  async keptBytes(): Promise<number> {
    return bytesOf(await this.#db.run('readonly', (tx) => tx.objectStore('outputs').getAll()));
  }
}

/** Recipes in IndexedDB. */
export class LocalRecipes implements RecipeStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async save(recipe: RecipeRow): Promise<void> {
    await this.#db.run('readwrite', (tx) => tx.objectStore('recipes').put(recipe));
  }

  list(): Promise<unknown[]> {
    return this.#db.run('readonly', (tx) => tx.objectStore('recipes').getAll());
  }

  delete(id: string): Promise<void> {
    return this.#db.run('readwrite', (tx) => tx.objectStore('recipes').delete(id));
  }
}

/** Of files that are kept; one content counts once. */
export function bytesOf(outputs: readonly Output[]): number {
  const files = new Map(outputs.flatMap(({ file }) => (file ? [[file.sha256, file.bytes] as const] : [])));
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}
