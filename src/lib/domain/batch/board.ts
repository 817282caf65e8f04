import type { Entry } from '../catalog/entries.ts';
import { pictureKey } from '../catalog/families.ts';
import type { Channel } from '../channels/channel.ts';
import { findRole } from '../channels/index.ts';
import type { Project } from '../document/document.ts';
import { lookUp } from '../document/lookup.ts';
import { variantKey } from '../document/resolve.ts';
import { slotId } from './exported.ts';
import { jobId, type Job } from './job.ts';
import { isRequired, lacksOf, type Lack } from './lacks.ts';
import { fileKey } from './planned.ts';
import { isOtherLength, sharesSizes } from './shared-sizes.ts';
import type { Listing } from './slots.ts';
import { setsOf, wishesOf, type PictureSet, type Wish } from './wishes.ts';

/**
 * What there is of a file, furthest from the shop first. `stale`: made, and would be another today; `none`: nobody has
 * asked for it, or it was given up; all others as a job's state, with what was mended (`fixed`) apart from what simply
 * passed (`done`).
 */
export const FILE_STATES = [
  'failed',
  'review',
  'stale',
  'working',
  'queued',
  'none',
  'fixed',
  'done',
  'exported'
] as const;
export type FileState = (typeof FILE_STATES)[number];

/** What a cell says first: the first state that one of its files has, or that a photo is missing. */
export type CellState = FileState | 'missing';

/** A file that a channel asks for of a product. */
export interface AskedFile {
  /** `Job.id`. */
  readonly id: string;
  readonly photo: string;
  readonly slot: string;
  readonly role: string;
  /** Of a country's set; absent = everybody's. */
  readonly locale?: string;
  /** Of a picture that is another size's: `ExportedFile.id` of what goes under this product's name. */
  readonly goneAs?: string;
}

export interface BoardFile extends AskedFile {
  readonly state: FileState;
  readonly job: Job | null;
}

/** A product in a channel, before anything is known of its files. */
export interface PlannedCell {
  readonly channel: string;
  readonly files: readonly AskedFile[];
  /** What the channel asks for and no photo is there for. */
  readonly lacks: readonly Lack[];
}

export interface BoardCell extends PlannedCell {
  readonly state: CellState;
  readonly files: readonly BoardFile[];
}

/** A product, with one cell a channel, in their order. */
export interface PlannedRow {
  readonly entry: Entry;
  readonly cells: readonly PlannedCell[];
}

export interface BoardRow extends PlannedRow {
  readonly cells: readonly BoardCell[];
  /** Everything that its channels require is made and may go, or has gone. */
  readonly isReady: boolean;
}

/** What is known of a project's files. */
export interface Work {
  readonly jobs: readonly Job[];
  /** `Job.id` of files that would be others today. */
  readonly stale: ReadonlySet<string>;
  /** `ExportedFile.id` of pictures that have gone under other sizes' names; absent = none has. */
  readonly gone?: ReadonlySet<string>;
}

/**
 * Products × channels: which files are asked for, and which photos are missing. Nothing is named, made or read. A size
 * without photos has another one's only where sizes share them, and where those would not show it in a wrong length.
 */
export function planBoard(
  project: Project,
  entries: readonly Entry[],
  channels: readonly Channel[]
): readonly PlannedRow[] {
  const plans = channels.map((channel) => {
    const sets = setsOf(project, channel, undefined).sets.map((set) => placesIn(project, set));
    return { channel, sets };
  });
  const isShared = sharesSizes(project);
  return entries.map((entry) => {
    const listing = entry.lender === null || isShared ? entry.listing : undefined;
    const cells = plans.map(({ channel, sets }): PlannedCell => {
      const asked = listing ? sets.flatMap((placesOf) => placesOf(listing)) : [];
      const wrong = asked.filter((place) => showsOtherLength(project, entry, channel, place));
      const places = asked.filter((place) => !wrong.includes(place));
      const slots = (listing?.photos ?? [])
        .map(({ slot }) => slot)
        .filter((slot) => !wrong.some((place) => place.slot === slot));
      const files = places.map((place): AskedFile => {
        const { photo, locale, role, slot, country } = place;
        const key = fileKey(photo, variantKey(channel.id, role, locale), slot);
        const here = { channel: channel.id, country, listing: entry.key, slot };
        return {
          id: jobId(project.id, key),
          ...{ photo, slot, role },
          ...(locale !== undefined && { locale }),
          ...(entry.lender !== null && { goneAs: slotId(project.id, here) })
        };
      });
      return { channel: channel.id, files, lacks: lacksOf(channel, slots) };
    });
    return { entry, cells };
  });
}

/** `isOtherLength` of a place that a size has in another one's pictures. */
function showsOtherLength(
  project: Project,
  { lender, listing, ...entry }: Entry,
  channel: Channel,
  { photo: id, role, slot, locale }: Place
): boolean {
  const photo = lender === null ? undefined : lookUp(project.photos, id);
  if (!photo || !listing) return false;
  const asked = { photo, channel, role: findRole(channel, role), slot, locale };
  return isOtherLength(project, { listing: { ...entry, lender: listing }, ...asked });
}

