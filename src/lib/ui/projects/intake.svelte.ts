import { placePhotos, withProducts, type Place, type PlacedPhoto } from '../../domain/catalog/place.ts';
import { setChoices } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { asPackshotError } from '../../domain/errors.ts';
import type { PhotoFile } from '../../pipeline/import.ts';
import type { IntakeList, Outcome } from '../../pipeline/intake.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';
import { ImportPreview, type ReadTable } from './import-preview.svelte.ts';
import { sayLeft, sayOutcomes, sayRows } from './intake-words.ts';

/** Where what is taken in goes. */
export interface Into {
  /** Null where there is none yet. */
  project(): Project | null;
  /** Writes into the project; called as the photos come, so that little is lost with the page. */
  change(edit: (before: Project) => Project): Promise<void> | void;
}

/** Writes into what an editor holds: all that comes in at once is one step of undo. */
export function writingTo(session: {
  readonly project: Project;
  change(next: Project, options: { readonly mergeKey: string }): void;
}): Into {
  const mergeKey = `intake ${crypto.randomUUID()}`;
  return {
    project: () => session.project,
    change: (edit) => session.change(edit(session.project), { mergeKey })
  };
}

const NOWHERE: Into = { project: () => null, change: () => {} };

/** Photos that are written into the project at once. */
const BATCH = 50;
/** So few photos are taken in without a word, whatever they are called. */
const FEW = 3;

interface Order {
  readonly list: IntakeList;
  /** Files of the list that are to be taken in, by index. */
  readonly wanted: readonly number[];
  /** Where a file goes that is taken in now. */
  readonly placeOf: (file: number) => Place;
  readonly tables: readonly ReadTable[];
  /** Patterns to remember; null for none. */
  readonly patterns: readonly string[] | null;
}

/** Takes files in, one after the other: shows how far it is, tells what became of each, hands on what is whole. */
export class Intake {
  /** Files done and in all, while some are being taken in. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  /** What a person is asked before many files are taken in. */
  preview = $state.raw<ImportPreview | null>(null);
  #abort: AbortController | null = null;
  #waiting: PhotoFile[] = [];

