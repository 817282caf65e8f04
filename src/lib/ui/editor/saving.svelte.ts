import type { Project } from '../../domain/document/document.ts';
import type { History } from '../../domain/document/history.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { Autosave } from '../../pipeline/autosave.ts';
import { ProjectWriter, type OpenedProject } from '../../pipeline/projects.ts';
import type { Store } from '../../pipeline/studio.ts';

type OpenedRevision = Pick<OpenedProject, 'revision' | 'writer'>;

export type SaveState = 'saved' | 'saving' | 'failed';

export interface SavingEvents {
  /** A revision is on disk. */
  onsaved(revision: number): void;
}

/** Whether the document and its undo are on disk, and what is done about it. Failures are shown, not thrown. */
export class Saving {
  readonly #store: Store;
  readonly #now: () => History<Project>;
  readonly #events: SavingEvents;
  readonly #autosave = new Autosave(() => void this.save());
  #writer: ProjectWriter;
  /** Null while it is not known: something is being written, or could not be. */
  #onDisk: History<Project> | null;
  #writes = 0;
  state = $state<SaveState>('saved');
  problem = $state.raw<PackshotError | null>(null);

  /** `now` gives what is to be saved; at first it is what was opened. */
  constructor(store: Store, opened: OpenedRevision, now: () => History<Project>, events: SavingEvents) {
    this.#store = store;
    this.#now = now;
    this.#events = events;
    this.#writer = new ProjectWriter(store, opened);
    this.#onDisk = now();
  }

  get revision(): number {
    return this.#writer.revision;
  }

  get isAllSaved(): boolean {
    return isSame(this.#onDisk, this.#now());
  }

  /** To be called with each change: it is saved in a moment; at leisure where a batch's jobs remember it too. */
  changed(isElsewhere = false): void {
    if (this.isAllSaved) return;
    if (!this.problem) this.state = 'saving';
    if (isElsewhere) this.#autosave.changedElsewhere();
    else this.#autosave.changed();
  }

  /** Forgets what was to be saved: what `now` gives has been read from the disk. */
  restart(opened: OpenedRevision): void {
    this.#autosave.stop();
    this.#autosave.saved();
    this.#writer = new ProjectWriter(this.#store, opened);
    this.#onDisk = this.#now();
    this.problem = null;
    this.state = 'saved';
  }

  /**
   * Writes the document now, unless just this one is on disk. While one is being written every other is handed on, also
   * one that was on disk before: the last one handed on is the one that stays.
   */
  save(): Promise<void> {
    return this.#write((history) => this.#writer.save(history.present, history));
  }

  /** As `save`, for a page that may end with this turn; only for the project's one writer. */
  saveAtOnce(): Promise<void> {
    return this.#write((history) => this.#writer.saveAtOnce(history.present, history));
  }

  /** Where the last save failed, somebody may have made room. */
  retry(): void {
    this.#autosave.retry();
  }

  /** Nothing more is saved by itself. */
  stop(): void {
    this.#autosave.stop();
  }

  async #write(write: (history: History<Project>) => Promise<void>): Promise<void> {
    this.#autosave.stop();
    if (this.isAllSaved) return;
    const [history, writer] = [this.#now(), this.#writer];
    this.#onDisk = null;
    if (!this.problem) this.state = 'saving';
    this.#writes += 1;
    let problem: PackshotError | null = null;
    try {
      await write(history);
    } catch (error) {
      problem = asPackshotError(error, 'no-storage');
    }
    this.#writes -= 1;
    if (writer === this.#writer) this.#settle(history, problem);
  }

  /** What is shown after a write: nothing is called saved while a newer document is being written. */
  #settle(history: History<Project>, problem: PackshotError | null): void {
    this.problem = problem;
    const isLast = this.#writes === 0;
    if (problem) {
      this.state = 'failed';
      // A newer document of another tab does not go away by waiting.
      if (problem.code !== 'busy') this.#autosave.failed();
      return;
    }
    this.#autosave.saved();
    if (isLast) this.#onDisk = history;
    this.state = isLast && this.isAllSaved ? 'saved' : 'saving';
    if (this.state === 'saving' && isLast) this.changed();
    this.#events.onsaved(this.revision);
  }
}

/** The end of a gesture changes nothing that is saved. */
const isSame = (a: History<Project> | null, b: History<Project>): boolean =>
  a !== null && a.present === b.present && a.past === b.past && a.future === b.future;
