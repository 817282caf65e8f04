import { effectiveLevel } from '../channels/authority.ts';
import type { Channel, Role } from '../channels/channel.ts';
import { findRole } from '../channels/index.ts';
import type { Photo } from '../document/document.ts';
import type { Size } from '../pixels.ts';
import type { BoardCell, BoardFile, BoardRow, FileState } from './board.ts';
import { isRequired, lacksOf } from './lacks.ts';
import { MAIN } from './slots.ts';

/**
 * Whether a product could be listed today. `ready`: its files were made and checked. `likely`: nothing was made, but its
 * photos are large enough and their slots are those that the channel asks for. `review` and `fail`: files that were made
 * hold it back. `small`: a photo is smaller than the channel's minimum. `missing`: a photo is not there.
 */
export const LISTABILITIES = ['ready', 'likely', 'review', 'fail', 'small', 'missing'] as const;
export type Listability = (typeof LISTABILITIES)[number];

/** A channel, and how many products could be listed there. */
export interface Listable {
  readonly channel: string;
  readonly products: Readonly<Record<Listability, number>>;
  /** Photos of products that are only likely: what a batch would have to check. */
  readonly unchecked: readonly string[];
}

const PASSED: readonly FileState[] = ['done', 'fixed', 'exported'];
const OPEN: readonly FileState[] = ['none', 'queued', 'working', 'stale'];

/** What is known of one product in one channel. @param sizes of the photos, px, by their ids */
export function listabilityOf(
  channel: Channel,
  cell: BoardCell,
  sizes: ReadonlyMap<string, Size>
): Listability {
  const files = cell.files.filter(({ locale }) => locale === undefined);
  const isIn = (states: readonly FileState[]) => (file: BoardFile) => states.includes(file.state);
  const passed = files.filter(isIn(PASSED));
  const open = files.filter(isIn(OPEN));
  const large = open.filter(({ photo, role }) => reaches(channel, findRole(channel, role), sizes.get(photo)));
  const review = files.filter(isIn(['review']));
  const steps: readonly [Listability, readonly BoardFile[]][] = [
    ['ready', passed],
    ['likely', [...passed, ...large]],
    ['review', [...passed, ...large, ...review]],
    ['small', [...passed, ...open, ...review]],
    ['fail', files]
  ];
  return steps.find(([, usable]) => suffices(channel, usable))?.[0] ?? 'missing';
}

/** Whether these files are all that a channel requires. */
function suffices(channel: Channel, files: readonly BoardFile[]): boolean {
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

/** By channel: how many of a board's products could be listed. */
export function listableOn(
  rows: readonly BoardRow[],
  channels: readonly Channel[],
  photos: readonly Photo[]
): readonly Listable[] {
  const sizes = new Map(photos.map(({ id, size }) => [id, size]));
  return channels.map((channel, at) => {
    const products: Record<Listability, number> = {
      ready: 0,
      likely: 0,
      review: 0,
      fail: 0,
      small: 0,
      missing: 0
    };
    const unchecked = new Set<string>();
    for (const { cells } of rows) {
      const cell = cells[at];
      if (!cell) continue;
      const found = listabilityOf(channel, cell, sizes);
      products[found] += 1;
      if (found !== 'likely') continue;
      for (const { photo, state } of cell.files) if (state === 'none') unchecked.add(photo);
    }
    return { channel: channel.id, products, unchecked: [...unchecked] };
  });
}
