import { renameProject } from '../../domain/document/change.ts';
import type { Project } from '../../domain/document/document.ts';
import { startProject } from '../../pipeline/projects.ts';
import type { Store } from '../../pipeline/studio.ts';
import { projectName, type Into } from './intake.svelte.ts';

/** A project that comes to be with the first thing written into it, and is saved each time. */
export class FreshProject implements Into {
  readonly #store: Store;
  #project: Project | null = null;
  #revision = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  project(): Project | null {
    return this.#project;
  }

  /** @throws `quota-exceeded` and as `Store.saveProject` */
  async change(edit: (before: Project) => Project): Promise<void> {
    const next = edit(this.#project ?? startProject(''));
    const isNamed = next.photos.length > 0 && (this.#project?.photos.length ?? 0) > 0;
    const project = isNamed ? next : renameProject(next, projectName(next.photos));
    this.#revision = await this.#store.saveProject(project, this.#revision);
    this.#project = project;
  }
}