type Place = Omit<AskedFile, 'id' | 'goneAs'> & Pick<Wish, 'country'>;

/** What a set asks for of a product. In the set of all countries that depends on its slots alone, and is found once. */
function placesIn(project: Project, set: PictureSet): (listing: Listing) => readonly Place[] {
  const known = new Map<string, readonly { readonly at: number; readonly place: Place }[]>();
  return (listing) => {
    if (set.country !== undefined) return placesOf(project, listing, set);
    const key = listing.photos.map(({ slot }) => slot).join();
    const ids = listing.photos.map(({ photo }) => photo.id);
    const places =
      known.get(key) ??
      placesOf(project, listing, set).map((place) => ({ at: ids.indexOf(place.photo), place }));
    known.set(key, places);
    return places.map(({ at, place }) => ({ ...place, photo: ids[at] ?? place.photo }));
  };
}

function placesOf(project: Project, listing: Listing, set: PictureSet): readonly Place[] {
  const seen = new Set<string>();
  return wishesOf(project, listing, set, undefined).flatMap(
    ({ photo, role, slot, locale, country }): Place[] => {
      if (!role || seen.has(slot)) return [];
      seen.add(slot);
      return [{ photo: photo.id, slot, role: role.id, ...(locale !== undefined && { locale }), country }];
    }
  );
}

/** The board of a plan: what there is of each file. */
export function boardOf(plan: readonly PlannedRow[], { jobs, stale, gone }: Work): readonly BoardRow[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return plan.map(({ entry, cells: planned }) => {
    const cells = planned.map((cell): BoardCell => {
      const files = cell.files.map((file): BoardFile => {
        const job = byId.get(file.id) ?? null;
        return { ...file, job, state: asGone(stateOfFile(job, stale.has(file.id)), file, gone) };
      });
      return { ...cell, files, state: stateOfCell(files, cell.lacks) };
    });
    return { entry, cells, isReady: cells.length > 0 && cells.every(isReadyCell) };
  });
}

function stateOfFile(job: Job | null, isStale: boolean): FileState {
  if (!job || job.state === 'cancelled') return 'none';
  const { state, result } = job;
  if (state === 'queued' || state === 'working') return state;
  // One without a file cannot be out of date.
  if (isStale && result) return 'stale';
  return state === 'done' && result?.verdict === 'fixed' ? 'fixed' : state;
}

/** A job is told of its own product's file: that of a size that shares the picture has gone, or not, by itself. */
function asGone(state: FileState, { goneAs }: AskedFile, gone: Work['gone']): FileState {
  const isMade = state === 'exported' || state === 'done' || state === 'fixed';
  if (goneAs === undefined || !isMade) return state;
  if (gone?.has(goneAs)) return 'exported';
  return state === 'exported' ? 'done' : state;
}

function stateOfCell(files: readonly BoardFile[], lacks: readonly Lack[]): CellState {
  const first = FILE_STATES.find((state) => files.some((file) => file.state === state));
  const isGrave = first === 'failed' || first === 'review';
  return !first || (!isGrave && lacks.some(isRequired)) ? 'missing' : first;
}

const READY: readonly CellState[] = ['done', 'fixed', 'exported'];
const isReadyCell = ({ state }: BoardCell): boolean => READY.includes(state);

export const BOARD_FILTERS = ['all', 'todo', 'ready'] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

export function shownRows(rows: readonly BoardRow[], filter: BoardFilter): readonly BoardRow[] {
  return filter === 'all' ? rows : rows.filter(({ isReady }) => isReady === (filter === 'ready'));
}

/** How many of a cell's files are in its own state. */
export const countIn = ({ state, files }: BoardCell): number =>
  files.filter((file) => file.state === state).length;

/** Products that lack the same in a channel: sizes of one colour share pictures and stand together, colours do not. */
export interface MissingLine {
  readonly channel: string;
  readonly lacks: readonly Lack[];
  readonly entries: readonly Entry[];
}

/** What is missing, by channel, colour and what it is; what is required first. */
export function missingOf(rows: readonly PlannedRow[]): readonly MissingLine[] {
  const lines = new Map<string, MissingLine & { readonly entries: Entry[] }>();
  for (const { entry, cells } of rows) {
    const own = entry.product?.parent ? pictureKey(entry.product) : entry.key;
    for (const { channel, lacks } of cells) {
      if (lacks.length === 0) continue;
      const key = JSON.stringify([channel, own, lacks]);
      const line = lines.get(key);
      if (line) line.entries.push(entry);
      else lines.set(key, { channel, lacks, entries: [entry] });
    }
  }
  const rank = ({ lacks }: MissingLine) => (lacks.some(isRequired) ? 0 : 1);
  return [...lines.values()].sort((a, b) => rank(a) - rank(b));
}