  /**
   * The photos that were written; none where every file failed or it was stopped before. Files given while others are
   * being taken in join those: the call that is running gives the photos of both, this one gives none.
   */
  async take(studio: Studio, files: readonly PhotoFile[], into: Into = NOWHERE): Promise<Photo[]> {
    this.#waiting.push(...files);
    const { done, total } = this.progress ?? { done: 0, total: 0 };
    this.progress = { done, total: total + files.length };
    if (this.#abort) return [];
    const abort = (this.#abort = new AbortController());
    const taken: Photo[] = [];
    try {
      await this.#takeAll(studio, into, taken, abort.signal);
    } catch (error) {
      const problem = asPackshotError(error, 'decode-failed');
      if (problem.code !== 'aborted') {
        const { what, remedy } = errorWords(problem);
        notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
      }
    } finally {
      if (this.#abort === abort) this.stop();
    }
    return taken;
  }

  /** Drops what is under way and what waits. What was written stays. */
  stop(): void {
    this.#abort?.abort();
    this.preview?.cancel();
    this.#abort = this.progress = this.preview = null;
    this.#waiting = [];
  }

  async #takeAll(studio: Studio, into: Into, taken: Photo[], signal: AbortSignal): Promise<void> {
    const { listIntake } = await import('../../pipeline/intake.ts');
    while (!signal.aborted && this.#waiting.length > 0) {
      const files = this.#waiting.splice(0);
      const list = await listIntake(files, signal);
      const order = await this.#order(list, into, signal);
      this.#grow(list.items.length - files.length);
      if (order && !signal.aborted) await this.#take(studio, order, into, taken, signal);
    }
  }

  /** What is to be done with listed files; null where the person does not want it. */
  async #order(list: IntakeList, into: Into, signal: AbortSignal): Promise<Order | null> {
    const project = into.project();
    const pipeline = await import('../../pipeline/intake.ts');
    const known = pipeline.knownNames(project);
    const tables = list.tables.length > 0 ? await readTables(list, signal) : [];
    const preview = new ImportPreview(list, tables, known, pipeline);
    if (!preview.isWorthAsking(FEW)) {
      const keys = preview.places.map((place) => place?.key ?? null);
      const placing = preview.placing();
      const isKnown = (key: string | null = null) => key !== null && known.keys.has(key);
      const placeOf = (file: number) => (isKnown(keys[file]) && placing.take(file)) || {};
      return { list, wanted: [...keys.keys()], placeOf, tables: [], patterns: null };
    }
    this.preview = preview;
    const isWanted = await preview.answer;
    if (this.preview === preview) this.preview = null;
    if (!isWanted) return null;
    const placing = preview.placing();
    const wanted = [...list.items.keys()].filter((file) => !placing.isLeft(file));
    const placeOf = (file: number) => placing.take(file) ?? {};
    return { list, wanted, placeOf, tables, patterns: preview.templates };
  }

  async #take(studio: Studio, order: Order, into: Into, taken: Photo[], signal: AbortSignal): Promise<void> {
    const { takeIn, contentsOf } = await import('../../pipeline/intake.ts');
    const { list, wanted, patterns } = order;
    if (patterns && patterns.length > 0) await into.change((before) => setChoices(before, { patterns }));
    for (const table of order.tables) await writeTable(table, into);
    const items = wanted.flatMap((file) => list.items[file] ?? []);
    let at = 0;
    let kept = 0;
    this.#grow(wanted.length - list.items.length);
    const others: Outcome[] = [];
    const batch: PlacedPhoto[] = [];
    const write = async () => {
      const placed = batch.splice(0);
      if (placed.length === 0) return;
      await into.change((before) => placePhotos(before, placed, () => crypto.randomUUID()));
      taken.push(...placed.map(({ photo }) => photo));
      kept = at;
    };
    try {
      for await (const outcome of takeIn(studio, items, contentsOf(into.project()?.photos ?? []), signal)) {
        const file = wanted[at++] ?? 0;
        if (outcome.kind !== 'added') others.push(outcome);
        else batch.push({ photo: outcome.photo, place: order.placeOf(file) });
        if (this.progress) this.progress = { ...this.progress, done: this.progress.done + 1 };
        if (batch.length >= BATCH) await write();
      }
    } finally {
      // Who stops it keeps what was taken in until then, and is told of the rest; so is who has no room for it.
      try {
        await write();
        kept = at;
      } finally {
        sayOutcomes(others, list.refused, taken.length);
        sayLeft(items.slice(kept), taken.length);
      }
    }
  }

  #grow(by: number): void {
    if (this.progress) this.progress = { ...this.progress, total: this.progress.total + by };
  }
}

async function readTables({ tables }: IntakeList, signal: AbortSignal): Promise<ReadTable[]> {
  const { readCatalog } = await import('../../pipeline/csv.ts');
  const read: ReadTable[] = [];
  for (const { name, open } of tables) {
    try {
      read.push({ name, table: await readCatalog(await open(signal), signal) });
    } catch (thrown) {
      const error = asPackshotError(thrown, 'bad-request');
      if (error.code === 'aborted') throw error;
      read.push({ name, error });
    }
  }
  return read;
}

async function writeTable({ name, table }: ReadTable, into: Into): Promise<void> {
  if (!table) return;
  const { importRows } = await import('../../pipeline/csv.ts');
  const { startProject } = await import('../../pipeline/projects.ts');
  // Somebody may go on editing meanwhile: rows are written into the document as it is in the end.
  let before = into.project() ?? startProject('');
  let written = await importRows(before, table, getLocale());
  while ((into.project() ?? before) !== before) {
    before = into.project() ?? before;
    written = await importRows(before, table, getLocale());
  }
  const { project, ...counts } = written;
  await into.change((now) => withProducts(now, project.products));
  sayRows(name, counts);
}

/** A name for a project made of these photos: the first one's, without its extension. */
export const projectName = (photos: readonly Photo[]): string =>
  photos[0]?.name.replace(/\.[^.]*$/, '') || m.untitled();
