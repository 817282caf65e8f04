import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { asPackshotError } from '../../domain/errors.ts';
import type { ProjectCard, Store } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';
import { preference } from '../shared/preference.ts';

/** Undo is offered for as long as its notice stands. */
const UNDO_MS = 8_000;

/** Ids whose deletion a page that was left could not finish, with commas between. */
const UNFINISHED = 'packshot-deleting';

const noticeOf = (id: string): string => `deleted-${id}`;

/**
 * Projects kept on this device, newest first. A deleted one is gone from the list at once, and from the disk when undo
 * has passed or the list is left.
 */
export class RecentProjects {
  cards = $state.raw<readonly ProjectCard[]>([]);
  /** Deletions that can still be undone: what ends the wait. */
  readonly #undoable = new SvelteMap<string, { store: Store; timer: ReturnType<typeof setTimeout> }>();
  /** Every deleted one, for good: a list that was read before must not bring it back. */
  readonly #gone = new SvelteSet<string>();

  /** Reads the list anew, after finishing what an earlier page left undone. */
  async load(store: Store): Promise<void> {
    const unfinished = preference.read(UNFINISHED)?.split(',') ?? [];
    preference.write(UNFINISHED, null);
    for (const id of unfinished) await this.#delete(store, id);
    const cards = await store.listProjects();
    this.cards = cards.filter(({ id }) => !this.#gone.has(id));
  }

  remove(store: Store, card: Pick<ProjectCard, 'id' | 'name'>): void {
    const timer = setTimeout(() => void this.#commit(card.id), UNDO_MS);
    this.#undoable.set(card.id, { store, timer });
    this.#gone.add(card.id);
    this.cards = this.cards.filter(({ id }) => id !== card.id);
    notices.say({
      id: noticeOf(card.id),
      tone: 'info',
      title: m.project_deleted({ name: card.name }),
      action: { label: m.undo(), run: () => void this.#restore(card.id) }
    });
  }

  /** Deletes at once what could still be undone; for when the list is left. */
  async finish(): Promise<void> {
    await Promise.all([...this.#undoable.keys()].map((id) => this.#commit(id)));
  }

  /** As `finish`, for a page that ends: the browser may cut the deletion short, and the next `load` then does it. */
  finishLater(): void {
    if (this.#undoable.size === 0) return;
    preference.write(UNFINISHED, [...this.#undoable.keys()].join(','));
    void this.finish();
  }

  async #restore(id: string): Promise<void> {
    const undoable = this.#undoable.get(id);
    if (!undoable) return;
    clearTimeout(undoable.timer);
    this.#undoable.delete(id);
    this.#gone.delete(id);
    await this.load(undoable.store);
  }

  async #commit(id: string): Promise<void> {
    const undoable = this.#undoable.get(id);
    if (!undoable) return;
    clearTimeout(undoable.timer);
    this.#undoable.delete(id);
    notices.dismiss(noticeOf(id));
    await this.#delete(undoable.store, id);
  }

  async #delete(store: Store, id: string): Promise<void> {
    try {
      this.#gone.add(id);
      await store.deleteProject(id);
    } catch (error) {
      this.#gone.delete(id);
      const problem = asPackshotError(error, 'no-storage');
      const { what, remedy } = errorWords(problem);
      notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
    }
  }
}

/** One for the page: a screen that comes back shows what happened while it was away. */
export const recentProjects = new RecentProjects();
