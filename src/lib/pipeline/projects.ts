import { createProject } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import type { Store } from '../storage/store.ts';

/** A new project, not yet saved (its first save names revision 0). */
export function startProject(name: string): Project {
  return createProject({ id: crypto.randomUUID(), name, channels: ['amazon'] });
}

/**
 * Saves one project's documents in order. While one is being written only the newest waiting one is kept: each save
 * resolves once its document, or a newer one, is on disk.
 */
export class ProjectWriter {
  readonly #store: Store;
  #revision: number;
  #waiting: Project | null = null;
  #writing: Promise<void> | null = null;

  constructor(store: Store, revision: number) {
    this.#store = store;
    this.#revision = revision;
  }

  get revision(): number {
    return this.#revision;
  }

  /** @throws `busy` when another tab saved meanwhile, `quota-exceeded`; the document in memory is untouched */
  save(project: Project): Promise<void> {
    this.#waiting = project;
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting) {
        const next = this.#waiting;
        this.#waiting = null;
        this.#revision = await this.#store.saveProject(next, this.#revision);
      }
    } finally {
      // In the same turn as the loop's last look: a save in between would wait for a write that never comes.
      this.#writing = null;
    }
  }
}
