import { effectiveLevel } from '../channels/authority.ts';
import type { Channel, Role } from '../channels/channel.ts';
import { findRole } from '../channels/index.ts';
import { entriesOf, type Entry } from '../catalog/entries.ts';
import type { Project } from '../document/document.ts';
import { grouped } from '../grouped.ts';
import type { Size } from '../pixels.ts';
import { boardOf, planBoard, type BoardCell, type BoardFile, type FileState, type Work } from './board.ts';
import { isRequired, lacksOf } from './lacks.ts';
import { MAIN } from './slots.ts';

/**
 * Whether a product could be listed today. `ready`: its files were made and checked. `stale`: they were, but some would be
 * others today. `likely`: nothing was made, but its photos are large enough and their slots are those that the channel
 * asks for. `review` and `fail`: files that were made hold it back. `small`: a photo is smaller than the channel's
 * minimum. `missing`: a photo is not there.
 */
export const LISTABILITIES = ['ready', 'stale', 'likely', 'review', 'fail', 'small', 'missing'] as const;
export type Listability = (typeof LISTABILITIES)[number];

/** A channel, and how many products could be listed there. */
export interface Listable {
  readonly channel: string;
  readonly products: Readonly<Record<Listability, number>>;
  /** Photos of products that are stale or only likely: what a batch would have to check. */
  readonly unchecked: readonly string[];
}

const PASSED: readonly FileState[] = ['done', 'fixed', 'exported'];
const OPEN: readonly FileState[] = ['none', 'queued', 'working'];
const UNCHECKED: readonly FileState[] = ['none', 'stale'];

/** What is known of one product in one channel. @param sizes of the photos, px, by their ids */
export function listabilityOf(
  channel: Channel,
  cell: BoardCell,
  sizes: ReadonlyMap<string, Size>
): Listability {
  return listabilityIn(channel, usesOf(channel, cell, sizes));
}

/** A file, as far as it counts here: what is known of it, and whether its photo is large enough for it. */
interface Use extends Pick<BoardFile, 'slot' | 'role'> {
  readonly kind: 'passed' | 'stale' | 'open' | 'review' | 'other';
  readonly isLarge: boolean;
}

function usesOf(channel: Channel, { files }: BoardCell, sizes: ReadonlyMap<string, Size>): readonly Use[] {
  return files
    .filter(({ locale }) => locale === undefined)
    .map(({ slot, role, state, photo }) => {
      const kind = kindOf(state);
      const isAsked = kind === 'stale' || kind === 'open';
      return {
        slot,
        role,
        kind,
        isLarge: isAsked && reaches(channel, findRole(channel, role), sizes.get(photo))
      };
    });
}

function kindOf(state: FileState): Use['kind'] {
  if (state === 'stale' || state === 'review') return state;
  if (PASSED.includes(state)) return 'passed';
  return OPEN.includes(state) ? 'open' : 'other';
}

function listabilityIn(channel: Channel, files: readonly Use[]): Listability {
  const of = (wanted: Use['kind']) => files.filter(({ kind }) => kind === wanted);
  const large = (wanted: Use['kind']) => of(wanted).filter(({ isLarge }) => isLarge);
  const [passed, review] = [of('passed'), of('review')];
  const steps: readonly [Listability, readonly Use[]][] = [
    ['ready', passed],
    ['stale', [...passed, ...large('stale')]],
    ['likely', [...passed, ...large('stale'), ...large('open')]],
    ['review', [...passed, ...large('stale'), ...large('open'), ...review]],
    ['small', [...passed, ...of('stale'), ...of('open'), ...review]],
    ['fail', files]
  ];
  return steps.find(([, usable]) => suffices(channel, usable))?.[0] ?? 'missing';
}

/** Whether these files are all that a channel requires. */
function suffices(channel: Channel, files: readonly Use[]): boolean {
  // A story is made of the MAIN photo: its slot is its role's id.
  const slots = files.map(({ slot, role }) => (slot === role ? MAIN : slot));
  return files.length > 0 && !lacksOf(channel, [...new Set(slots)]).some(isRequired);
}

/** Whether a photo has as many px as a role requires, in the side that the channel measures. */
export function reaches(channel: Channel, { px }: Role, size: Size | undefined): boolean {
  if (!size) return false;
  const { width, height } = size;
  const binding = [px.min, px.hardMin].flatMap((leaf) =>
    leaf && leaf.value !== null && effectiveLevel(channel, leaf) === 'required' ? [leaf.value] : []
  );
  const sides = { longest: Math.max(width, height), width };
  const side = px.measure in sides ? sides[px.measure as 'longest' | 'width'] : Math.min(width, height);
  return binding.every((bound) =>
    typeof bound === 'number' ? side >= bound : width >= bound[0] && height >= bound[1]
  );
}

/** Products that are looked at in one step of `listableSteps`: some ms of work. */
const STEP = 250;

/**
 * By channel, in their order: how many of a project's products could be listed. Thousands of products in dozens of
 * channels are much work: it is done in steps, which give a channel once it is counted and nothing before.
 */
export function* listableSteps(
  project: Project,
  channels: readonly Channel[],
  work: Work
): Generator<Listable | undefined, void> {
  const entries = entriesOf(project);
  const sizes = new Map(project.photos.map(({ id, size }) => [id, size]));
  const jobs = grouped(work.jobs, ({ channel }) => channel);
  for (const channel of channels) {
    const count = new Count(channel, sizes);
    const own = { ...work, jobs: jobs.get(channel.id) ?? [] };
    for (let from = 0; from < entries.length; from += STEP) {
      count.add(project, entries.slice(from, from + STEP), own);
      yield undefined;
    }
    yield count.listable;
  }
}

class Count {
  readonly #channel: Channel;
  readonly #sizes: ReadonlyMap<string, Size>;
  readonly #products: Record<Listability, number>;
  readonly #unchecked = new Set<string>();
  /** By what counts of a product's files: most products have the same. */
  readonly #known = new Map<string, Listability>();

  constructor(channel: Channel, sizes: ReadonlyMap<string, Size>) {
    this.#channel = channel;
    this.#sizes = sizes;
    this.#products = { ready: 0, stale: 0, likely: 0, review: 0, fail: 0, small: 0, missing: 0 };
  }

  add(project: Project, entries: readonly Entry[], work: Work): void {
    for (const { cells } of boardOf(planBoard(project, entries, [this.#channel]), work)) {
      for (const cell of cells) this.#addCell(cell);
    }
  }

  #addCell(cell: BoardCell): void {
    const uses = usesOf(this.#channel, cell, this.#sizes);
    const key = uses.map(({ slot, role, kind, isLarge }) => `${slot} ${role} ${kind} ${isLarge}`).join();
    const found = this.#known.get(key) ?? listabilityIn(this.#channel, uses);
    this.#known.set(key, found);
    this.#products[found] += 1;
    if (found !== 'likely' && found !== 'stale') return;
    for (const { photo, state } of cell.files) if (UNCHECKED.includes(state)) this.#unchecked.add(photo);
  }

  get listable(): Listable {
    return { channel: this.#channel.id, products: this.#products, unchecked: [...this.#unchecked] };
  }
}
