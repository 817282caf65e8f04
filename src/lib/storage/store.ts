import type { Job } from '../domain/batch/job.ts';
import type { ExportedFile } from '../domain/batch/exported.ts';
import type { Output, SeenRules } from '../domain/batch/output.ts';
import type { Verdict } from '../domain/compliance/report.ts';
import type { RuleLayer } from '../domain/channels/rules/layer.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Preset } from '../domain/document/preset.ts';
import type { Project } from '../domain/document/document.ts';

/** `newer`: written by a newer app. `broken`: not even its version can be read. */
export type Readability = 'readable' | 'newer' | 'broken';

/** What a list of projects shows without opening them. */
export interface ProjectCard {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly changedAt: number;
  readonly photos: number;
  readonly verdict: Verdict | null;
  readonly thumbnail: Blob | null;
  /** As its version says; whether all of it can be read is known when it is opened. */
  readonly state: Readability;
}

export interface LoadedProject {
  readonly project: Project;
  /** Grows by one with every save; what the next save must name. */
  readonly revision: number;
  /** Who wrote it (`Writer.id`), where that was said. */
  readonly writer?: string | undefined;
}

/** One page's hold on one project, from opening it to losing it. */
export interface Writer {
  readonly id: string;
  /** Who had written what was opened: from the first save of this one on, that one writes no more. */
  readonly follows: string | null;
}

/** A document just as it lies there, readable or not. */
export interface RawProject {
  readonly id: string;
  readonly name: string;
  readonly document: unknown;
}

/** What a batch remembers: its jobs, what their files were made of and by which rules, and what has gone. */
export interface WorkStore {
  /** In the place of those with their ids, all of them or none. @throws `quota-exceeded` */
  putJobs(jobs: readonly Job[]): Promise<void>;
  /** A project's jobs, in no order. */
  listJobs(project: string): Promise<Job[]>;
  deleteJobs(ids: readonly string[]): Promise<void>;
  /** Keeps a finished job and what its file was made of, both or neither. @throws `quota-exceeded` */
  finish(job: Job, output: Output): Promise<void>;
  putOutputs(outputs: readonly Output[]): Promise<void>;
  getOutput(id: string): Promise<Output | null>;
  /** A project's outputs, in no order. */
  listOutputs(project: string): Promise<Output[]>;
  /** Bytes of all finished files that are kept, of every project. */
  keptBytes(): Promise<number>;
  /** In the place of what was in their slots. @throws `quota-exceeded` */
  putExported(files: readonly ExportedFile[]): Promise<void>;
  /** What has gone of a project so far, in no order. */
  listExported(project: string): Promise<ExportedFile[]>;
  deleteExported(ids: readonly string[]): Promise<void>;
  /** Keeps what a channel asks for, unless it is kept. @throws `quota-exceeded` */
  putSeen(rules: SeenRules): Promise<void>;
  getSeen(id: string): Promise<SeenRules | null>;
}

/** Recipes as they lie there: JSON of any version. */
export interface RecipeStore {
  /** The one with its id is replaced. @throws `quota-exceeded` */
  save(recipe: { readonly id: string }): Promise<void>;
  list(): Promise<unknown[]>;
  delete(id: string): Promise<void>;
}

/** Where projects and their pixels are remembered. Two implementations: IndexedDB, and memory where that is refused. */
export interface Store {
  /** `memory`: nothing outlives the page. */
  readonly kind: 'local' | 'memory';
  readonly work: WorkStore;
  readonly recipes: RecipeStore;
  /**
   * Keeps a blob under its content's hash; the same content is kept once. Where there is no room it is held in memory,
   * and the next save of a document that refers to it takes it along.
   */
  putBlob(blob: Blob): Promise<BlobRef>;
  /** As `putBlob`, for what no document will refer to: nothing would take it along later. @throws `quota-exceeded` */
  keepBlob(blob: Blob): Promise<BlobRef>;
  /** Bytes that are held in memory because there was no room for them. */
  readonly heldBytes: number;
  /** Takes what is held to the disk. @throws `quota-exceeded` while there is no room */
  keepHeld(): Promise<void>;
  /** @throws `not-found` with the blob's `sha256` */
  getBlob(ref: BlobRef): Promise<Blob>;
  /**
   * Replaces the document if nobody saved since `expectedRevision` (0 = new); resolves with the new revision once it
   * is on disk. `steps` (`writeSteps`) are kept beside it; where only they have no room, they are left out. With a
   * `writer` named, whoever wrote before can save no more at once (`saveAtOnce`).
   * @throws `busy` when another tab saved meanwhile, `quota-exceeded`
   */
  saveProject(project: Project, expectedRevision: number, steps?: string, writer?: Writer): Promise<number>;
  /**
   * As `saveProject`, for a page that may end with this turn: everything is asked for at once, so the revision on disk
   * cannot be read first. Only the project's one writer may call it, with the revision that it becomes; where another
   * has followed it meanwhile (a page that was frozen hears of that late) nothing is written.
   * @throws `busy` when another writer has followed, `quota-exceeded`
   */
  saveAtOnce(project: Project, revision: number, steps: string, writer: Writer): Promise<void>;
  /** @throws `not-found`, `version` (written by a newer app), `bad-request` (unreadable) */
  loadProject(id: string): Promise<LoadedProject>;
  /** The steps that were saved with just this revision; null where there are none. */
  loadSteps(id: string, revision: number): Promise<string | null>;
  /** @throws `not-found` */
  loadRaw(id: string): Promise<RawProject>;
  /** Newest first. */
  listProjects(): Promise<ProjectCard[]>;
  /** Updates what the list shows. Does nothing for an unknown project. */
  setCard(id: string, card: Pick<ProjectCard, 'verdict' | 'thumbnail'>): Promise<void>;
  /** Removes the document, its steps, and those of its blobs that no other document refers to. */
  deleteProject(id: string): Promise<void>;
  /**
   * Removes every blob that no saved document, step or preset refers to: imports that were given up, steps that
   * were forgotten. Unsaved work may still need them, here or in another tab: call it where nobody works
   * (`sweepWhenAlone`).
   */
  sweep(): Promise<void>;
  /** Keeps a look; the one with its id is replaced. @throws `quota-exceeded` */
  savePreset(preset: Preset): Promise<void>;
  /** By name. What cannot be read (a newer app's) is left out, and left as it is. */
  listPresets(): Promise<Preset[]>;
  /** Its backdrop's picture goes with the next sweep, where nothing else needs it. */
  deletePreset(id: string): Promise<void>;
  /** The rules as they lie there, readable or not; null where none were kept. */
  loadRules(): Promise<unknown>;
  /** In the place of those that were there. @throws `quota-exceeded` */
  saveRules(layer: RuleLayer): Promise<void>;
  /** Removes every project, preset, rule and blob. */
  clear(): Promise<void>;
}
