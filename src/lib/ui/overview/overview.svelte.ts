import {
  boardOf,
  missingOf,
  planBoard,
  shownRows,
  type BoardFilter,
  type Work
} from '../../domain/batch/board.ts';
import { isRequired } from '../../domain/batch/lacks.ts';
import { entriesOf } from '../../domain/catalog/entries.ts';
import { expiring } from '../../domain/catalog/rights.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import { asPackshotError } from '../../domain/errors.ts';
import { goneShared, staleIds } from '../../pipeline/overview.ts';
import { isoToday } from '../../pipeline/rules.ts';
import { batchingOf } from '../batch/batching-of.ts';
import type { Batching } from '../batch/batching.svelte.ts';
import type { EditorDesk } from '../editor/desk.svelte.ts';
import { Elsewhere, type Question } from './elsewhere.svelte.ts';
import { Pilot } from './pilot.svelte.ts';
import { Saving } from './saving.svelte.ts';

/** Parts of the overview, in the order of their buttons. */
export const SECTIONS = ['board', 'missing', 'rights', 'listable', 'pilot', 'savings'] as const;
export type Section = (typeof SECTIONS)[number];

/** Jobs change many times a second while a batch works: the board follows this often, ms. */
const FOLLOW_MS = 400;
const NO_WORK: Work = { jobs: [], stale: new Set() };

/** A project at a glance: what there is of each product in each channel, what is missing, and where else it could go. */
export class Overview {
  readonly desk: EditorDesk;
  readonly batching: Batching;
  readonly pilot: Pilot;
  readonly saving: Saving;
  readonly elsewhere = new Elsewhere();
  section = $state<Section>('board');
  filter = $state<BoardFilter>('all');
  /** Only what is required counts as missing. */
  isStrict = $state(true);
  #work = $state.raw(NO_WORK);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(desk: EditorDesk) {
    this.desk = desk;
    this.batching = batchingOf(desk.studio, desk.session);
    this.pilot = new Pilot(this);
    this.saving = new Saving();
  }

  /** The project's own, in their order. */
  readonly channels: readonly Channel[] = $derived.by(() => {
    const { channels } = this.desk.session.choosing;
    return this.batching.channels.flatMap((id) => channels.find((channel) => channel.id === id) ?? []);
  });
  readonly entries = $derived.by(() => entriesOf(this.desk.session.project));
  readonly plan = $derived.by(() => planBoard(this.desk.session.project, this.entries, this.channels));
  readonly board = $derived.by(() => boardOf(this.plan, this.#work));
  readonly rows = $derived.by(() => shownRows(this.board, this.filter));
  readonly ready = $derived.by(() => this.board.filter(({ isReady }) => isReady).length);
  readonly allMissing = $derived.by(() => missingOf(this.plan));
  readonly required = $derived.by(() => this.allMissing.filter(({ lacks }) => lacks.some(isRequired)));
  readonly missing = $derived(this.isStrict ? this.required : this.allMissing);
  readonly expiring = $derived.by(() => expiring(this.desk.session.project, isoToday()));
  /** What `elsewhere` is asked: of every channel there is, the project's own first. */
  readonly everywhere: Question = $derived.by(() => {
    const { project, choosing } = this.desk.session;
    const others = choosing.channels.filter((channel) => !this.channels.includes(channel));
    return { project, channels: [...this.channels, ...others], work: this.#work };
  });

  get jobs(): Work['jobs'] {
    return this.#work.jobs;
  }

  get staleCount(): number {
    return this.#work.stale.size;
  }

  /** Takes up what there is. A tab that may only read opens no batch: its one writer works it. */
  async open(): Promise<void> {
    if (!this.desk.session.isReadOnly) await this.batching.open();
    const jobs = this.batching.snapshot?.jobs ?? (await this.#read());
    if (this.#isClosed) return;
    this.#work = { ...this.#work, jobs };
    await this.#look();
  }

  async #read(): Promise<Work['jobs']> {
    const { studio, session } = this.desk;
    try {
      return await studio.store.work.listJobs(session.project.id);
    } catch (error) {
      this.batching.problem ??= asPackshotError(error, 'no-storage');
      return [];
    }
  }

  /** Follows the batch, now and then. */
  follow(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const { snapshot, state } = this.batching;
      if (!snapshot || this.#isClosed) return;
      this.#work = { ...this.#work, jobs: snapshot.jobs };
      this.pilot.keep(snapshot.pace);
      if (state === 'idle') void this.#look();
    }, FOLLOW_MS);
  }

  /** What would be another file today. That it cannot be known hides nothing else. */
  async #look(): Promise<void> {
    const { studio, session } = this.desk;
    const stale = await staleIds(studio, session.project).catch(() => NO_WORK.stale);
    const gone = await goneShared(studio, session.project).catch(() => NO_WORK.stale);
    if (!this.#isClosed) this.#work = { ...this.#work, stale, gone };
  }

  close(): void {
    this.#isClosed = true;
    this.elsewhere.stop();
    clearTimeout(this.#timer);
  }
}
