import { outdated } from '../../domain/batch/refresh.ts';
import { isOver } from '../../domain/batch/job.ts';
import { needsCutout } from '../../domain/batch/queue.ts';
import { listingsOf } from '../../domain/batch/slots.ts';
import { expiring } from '../../domain/catalog/rights.ts';
import type { Photo } from '../../domain/document/document.ts';
import { byId } from '../../domain/document/lookup.ts';
import { isoToday } from '../../pipeline/rules.ts';
import { m } from '../../paraglide/messages.js';
import { batchingOf } from '../batch/batching-of.ts';
import { staleOutputs } from '../../pipeline/refresh.ts';
import type { EditorDesk } from '../editor/desk.svelte.ts';
import { isSameIn } from '../editor/outputs.ts';
import { notices } from '../shared/notices.svelte.ts';
import { number } from '../shared/numbers.ts';
import { withoutPhotos } from './arrange.ts';
import { countsOf, shownOf, type Card, type Filter, type Known, type Sort } from './cards.ts';
import { Deck } from './deck.ts';
import { Selection } from './selection.svelte.ts';
import { Thumbnails } from './thumbnails.svelte.ts';
import { NOTHING_TOLD, toldBy } from './told-jobs.ts';

/** Jobs are read again this often while a batch works on them. */
const READ_MS = 2000;

/** The light table: every product, what is known of it, and what is chosen. */
export class Table {
  readonly desk: EditorDesk;
  readonly selection = new Selection();
  readonly thumbnails: Thumbnails;
  filter = $state<Filter>('all');
  query = $state('');
  sort = $state<Sort>('review');
  readonly #deck = new Deck();
  #told = $state.raw(NOTHING_TOLD);
  /** Finished files that would come out differently today. */
  staleCount = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(desk: EditorDesk) {
    this.desk = desk;
    this.thumbnails = new Thumbnails(desk.studio, () => desk.session.choosing.first);
  }

  readonly channels = $derived.by(() => {
    const made = this.desk.session.choosing.outputs.map(({ channel }) => channel.id);
    return this.desk.session.choosing.channels.filter(({ id }) => made.includes(id));
  });
  readonly #listings = $derived.by(() => listingsOf(this.desk.session.project));
  readonly cards: readonly Card[] = $derived.by(() =>
    this.#deck.deal(
      this.#listings,
      this.channels,
      (photo) => this.#facts(photo),
      (photo, key) => this.#known(photo, key)
    )
  );
  readonly counts = $derived.by(() => countsOf(this.cards));
  readonly shown = $derived.by(() => shownOf(this.cards, this.filter, this.query, this.sort));
  readonly keys = $derived.by(() => this.shown.map(({ key }) => key));
  /** Place of the card that the keyboard is on: where an edit has sorted it anew, its new one. */
  readonly at = $derived.by(() => this.selection.placeIn(this.keys));
  readonly current: Card | null = $derived.by(() => this.shown[this.at] ?? null);
  /** Products whose rights have ended or end soon. */
  readonly expiring = $derived.by(() => expiring(this.desk.session.project, isoToday()));
  readonly chosen = $derived.by(() =>
    this.selection.size === 0 ? [] : this.cards.filter(({ key }) => this.selection.has(key))
  );
  readonly progress = $derived.by(() => {
    const jobs = [...this.#told.values()].flatMap((told) => [...told.values()]);
    const over = jobs.filter(({ job }) => isOver(job)).length;
    return over === jobs.length ? null : { done: over, total: jobs.length };
  });

  /** All that `#known` looks at. */
  #facts(photo: Photo): readonly unknown[] {
    const { output, verdicts } = this.desk.showing;
    return [output.judged.of(photo), verdicts.judged.of(photo), this.#told.get(photo.id)];
  }

  /** What this session checked of the photo as it is now, else what the batch found of it. */
  #known(photo: Photo, key: string): Known {
    const { output, verdicts } = this.desk.showing;
    const read = this.#told.get(photo.id)?.get(key);
    const isToday = read !== undefined && isSameIn(key, read.photo, photo);
    const job = read && (isToday || !isOver(read.job)) ? read.job : null;
    const told = isToday ? read.job.result?.verdict : undefined;
    const verdict = output.judged.on(photo, key) ?? verdicts.on(photo, key) ?? told ?? null;
    return { verdict, job, isStale: verdict === null && !isToday && read?.job.result !== undefined };
  }

  async read(): Promise<void> {
    const { session, studio } = this.desk;
    const { project } = session;
    const photos = byId(project.photos);
    // Where this page works on them they are here: tens of thousands are not fetched from the disk again and again.
    const here = session.isReadOnly ? undefined : batchingOf(studio, session).snapshot?.jobs;
    const jobs = here ?? (await studio.store.work.listJobs(project.id).catch(() => []));
    const isLast = jobs.every(isOver);
    // What changes meanwhile is seen by its photo.
    const isAsked = isLast || this.#told.size === 0;
    const stale = isAsked ? await staleOutputs(studio, project).catch(() => []) : [];
    if (this.#isClosed) return;
    if (isAsked) this.staleCount = outdated(stale).length;
    this.#told = toldBy(
      jobs,
      this.#told,
      photos,
      stale.map(({ output }) => output.id)
    );
    if (!isLast) this.#timer = setTimeout(() => void this.read(), READ_MS);
  }

  /** This product, whatever was filtered; in the order in which they were added, which no verdict changes. */
  show(key: string): void {
    this.filter = 'all';
    this.query = '';
    this.sort = 'added';
    this.selection.move(this.keys, Math.max(0, this.keys.indexOf(key)));
  }

  /** Photos of what is chosen, else of the product the keyboard is on. */
  get photos(): readonly Photo[] {
    const cards = this.chosen.length > 0 ? this.chosen : this.current ? [this.current] : [];
    return cards.flatMap(({ listing }) => listing.photos.map(({ photo }) => photo));
  }

  /** Reads a photo again that could not be read, and makes its files again that could not be made. */
  async retry(photo: Photo, hasFailed: boolean): Promise<void> {
    const { studio, session } = this.desk;
    this.thumbnails.retry(photo);
    if (!hasFailed) return;
    await batchingOf(studio, session).retry([photo.id]);
    clearTimeout(this.#timer);
    await this.read();
  }

  async cutOut(): Promise<void> {
    const { cutting, series } = this.desk;
    const { project } = this.desk.session;
    const photos = this.photos.filter(({ id }) => needsCutout(project, id));
    const { engine, effort } = cutting;
    if (await cutting.canCut(photos)) await series.run(photos, { model: engine, effort });
    else notices.say({ id: 'series-later', tone: 'info', title: m.series_later() });
  }

  delete(): void {
    const { session } = this.desk;
    const ids = this.photos.map(({ id }) => id);
    if (ids.length === 0 || session.isReadOnly) return;
    session.change(withoutPhotos(session.project, ids));
    this.selection.clear();
    notices.say({
      id: 'photos-deleted',
      tone: 'info',
      title: m.table_deleted({ count: ids.length, shown: number(ids.length) }),
      action: { label: m.undo(), run: () => session.undo() }
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.thumbnails.close();
  }
}
