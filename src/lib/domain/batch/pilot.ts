import type { Entry } from '../catalog/entries.ts';
import { familyKey } from '../catalog/families.ts';
import { grouped } from '../grouped.ts';
import type { BoardRow } from './board.ts';
import { categoryKey } from './categories.ts';
import { isOver, type Job } from './job.ts';
import { timeLeft, type Pace } from './queue.ts';
import { MAIN } from './slots.ts';

/** How many products a catalogue is tried with. */
export const PILOT = { least: 5, usual: 8, most: 10 } as const;

/**
 * Products to begin with: such as have a MAIN photo of their own, of as many categories, then families, as there are.
 * The same catalogue gives the same ones; there may be fewer than asked for.
 */
export function pilotOf(entries: readonly Entry[], count: number): readonly Entry[] {
  const able = entries.filter(
    ({ lender, photos }) => lender === null && photos.some(({ slot }) => slot === MAIN)
  );
  const byCategory = grouped(able, ({ product }) => categoryKey(product?.category));
  const queues = [...byCategory.values()].map((own) =>
    inTurn([...grouped(own, ({ product, key }) => (product?.parent ? familyKey(product) : key)).values()])
  );
  return inTurn(queues).slice(0, count);
}

/** The first of each, then the second of each, and so on. */
function inTurn<T>(queues: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    queues.flatMap((queue) => queue.slice(at, at + 1))
  ).flat();
}

/** What a pilot was begun with: ids of photos and channels. */
export interface PilotScope {
  readonly photos: readonly string[];
  readonly channels: readonly string[];
}

/** Products whose own photos a pilot is made of. */
export function pilotEntries(entries: readonly Entry[], { photos }: PilotScope): readonly Entry[] {
  const ids = new Set(photos);
  return entries.filter(
    (entry) => entry.lender === null && entry.photos.some(({ photo }) => ids.has(photo.id))
  );
}

/** What came of a pilot. */
export interface PilotResult {
  readonly files: number;
  /** Nothing of it is left to do. */
  readonly isOver: boolean;
  readonly passed: number;
  readonly review: number;
  readonly failed: number;
  /** Mean time of a file, without its photo's cutout, ms; null where none was made. */
  readonly fileMs: number | null;
}

export function pilotResult(jobs: readonly Job[], { photos, channels }: PilotScope): PilotResult {
  const ids = new Set(photos);
  const wanted = jobs.filter(
    ({ state, photo, channel }) => state !== 'cancelled' && ids.has(photo) && channels.includes(channel)
  );
  const count = (...states: readonly Job['state'][]) =>
    wanted.filter(({ state }) => states.includes(state)).length;
  const times = wanted.flatMap(({ ms }) => ms ?? []);
  return {
    files: wanted.length,
    isOver: wanted.length > 0 && wanted.every(isOver),
    passed: count('done', 'exported'),
    review: count('review'),
    failed: count('failed'),
    fileMs: times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length
  };
}

/** What is not made yet of all other products in a pilot's channels: how many files, of which photos. */
export function restFiles(board: readonly BoardRow[], { photos, channels }: PilotScope) {
  const ids = new Set(photos);
  const open = board
    .filter(({ entry }) => entry.lender === null)
    .flatMap(({ cells }) => cells.filter(({ channel }) => channels.includes(channel)))
    .flatMap(({ files }) => files.filter(({ state, photo }) => state === 'none' && !ids.has(photo)));
  return { files: open.length, photos: [...new Set(open.map(({ photo }) => photo))] };
}

/**
 * Time that the rest would take at the pilot's pace, ms; null where nobody measured what it needs.
 * @param rest files to make, and photos that must be cut out before
 * @param lanes files made side by side
 */
export function restOf(
  rest: { readonly files: number; readonly cutouts: number },
  pace: Pace,
  lanes: number
): number | null {
  const jobs = Array.from({ length: rest.files }, () => ({ state: 'queued' }) as const);
  return timeLeft(jobs, rest.cutouts, pace, lanes);
}
