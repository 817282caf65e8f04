import type { Verdict } from '../domain/compliance/report.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';

/** What a list of projects shows without opening them. */
export interface ProjectCard {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly changedAt: number;
  readonly photos: number;
  readonly verdict: Verdict | null;
  readonly thumbnail: Blob | null;
}

export interface LoadedProject {
  readonly project: Project;
  /** Grows by one with every save; what the next save must name. */
  readonly revision: number;
}

/** Where projects and their pixels are remembered. Two implementations: IndexedDB, and memory where that is refused. */
export interface Store {
  /** `memory`: nothing outlives the page. */
  readonly kind: 'local' | 'memory';
  /** Keeps a blob under its content's hash; the same content is kept once. @throws `quota-exceeded` */
  putBlob(blob: Blob): Promise<BlobRef>;
  /** @throws `not-found` */
  getBlob(ref: BlobRef): Promise<Blob>;
  /**
   * Replaces the document if nobody saved since `expectedRevision` (0 = new); resolves with the new revision once it
   * is on disk.
   * @throws `busy` when another tab saved meanwhile, `quota-exceeded`
   */
  saveProject(project: Project, expectedRevision: number): Promise<number>;
  /** @throws `not-found`, `version` (written by a newer app), `bad-request` (unreadable) */
  loadProject(id: string): Promise<LoadedProject>;
  /** Newest first. */
  listProjects(): Promise<ProjectCard[]>;
  /** Updates what the list shows. Does nothing for an unknown project. */
  setCard(id: string, card: Pick<ProjectCard, 'verdict' | 'thumbnail'>): Promise<void>;
  /** Removes the document and those of its blobs that no other document refers to. */
  deleteProject(id: string): Promise<void>;
  /**
   * Removes every blob that no saved document refers to: mattes that were replaced, imports that were given up. Undo
   * may still need them, here or in another tab: call it where nobody works (`sweepWhenAlone`).
   */
  sweep(): Promise<void>;
  /** Removes every project and blob. */
  clear(): Promise<void>;
}
