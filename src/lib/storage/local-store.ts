import { PackshotError } from '../domain/errors.ts';
import type { RuleLayer } from '../domain/channels/rules/layer.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import { parseInSteps } from '../domain/document/parse.ts';
import type { Preset } from '../domain/document/preset.ts';
import { blobsOf, refOf } from './blobs.ts';
import { HeldBlobs, isFull, withBytes } from './held-blobs.ts';
import { LocalRecipes, LocalWork } from './local-work.ts';
import { photosIn, readabilityOf, readPresets } from './readable.ts';
import {
  forgetAllLastWords,
  forgetLastWords,
  leaveLastWords,
  recoverAllLastWords,
  recoverLastWords
} from './last-words.ts';
import { heard, putBlob, putCard, saveRows, takeTurn } from './save-requests.ts';
import { TABLES, type Database, type ProjectRow } from './db.ts';
import type { LoadedProject, ProjectCard, RawProject, Store, Writer } from './store.ts';
import { inTurns } from './in-turns.ts';
import { dropProject, dropUnused } from './sweep.ts';

/** Projects and blobs in IndexedDB. A save is acknowledged only after its strict transaction has completed. */
export class LocalStore implements Store {
  readonly kind = 'local';
  readonly work: LocalWork;
  readonly recipes: LocalRecipes;
  readonly #db: Database;
  /** Blobs kept by this page that no saved document refers to yet; deleting another project must not sweep them. */
  readonly #fresh = new Set<string>();
  /** Blobs for which there was no room, until a save has taken them along. */
  readonly #held = new HeldBlobs();

  constructor(db: Database) {
    this.#db = db;
    this.work = new LocalWork(db);
    this.recipes = new LocalRecipes(db);
  }

  async putBlob(blob: Blob): Promise<BlobRef> {
    const ref = await refOf(blob);
    try {
      await this.#keep(ref, blob);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#held.hold(ref.sha256, blob);
    }
    return ref;
  }

