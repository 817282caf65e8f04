import { PackshotError } from '../domain/errors.ts';
import type { RuleLayer } from '../domain/channels/rules/layer.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import type { Preset } from '../domain/document/preset.ts';
import { blobsOf, refOf } from './blobs.ts';
import { MemoryRecipes, MemoryWork } from './memory-work.ts';
import { readPresets } from './readable.ts';
import type { LoadedProject, ProjectCard, RawProject, Store, Writer } from './store.ts';

interface Row extends LoadedProject, Pick<ProjectCard, 'changedAt' | 'verdict' | 'thumbnail'> {
  readonly steps: string | null;
}

/** Projects and blobs for as long as the page lives: embedded frames, and browsers that refuse storage. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly work = new MemoryWork();
  readonly recipes = new MemoryRecipes();
  readonly #rows = new Map<string, Row>();
  readonly #blobs = new Map<string, Blob>();
  readonly #presets = new Map<string, Preset>();
  #layer: RuleLayer | null = null;
  /** Writers that others have followed. */
  readonly #followed = new Set<string>();

  async putBlob(blob: Blob): Promise<BlobRef> {
    const ref = await refOf(blob);
    if (!this.#blobs.has(ref.sha256)) this.#blobs.set(ref.sha256, blob);
    return ref;
  }

  keepBlob(blob: Blob): Promise<BlobRef> {
    return this.putBlob(blob);
  }

  /** All is in memory: nothing waits for room. */
  readonly heldBytes = 0;

  async keepHeld(): Promise<void> {}

  async getBlob({ sha256 }: BlobRef): Promise<Blob> {
    const blob = this.#blobs.get(sha256);
    if (!blob) throw new PackshotError('not-found', `Blob ${sha256} is not held`, { sha256 });
    return blob;
  }

  async saveProject(
    project: Project,
    expectedRevision: number,
    steps?: string,
    writer?: Writer
  ): Promise<number> {
    const row = this.#rows.get(project.id);
    if ((row?.revision ?? 0) !== expectedRevision) {
      throw new PackshotError('busy', 'Somebody else saved this project', { expected: expectedRevision });
    }
    if (writer && row?.writer && row.writer !== writer.id) this.#followed.add(row.writer);
    this.#keep(project, expectedRevision + 1, steps, writer?.id);
    return expectedRevision + 1;
  }

  /** One page has all of its writers: what is there can be looked at. */
  async saveAtOnce(
    project: Project,
    revision: number,
    steps: string,
    { id, follows }: Writer
  ): Promise<void> {
    if (this.#followed.has(id)) throw new PackshotError('busy', 'Somebody else has this project by now');
    if (follows !== null) this.#followed.add(follows);
    this.#keep(project, revision, steps, id);
  }

  #keep(project: Project, revision: number, steps?: string, writer?: string): void {
    const { verdict = null, thumbnail = null } = this.#rows.get(project.id) ?? {};
    const row = {
      project,
      revision,
      writer,
      changedAt: Date.now(),
      verdict,
      thumbnail,
      steps: steps ?? null
    };
    this.#rows.set(project.id, row);
  }

  async loadProject(id: string): Promise<LoadedProject> {
    const { project, revision, writer } = this.#row(id);
    return { project, revision, writer };
  }

  async loadSteps(id: string, revision: number): Promise<string | null> {
    const row = this.#rows.get(id);
    return row?.revision === revision ? row.steps : null;
  }

  async loadRaw(id: string): Promise<RawProject> {
    const { project } = this.#row(id);
    return { id, name: project.name, document: project };
  }

  #row(id: string): Row {
    const row = this.#rows.get(id);
    if (!row) throw new PackshotError('not-found', `Project ${id} is not held`);
    return row;
  }

  async listProjects(): Promise<ProjectCard[]> {
    return [...this.#rows.values()]
      .map(({ project, changedAt, verdict, thumbnail }) => ({
        id: project.id,
        name: project.name,
        photos: project.photos.length,
        changedAt,
        verdict,
        thumbnail,
        state: 'readable' as const
      }))
      .sort((a, b) => b.changedAt - a.changedAt);
  }

  async setCard(id: string, card: Pick<ProjectCard, 'verdict' | 'thumbnail'>): Promise<void> {
    const row = this.#rows.get(id);
    if (row) this.#rows.set(id, { ...row, ...card });
  }

  async deleteProject(id: string): Promise<void> {
    this.#rows.delete(id);
    this.work.clear(id);
    await this.sweep();
  }

  async savePreset(preset: Preset): Promise<void> {
    this.#presets.set(preset.id, preset);
  }

  async listPresets(): Promise<Preset[]> {
    return readPresets([...this.#presets.values()]);
  }

  async deletePreset(id: string): Promise<void> {
    this.#presets.delete(id);
  }

  async loadRules(): Promise<unknown> {
    return this.#layer;
  }

  async saveRules(layer: RuleLayer): Promise<void> {
    this.#layer = layer;
  }

  async sweep(): Promise<void> {
    const used = new Set([
      ...[...this.#rows.values()].flatMap(({ project, steps }) => [...blobsOf(project, steps ?? '')]),
      ...blobsOf([...this.#presets.values(), ...this.recipes.rows(), ...this.work.rows()])
    ]);
    for (const hash of this.#blobs.keys()) if (!used.has(hash)) this.#blobs.delete(hash);
  }

  async clear(): Promise<void> {
    this.#rows.clear();
    this.#blobs.clear();
    this.#presets.clear();
    this.recipes.clear();
    this.work.clear();
    this.#layer = null;
  }
}
