import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import type { Job } from '../domain/batch/job.ts';
import type { ExportedFile } from '../domain/batch/exported.ts';
import type { Output, SeenRules } from '../domain/batch/output.ts';
import type { Verdict } from '../domain/compliance/report.ts';

/** A document as it lies on disk: JSON of any version, read through `parseProject` only. */
export interface ProjectRow {
  readonly id: string;
  readonly revision: number;
  /** `Writer.id` of who wrote it, where that was said. */
  readonly writer?: string;
  readonly changedAt: number;
  readonly document: unknown;
}

export interface CardRow {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
  readonly verdict: Verdict | null;
  readonly thumbnail: Blob | null;
}

/** Undo and redo of the document's `revision`, as `writeSteps` gives them. */
export interface StepsRow {
  readonly id: string;
  readonly revision: number;
  readonly text: string;
}

/** A preset as it lies on disk: JSON of any version, read through `parsePreset` only. */
export interface PresetRow {
  readonly id: string;
}

/** The rules that a person laid over the channels: JSON of any version, read through `parseLayer` only. */
export interface RulesRow {
  readonly id: 'layer';
  readonly layer: unknown;
}

/** A writer that another has followed: what it still asks for at once is refused. */
export interface FollowedRow {
  readonly id: string;
}

/** A recipe as it lies on disk: JSON of any version, read through its own parser only. */
export interface RecipeRow {
  readonly id: string;
}

export interface BlobRow {
  readonly sha256: string;
  readonly blob: Blob;
}

interface Schema extends DBSchema {
  projects: { key: string; value: ProjectRow };
  cards: { key: string; value: CardRow };
  blobs: { key: string; value: BlobRow };
  steps: { key: string; value: StepsRow };
  presets: { key: string; value: PresetRow };
  rules: { key: string; value: RulesRow };
  followed: { key: string; value: FollowedRow };
  jobs: { key: string; value: Job; indexes: { project: string } };
  outputs: { key: string; value: Output; indexes: { project: string } };
  exported: { key: string; value: ExportedFile; indexes: { project: string } };
  seen: { key: string; value: SeenRules };
  recipes: { key: string; value: RecipeRow };
}

export const TABLES = [
  'projects',
  'cards',
  'blobs',
  'steps',
  'presets',
  'rules',
  'followed',
  'jobs',
  'outputs',
  'exported',
  'seen',
  'recipes'
] as const;

type Names = StoreNames<Schema>;
type Mode = 'readonly' | 'readwrite';
export type Transaction<M extends Mode> = IDBPTransaction<Schema, Names[], M>;

const NAME = 'packshot';
/** 1: projects, cards, blobs. 2: steps. 3: presets. 4: rules, followed. 5: jobs, outputs, recipes. 6: exported, seen. */
const VERSION = 6;

const open = () =>
  openDB<Schema>(NAME, VERSION, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('projects', { keyPath: 'id' });
        db.createObjectStore('cards', { keyPath: 'id' });
        db.createObjectStore('blobs', { keyPath: 'sha256' });
      }
      if (from < 2) db.createObjectStore('steps', { keyPath: 'id' });
      if (from < 3) db.createObjectStore('presets', { keyPath: 'id' });
      if (from < 4) {
        db.createObjectStore('rules', { keyPath: 'id' });
        db.createObjectStore('followed', { keyPath: 'id' });
      }
      if (from < 5) {
        for (const name of ['jobs', 'outputs'] as const)
          db.createObjectStore(name, { keyPath: 'id' }).createIndex('project', 'project');
        db.createObjectStore('recipes', { keyPath: 'id' });
      }
      if (from < 6) {
        db.createObjectStore('exported', { keyPath: 'id' }).createIndex('project', 'project');
        db.createObjectStore('seen', { keyPath: 'id' });
      }
    },
    // A newer tab waits for this one to let go; the next transaction here reopens, and finds the newer version.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close()
  });

/** Safari drops the connection of a page in the background; retries on the same handle fail (WebKit bug 197050), a new one works. */
const isLostConnection = (error: unknown) =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError');

/** The database, reopened once when its connection is lost. */
export class Database {
  #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /** @throws `no-storage` where IndexedDB is missing or refused (private frames, blocked site data) */
  static async open(): Promise<Database> {
    try {
      return new Database(await open());
    } catch (error) {
      throw new PackshotError(
        'no-storage',
        `IndexedDB is not available: ${asPackshotError(error, 'no-storage').message}`
      );
    }
  }

  /**
   * Runs `work` in one transaction with strict durability and resolves once that has completed; a throw aborts it.
   * `work` starts in this turn and may await nothing but its own requests.
   * @throws `quota-exceeded`, `no-storage`, or what `work` threw
   */
  async run<M extends Mode, R>(mode: M, work: (tx: Transaction<M>) => Promise<R>): Promise<R> {
    try {
      return await this.#once(mode, work);
    } catch (error) {
      if (!isLostConnection(error)) throw asPackshotError(error, 'no-storage');
    }
    try {
      this.#db = await open();
      return await this.#once(mode, work);
    } catch (error) {
      throw asPackshotError(error, 'no-storage');
    }
  }

  async #once<M extends Mode, R>(mode: M, work: (tx: Transaction<M>) => Promise<R>): Promise<R> {
    const tx = this.#db.transaction<Names[], M>([...TABLES], mode, { durability: 'strict' });
    // Observed at once: a failing commit must not become an unhandled rejection while `work` still runs.
    const done = tx.done.then(
      () => null,
      (error: unknown) => ({ error })
    );
    let result: R;
    try {
      result = await work(tx);
    } catch (error) {
      abort(tx);
      await done;
      throw error;
    }
    const failed = await done;
    if (failed) throw failed.error;
    return result;
  }
}

/** A transaction that failed by itself is finished already, and says so. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    return;
  }
}
