import { DEFAULT_CHANNELS } from '../domain/channels/defaults.ts';
import { createProject } from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { documentReader, readSteps, sharedSteps, writeSteps, type Steps } from '../domain/document/steps.ts';
import { PackshotError } from '../domain/errors.ts';
import { inTurns } from '../storage/in-turns.ts';
import type { LoadedProject, Store, Writer } from '../storage/store.ts';

/** A project as it is opened: with its undo, where that could be read. */
export interface OpenedProject extends LoadedProject {
  readonly steps?: Steps<Project> | undefined;
}

/** A new project, not yet saved (its first save names revision 0). */
export function startProject(name: string): Project {
  return createProject({ id: crypto.randomUUID(), name, channels: DEFAULT_CHANNELS });
}

/**
 * A saved project with its undo. A history that cannot be read is left behind, never the project.
 * @throws `not-found`, `version`, `bad-request`
 */
export async function openProject(store: Store, id: string): Promise<OpenedProject> {
  const loaded = await store.loadProject(id);
  const steps = await loadSteps(store, loaded).catch((error: unknown) => {
    if (error instanceof PackshotError) return undefined;
    throw error;
  });
  return { ...loaded, steps };
}

async function loadSteps(
  store: Store,
  { project, revision }: LoadedProject
): Promise<Steps<Project> | undefined> {
  const text = await store.loadSteps(project.id, revision);
  if (text === null) return undefined;
  const { past, future } = readSteps(text);
  const read = documentReader();
  const parsed: Project[] = [];
  await inTurns(
    (function* () {
      for (const json of [...past, ...future]) yield void parsed.push(read(json));
    })()
  );
  return sharedSteps({ past: parsed.slice(0, past.length), future: parsed.slice(past.length) });
}

/** What a save writes. */
interface Draft {
  readonly project: Project;
  readonly steps: Steps<Project> | undefined;
}

/**
 * Saves one project's documents in order. While one is being written only the newest waiting one is kept: each save
 * resolves once its document, or a newer one, is on disk.
 */
export class ProjectWriter {
  readonly #store: Store;
  readonly #writer: Writer;
  #revision: number;
  #waiting: Draft | null = null;
  /** Asked for at once, behind what was being written. */
  #last: { readonly revision: number; readonly done: Promise<void> } | null = null;
  #writing: Promise<void> | null = null;

  /** @param from what was opened; revision 0 = a new project */
  constructor(store: Store, { revision, writer }: Pick<LoadedProject, 'revision' | 'writer'>) {
    this.#store = store;
    this.#writer = { id: crypto.randomUUID(), follows: writer ?? null };
    this.#revision = revision;
  }

  get revision(): number {
    return this.#revision;
  }

  /**
   * `steps`: of its undo; where none are given, none are kept.
   * @throws `busy` when another tab saved meanwhile, `quota-exceeded`; the document in memory is untouched
   */
  save(project: Project, steps?: Steps<Project>): Promise<void> {
    this.#waiting = { project, steps };
    this.#writing ??= this.#write();
    return this.#writing;
  }

  /**
   * As `save`, for a page that may end with this turn. Only for the project's one writer: the revision on disk is not
   * looked at. Where another writer has followed it after all, nothing is written.
   * @throws `busy`, `quota-exceeded`
   */
  saveAtOnce(project: Project, steps: Steps<Project>): Promise<void> {
    const revision = (this.#last?.revision ?? this.#revision + (this.#writing ? 1 : 0)) + 1;
    const done = this.#store.saveAtOnce(project, revision, writeSteps(steps), this.#writer);
    // Heard of in `#write`, which may be busy with something that fails first.
    done.catch(() => {});
    this.#waiting = null;
    this.#last = { revision, done };
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting || this.#last) await this.#next();
    } finally {
      // In the same turn as the loop's last look: a save in between would wait for a write that never comes.
      this.#writing = null;
    }
  }

  async #next(): Promise<void> {
    const last = this.#last;
    if (last) {
      await last.done.finally(() => (this.#last = this.#last === last ? null : this.#last));
      this.#revision = last.revision;
      return;
    }
    const next = this.#waiting;
    this.#waiting = null;
    if (!next) return;
    const steps = next.steps && writeSteps(next.steps);
    this.#revision = await this.#store.saveProject(next.project, this.#revision, steps, this.#writer);
  }
}
