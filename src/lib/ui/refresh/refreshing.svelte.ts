import { SvelteSet } from 'svelte/reactivity';
import { isOver, type Job } from '../../domain/batch/job.ts';
import { outdated, staleGroups, type StaleGroup, type StaleOutput } from '../../domain/batch/refresh.ts';
import type { FigureChange } from '../../domain/channels/figure-changes.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { changesBehind, staleOutputs } from '../../pipeline/refresh.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { batchingOf } from '../batch/batching-of.ts';
import type { Batching } from '../batch/batching.svelte.ts';
import type { EditorSession } from '../editor/session.svelte.ts';

/** What came of the files that were rendered again. */
export interface Renewed {
  readonly ids: readonly string[];
  readonly done: number;
  readonly review: number;
  readonly failed: number;
  /** A person has stopped it before all were begun. */
  readonly wasStopped: boolean;
}

/** Finished files that would be others today, which of them are to be rendered again, and how far that is. */
export class Refreshing {
  readonly batching: Batching;
  readonly #studio: Studio;
  readonly #session: EditorSession;
  #looks = 0;
  /** Null before the first look has ended. */
  groups = $state.raw<readonly StaleGroup[] | null>(null);
  /** What has changed behind groups of rules, by their ids; null where that is not known. */
  changes = $state.raw<Readonly<Record<string, readonly FigureChange[] | null>>>({});
  readonly chosen = new SvelteSet<string>();
  /** Files that are rendered again now; null while none are. */
  #asked = $state.raw<ReadonlySet<string> | null>(null);
  #wasStopped = false;
  renewed = $state.raw<Renewed | null>(null);
  /** Why it could not be looked; what stops the batch is the batch's. */
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
    this.#session = session;
    this.batching = batchingOf(studio, session);
  }

  readonly jobs: readonly Job[] = $derived.by(() => {
    const asked = this.#asked;
    return asked ? (this.batching.snapshot?.jobs ?? []).filter(({ id }) => asked.has(id)) : [];
  });
  /** Null while nothing is rendered again. */
  readonly progress = $derived.by(() =>
    this.#asked === null ? null : { done: this.jobs.filter(isOver).length, total: this.#asked.size }
  );
  /** All that was asked for has come to an end. */
  readonly isThrough: boolean = $derived.by(
    () => this.progress !== null && this.jobs.length > 0 && this.jobs.every(isOver)
  );
  /** Looks which files would be others today; at first those that ought to be rendered again are chosen. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    this.problem = null;
    try {
      // A tab that may only read opens no batch: its one writer works it.
      if (!this.#session.isReadOnly) await this.batching.open();
      const stale = await staleOutputs(this.#studio, this.#session.project);
      const groups = staleGroups(stale);
      const changes = await Promise.all(
        groups.map(async (group) => [group.id, await changesBehind(this.#studio, group)] as const)
      );
      if (look !== this.#looks) return;
      if (this.groups === null) for (const { output } of outdated(stale)) this.chosen.add(output.id);
      else this.#keepChosen(stale);
      this.changes = Object.fromEntries(changes);
      this.groups = groups;
    } catch (error) {
      if (look === this.#looks) this.problem = asPackshotError(error, 'no-storage');
    }
  }

  /** What a person left out stays out; what is rendered again is chosen no more. */
  #keepChosen(stale: readonly StaleOutput[]): void {
    const ids = stale.map(({ output }) => output.id);
    for (const id of this.chosen) if (!ids.includes(id)) this.chosen.delete(id);
  }

  choose(files: readonly StaleOutput[], isChosen: boolean): void {
    for (const { output } of files) {
      if (isChosen) this.chosen.add(output.id);
      else this.chosen.delete(output.id);
    }
  }

  /** How many of a group's files are chosen. */
  chosenOf({ files }: StaleGroup): number {
    return files.filter(({ output }) => this.chosen.has(output.id)).length;
  }

  async run(): Promise<void> {
    const ids: ReadonlySet<string> = new SvelteSet(this.chosen);
    if (ids.size === 0 || this.#session.isReadOnly) return;
    this.renewed = null;
    this.#wasStopped = false;
    await this.batching.redo([...ids], true);
    this.#asked = this.batching.problem ? null : ids;
  }

  /** What was begun stops; every file that was not rendered again stays as it was. */
  async stop(): Promise<void> {
    if (this.#asked === null) return;
    this.#wasStopped = true;
    await this.batching.letBe([...this.#asked]);
  }

  /** The model that they need is not to be fetched: they stay as they were. */
  async decline(): Promise<void> {
    this.batching.decline();
    await this.stop();
  }

  /** To be called once it `isThrough`: says what came of it, and looks again. */
  async finish(): Promise<void> {
    const count = (...states: readonly Job['state'][]) =>
      this.jobs.filter(({ state }) => states.includes(state)).length;
    this.renewed = {
      ids: [...(this.#asked ?? [])],
      done: count('done', 'exported'),
      review: count('review'),
      failed: count('failed'),
      wasStopped: this.#wasStopped
    };
    this.#asked = null;
    await this.look();
  }
}
