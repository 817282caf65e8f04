import { createSubscriber } from 'svelte/reactivity';
import { DEFAULT_CHANNELS } from '../../domain/channels/defaults.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import {
  auditItems,
  judgeAudit,
  type Audited,
  type RoleChoice,
  type Verdicts
} from '../../pipeline/audit.ts';
import { listAudit, type AuditItem, type AuditSkip, type GivenFile } from '../../pipeline/audit-files.ts';
import type { AuditResult } from '../../pipeline/audit-papers.ts';
import { repairPictures, type Repairs } from '../../pipeline/repair.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { rowsOf, shownRows, type AuditRow, type Filter } from './rows.ts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Rows come several at a time, so that a long table is not drawn anew for each, ms. */
const BATCH_MS = 250;

/**
 * An audit: what was dropped, what was measured of it, for which channels it is judged. It lives as long as the page, so
 * that a person who looks at a repaired picture finds it again.
 */
export class Auditing {
  readonly #studio: Studio;
  readonly #follow: () => void;
  #abort: AbortController | null = null;
  /** The project that the last repair made: later ones join it. */
  #project: string | null = null;
  /** Role ids that a person has chosen, by item and channel. */
  #roles = $state.raw<Readonly<Record<string, string>>>({});
  #audited = $state.raw<readonly Audited[]>([]);
  #skipped = $state.raw<readonly AuditSkip[]>([]);
  #chosen = $state.raw<readonly string[]>(DEFAULT_CHANNELS);
  name = $state('');
  filter = $state<Filter>('all');
  /** Pictures checked and in all, while some are being checked. */
  progress = $state.raw<Progress | null>(null);
  /** Pictures repaired and in all, while some are. */
  repairing = $state.raw<Progress | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  readonly #chooseRole: RoleChoice = (item, { id }) => this.#roles[`${item.index} ${id}`] ?? null;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#follow = createSubscriber((update) => studio.rules.listen(update));
  }

  /** Every channel there is. */
  get all(): readonly Channel[] {
    this.#follow();
    return this.#studio.rules.channels;
  }

  readonly channels: readonly Channel[] = $derived(this.all.filter(({ id }) => this.#chosen.includes(id)));
  readonly verdicts: readonly Verdicts[] = $derived(
    judgeAudit(this.#audited, this.channels, this.#chooseRole)
  );
  readonly rows: readonly AuditRow[] = $derived(rowsOf(this.#audited, this.verdicts, this.#skipped));
  readonly shown: readonly AuditRow[] = $derived(shownRows(this.rows, this.filter));
  /** Those that a file made anew puts right in every channel. */
  readonly safe: readonly AuditRow[] = $derived(this.rows.filter(({ isSafe }) => isSafe));

  get isEmpty(): boolean {
    return this.rows.length === 0 && !this.progress;
  }

  get result(): AuditResult {
    return { name: this.name, audited: this.#audited, verdicts: this.verdicts, skipped: this.#skipped };
  }

  /** One channel stays: without any there is nothing to be judged by. */
  choose(channel: string, isChosen: boolean): void {
    const chosen = this.#chosen.filter((id) => id !== channel);
    this.#chosen = isChosen ? [...chosen, channel] : chosen.length > 0 ? chosen : this.#chosen;
  }

  setRole(row: AuditRow, channel: string, role: string): void {
    if (row.item) this.#roles = { ...this.#roles, [`${row.item.index} ${channel}`]: role };
  }

  /** Checks other files in the place of those before. */
  async take(files: readonly GivenFile[]): Promise<void> {
    this.clear();
    const abort = (this.#abort = new AbortController());
    this.name = nameOf(files);
    this.progress = { done: 0, total: 0 };
    try {
      const { items, skipped } = await listAudit(files, { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.#skipped = skipped;
      await this.#measure(items, abort.signal);
    } catch (error) {
      this.#say(error, abort);
    } finally {
      if (this.#abort === abort) this.progress = this.#abort = null;
    }
  }

  async #measure(items: readonly AuditItem[], signal: AbortSignal): Promise<void> {
    const audited: Audited[] = [];
    let shownAt = performance.now();
    const show = () => {
      if (signal.aborted) return;
      this.#audited = [...audited];
      this.progress = { done: audited.length, total: items.length };
      shownAt = performance.now();
    };
    show();
    try {
      for await (const each of auditItems(this.#studio, items, { hasPictures: true, signal })) {
        audited.push(each);
        if (performance.now() - shownAt > BATCH_MS) show();
      }
    } finally {
      show();
    }
  }

  /** Ends what is under way; what was found stays. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = this.progress = this.repairing = null;
  }

  clear(): void {
    this.stop();
    this.#audited = this.#skipped = [];
    this.#roles = {};
    this.#project = null;
    this.filter = 'all';
    this.problem = null;
  }

  /** The picture itself, opened again to be looked at. @throws as `AuditItem.open` */
  readonly open = (row: AuditRow): Promise<Blob | null> => row.item?.open() ?? Promise.resolve(null);

  /** Takes pictures into a project. Null where none could be, or it was stopped. */
  async repair(rows: readonly AuditRow[]): Promise<Repairs | null> {
    const abort = (this.#abort = new AbortController());
    const items = rows.flatMap(({ item }) => item ?? []);
    this.repairing = { done: 0, total: items.length };
    try {
      const place = {
        projectId: this.#project,
        name: m.audit_project({ name: this.name }),
        channels: this.channels.map(({ id }) => id)
      };
      const repairs = await repairPictures(this.#studio, place, items, {
        signal: abort.signal,
        onProgress: (done, total) => {
          if (!abort.signal.aborted) this.repairing = { done, total };
        }
      });
      this.#project = repairs.projectId ?? this.#project;
      return repairs;
    } catch (error) {
      this.#say(error, abort);
      return null;
    } finally {
      if (this.#abort === abort) this.repairing = this.#abort = null;
    }
  }

  #say(error: unknown, { signal }: AbortController): void {
    const problem = asPackshotError(error, 'decode-failed');
    if (problem.code !== 'aborted' && !signal.aborted) this.problem = problem;
  }
}

/** The one file's name without its ending; of several their folder's, where they have one. */
function nameOf(files: readonly GivenFile[]): string {
  const [first = ''] = files.map(({ name }) => name);
  const folder = first.split('/').slice(0, -1)[0];
  return files.length === 1 || !folder ? first.replace(/\.[^./]*$/, '') : folder;
}

let kept: Auditing | undefined;

/** The page's one audit. */
export const auditOf = (studio: Studio): Auditing => (kept ??= new Auditing(studio));