  async keepBlob(blob: Blob): Promise<BlobRef> {
    const ref = await refOf(blob);
    await this.#keep(ref, blob).catch((error: unknown) => {
      throw withBytes(error, blob.size);
    });
    return ref;
  }

  #keep({ sha256 }: BlobRef, blob: Blob): Promise<void> {
    this.#fresh.add(sha256);
    return this.#db.run('readwrite', (tx) => putBlob(tx, sha256, blob));
  }

  get heldBytes(): number {
    return this.#held.bytes;
  }

  keepHeld(): Promise<void> {
    return this.#held.keep(this.#db);
  }

  async getBlob({ sha256 }: BlobRef): Promise<Blob> {
    const held = this.#held.get(sha256);
    if (held) return held;
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('blobs').get(sha256));
    if (!row) throw new PackshotError('not-found', `Blob ${sha256} is not on this device`, { sha256 });
    return row.blob;
  }

  async saveProject(
    project: Project,
    expectedRevision: number,
    steps?: string,
    writer?: Writer
  ): Promise<number> {
    try {
      return await this.#save(project, expectedRevision, steps, writer);
    } catch (error) {
      if (steps === undefined || !isFull(error)) throw error;
      return this.#save(project, expectedRevision, undefined, writer);
    }
  }

  async #save(
    project: Project,
    expectedRevision: number,
    steps: string | undefined,
    writer: Writer | undefined
  ): Promise<number> {
    const used = blobsOf(project, steps);
    const revision = await this.#db.run('readwrite', async (tx) => {
      const projects = tx.objectStore('projects');
      const row = await projects.get(project.id);
      const found = row?.revision ?? 0;
      if (found !== expectedRevision) {
        throw new PackshotError('busy', 'Another tab saved this project', {
          found,
          expected: expectedRevision
        });
      }
      for (const [hash, blob] of this.#held.among(used)) await putBlob(tx, hash, blob);
      const revision = expectedRevision + 1;
      if (writer && row?.writer && row.writer !== writer.id)
        await tx.objectStore('followed').put({ id: row.writer });
      await Promise.all(saveRows(tx, project, { revision, writer: writer?.id }, steps));
      await putCard(tx, project);
      return revision;
    });
    this.#settle(used);
    return revision;
  }

  async saveAtOnce(project: Project, revision: number, steps: string, writer: Writer): Promise<void> {
    const used = blobsOf(project, steps);
    leaveLastWords({ project, revision, steps, writer });
    await this.#db.run('readwrite', async (tx) => {
      const turn = takeTurn(tx, writer);
      const held = this.#held
        .among(used)
        .map(([sha256, blob]) => heard(tx.objectStore('blobs').put({ sha256, blob })));
      const asked = [...held, ...saveRows(tx, project, { revision, writer: writer.id }, steps)];
      // Without this the browser would wait for the page to have no more to ask, and give up with it.
      tx.commit();
      await turn;
      await Promise.all(asked);
    });
    forgetLastWords(project.id, revision);
    this.#settle(used);
  }

  #settle(saved: ReadonlySet<string>): void {
    for (const hash of saved) {
      this.#fresh.delete(hash);
      this.#held.drop(hash);
    }
  }

  async loadProject(id: string): Promise<LoadedProject> {
    const row = await this.#row(id);
    const project = await inTurns(parseInSteps(row.document));
    return { project, revision: row.revision, writer: row.writer };
  }

  async loadSteps(id: string, revision: number): Promise<string | null> {
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('steps').get(id));
    return row?.revision === revision ? row.text : null;
  }

  async loadRaw(id: string): Promise<RawProject> {
    const { document } = await this.#row(id);
    const card = await this.#db.run('readonly', (tx) => tx.objectStore('cards').get(id));
    return { id, name: card?.name ?? '', document };
  }

  async #row(id: string): Promise<ProjectRow> {
    await recoverLastWords(this.#db, id);
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('projects').get(id));
    if (!row) throw new PackshotError('not-found', `Project ${id} is not on this device`);
    return row;
  }

  async listProjects(): Promise<ProjectCard[]> {
    const [rows, cards] = await this.#db.run('readonly', async (tx) =>
      Promise.all([tx.objectStore('projects').getAll(), tx.objectStore('cards').getAll()])
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return cards
      .map((card): ProjectCard => {
        const row = byId.get(card.id);
        const photos = photosIn(row?.document) ?? card.photos;
        return { ...card, photos, changedAt: row?.changedAt ?? 0, state: readabilityOf(row?.document) };
      })
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
    forgetLastWords(id);
    return this.#db.run('readwrite', async (tx) => {
      const own = await dropProject(tx, id);
      await dropUnused(tx, [...own], this.#fresh);
    });
  }

  async savePreset(preset: Preset): Promise<void> {
    const used = blobsOf(preset);
    await this.#db.run('readwrite', async (tx) => {
      for (const [hash, blob] of this.#held.among(used)) await putBlob(tx, hash, blob);
      await tx.objectStore('presets').put(preset);
    });
    this.#settle(used);
  }

  async listPresets(): Promise<Preset[]> {
    return readPresets(await this.#db.run('readonly', (tx) => tx.objectStore('presets').getAll()));
  }

  deletePreset(id: string): Promise<void> {
    return this.#db.run('readwrite', (tx) => tx.objectStore('presets').delete(id));
  }

  async loadRules(): Promise<unknown> {
    const row = await this.#db.run('readonly', (tx) => tx.objectStore('rules').get('layer'));
    return row?.layer ?? null;
  }

  async saveRules(layer: RuleLayer): Promise<void> {
    await this.#db.run('readwrite', (tx) => tx.objectStore('rules').put({ id: 'layer', layer }));
  }

  async sweep(): Promise<void> {
    // They may be all that refers to a blob.
    await recoverAllLastWords(this.#db);
    await this.#db.run('readwrite', async (tx) => {
      // Nobody works: no writer is left that could ask for anything.
      await tx.objectStore('followed').clear();
      await dropUnused(tx, await tx.objectStore('blobs').getAllKeys(), this.#fresh);
    });
  }

  async clear(): Promise<void> {
    this.#held.clear();
    forgetAllLastWords();
    await this.#db.run('readwrite', async (tx) => {
      await Promise.all(TABLES.map((name) => tx.objectStore(name).clear()));
    });
  }
}
