import { DEFAULT_CHANNELS } from '../domain/channels/defaults.ts';
import { createProject, setChannels } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../domain/errors.ts';
import { ProjectWriter } from '../pipeline/projects.ts';
import type { LoadedProject, Store } from '../pipeline/studio.ts';

export interface OwnerEvents {
  onchanged(before: Project, after: Project): void;
  onsaved(revision: number): void;
}

/** Who holds the frame's one document, and sees to its saving: an editor with its undo, or `SavedProject`. */
export interface ProjectOwner {
  readonly project: Project;
  change(next: Project): void;
  /** Tells of every change, by calls or by hand, and of what is on disk. One listener. */
  listen(events: OwnerEvents): void;
  /**
   * Lets go of pixels that the document no longer refers to. Called while no pixels are being added; not there where
   * an undo may want them back.
   */
  tidy?(): Promise<void>;
}

/**
 * The one project of the host at `origin` as the store has it, else a new one, for the `channels` that the host offers:
 * a kept one for those of them that were chosen, a new one (or where none is left) for all. Its id is made of the origin: the ids of a seller's own projects are random, while their names may be any.
 */
export async function openProject(
  store: Store,
  origin: string,
  channels: readonly string[] | undefined
): Promise<LoadedProject> {
  const id = `embed:${origin}`;
  const isKept = (await store.listProjects()).some((card) => card.id === id);
  const name = origin.replace(/^https?:\/\//, '');
  const opened: LoadedProject = isKept
    ? await store.loadProject(id)
    : { project: createProject({ id, name, channels: channels ?? DEFAULT_CHANNELS }), revision: 0 };
  const { project } = opened;
  const chosen = channels && project.channels.filter((own) => channels.includes(own));
  if (!channels || !chosen || chosen.length === project.channels.length) return opened;
  return { ...opened, project: setChannels(project, chosen.length > 0 ? chosen : channels) };
}

/** A document without an editor: every change is saved at once. */
export class SavedProject implements ProjectOwner {
  #project: Project;
  readonly #store: Store;
  readonly #writer: ProjectWriter;
  #saved: Promise<void> = Promise.resolve();
  readonly #onUnsaved: (error: PackshotError) => void;
  #events: OwnerEvents | null = null;

  /** `onUnsaved` hears of saves that failed; the document in memory is what counts. */
  constructor(store: Store, loaded: LoadedProject, onUnsaved: (error: PackshotError) => void) {
    this.#project = loaded.project;
    this.#store = store;
    this.#writer = new ProjectWriter(store, loaded);
    this.#onUnsaved = onUnsaved;
  }

  get project(): Project {
    return this.#project;
  }

  listen(events: OwnerEvents): void {
    this.#events = events;
  }

  change(next: Project): void {
    const before = this.#project;
    this.#project = next;
    this.#events?.onchanged(before, next);
    this.#saved = this.#writer.save(next);
    this.#saved.then(
      () => this.#events?.onsaved(this.#writer.revision),
      (error: unknown) => this.#onUnsaved(asPackshotError(error, 'no-storage'))
    );
  }

  /** In memory only: on disk another tab may be about to save what refers to them. @throws what the last save threw */
  async tidy(): Promise<void> {
    if (this.#store.kind !== 'memory') return;
    await this.#saved;
    await this.#store.sweep();
  }
}

/** Ids of photos that came, went, or are not as they were. */
export function changedPhotos(before: Project, after: Project): string[] {
  const old = new Map(before.photos.map((photo) => [photo.id, photo]));
  const changed = after.photos.filter((photo) => old.get(photo.id) !== photo).map(({ id }) => id);
  const there = new Set(after.photos.map(({ id }) => id));
  return [...changed, ...[...old.keys()].filter((id) => !there.has(id))];
}
