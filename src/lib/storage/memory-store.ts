import { PackshotError } from '../domain/errors.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import { blobsOf, refOf } from './blobs.ts';
import type { LoadedProject, ProjectCard, Store } from './store.ts';

interface Row extends LoadedProject, Pick<ProjectCard, 'changedAt' | 'verdict' | 'thumbnail'> {}

/** Projects and blobs for as long as the page lives: embedded frames, and browsers that refuse storage. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly #rows = new Map<string, Row>();
  readonly #blobs = new Map<string, Blob>();

  async putBlob(blob: Blob): Promise<BlobRef> {
    const ref = await refOf(blob);
    if (!this.#blobs.has(ref.sha256)) this.#blobs.set(ref.sha256, blob);
    return ref;
  }

  async getBlob(ref: BlobRef): Promise<Blob> {
    const blob = this.#blobs.get(ref.sha256);
    if (!blob) throw new PackshotError('not-found', `Blob ${ref.sha256} is not held`);
    return blob;
  }

  async saveProject(project: Project, expectedRevision: number): Promise<number> {
    const old = this.#rows.get(project.id);
    if ((old?.revision ?? 0) !== expectedRevision) {
      throw new PackshotError('busy', 'Somebody else saved this project', { expected: expectedRevision });
    }
    const revision = expectedRevision + 1;
    this.#rows.set(project.id, {
      project,
      revision,
      changedAt: Date.now(),
      verdict: old?.verdict ?? null,
      thumbnail: old?.thumbnail ?? null
    });
    return revision;
  }

  async loadProject(id: string): Promise<LoadedProject> {
    const row = this.#rows.get(id);
    if (!row) throw new PackshotError('not-found', `Project ${id} is not held`);
    return { project: row.project, revision: row.revision };
  }

  async listProjects(): Promise<ProjectCard[]> {
    return [...this.#rows.values()]
      .map(({ project, changedAt, verdict, thumbnail }) => ({
        id: project.id,
        name: project.name,
        photos: project.photos.length,
        changedAt,
        verdict,
        thumbnail
      }))
      .sort((a, b) => b.changedAt - a.changedAt);
  }

  async setCard(id: string, card: Pick<ProjectCard, 'verdict' | 'thumbnail'>): Promise<void> {
    const row = this.#rows.get(id);
    if (row) this.#rows.set(id, { ...row, ...card });
  }

  async deleteProject(id: string): Promise<void> {
    this.#rows.delete(id);
    await this.sweep();
  }

  async sweep(): Promise<void> {
    const used = new Set([...this.#rows.values()].flatMap((row) => [...blobsOf(row.project)]));
    for (const hash of this.#blobs.keys()) if (!used.has(hash)) this.#blobs.delete(hash);
  }

  async clear(): Promise<void> {
    this.#rows.clear();
    this.#blobs.clear();
  }
}
