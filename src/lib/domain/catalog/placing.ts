import { numberedSlot } from '../batch/slots.ts';
import type { Grouping, Placement, TakenSlots } from './grouping.ts';

/** What becomes of files that want a slot that another has: `next` free slot, or `leave` them out. */
export type ClashChoice = 'next' | 'leave';

/**
 * Gives files their places as they are taken in, in their order: the first that wants a slot has it. Only what is taken
 * in holds a slot, so a file that turns out to be there already, or to be broken, costs none.
 */
export class Placing {
  readonly #grouping: Grouping;
  readonly #choice: ClashChoice;
  readonly #taken: TakenSlots;
  readonly #late: ReadonlySet<number>;
  /** Slots given here, by product; with and without their locale. */
  readonly #given = new Map<string, Set<string>>();

  constructor(grouping: Grouping, choice: ClashChoice, taken: TakenSlots = new Map()) {
    this.#grouping = grouping;
    this.#choice = choice;
    this.#taken = taken;
    this.#late = new Set(
      grouping.clashes.flatMap(({ key, slot, files }) => (taken.get(key)?.has(slot) ? files : files.slice(1)))
    );
  }

  /** Whether the file is left out for its slot. */
  isLeft(file: number): boolean {
    return this.#choice === 'leave' && this.#late.has(file);
  }

  /** Where a file goes that is taken in now; null for one that is left out. */
  take(file: number): Placement | null {
    if (this.isLeft(file)) return null;
    const placement = this.#grouping.placements[file]!;
    const { key, slot: wanted, locale = '' } = placement;
    if (key === null || wanted === null) return placement;
    const given = this.#given.get(key) ?? new Set();
    const isFree = !this.#taken.get(key)?.has(wanted) && !given.has(`${wanted} ${locale}`);
    const slot = isFree ? wanted : this.#next(key, file, given);
    this.#given.set(key, given.add(slot).add(`${slot} ${locale}`));
    return { ...placement, slot };
  }

  /** The first numbered slot that nobody has, nor a file that is still to come wants. */
  #next(key: string, file: number, given: ReadonlySet<string>): string {
    const { placements, products } = this.#grouping;
    const later = (products.get(key) ?? []).filter((other) => other > file && !this.#late.has(other));
    const used = new Set([
      ...(this.#taken.get(key) ?? []),
      ...given,
      ...later.map((other) => placements[other]!.slot)
    ]);
    let number = 1;
    while (used.has(numberedSlot(number))) number += 1;
    return numberedSlot(number);
  }
}

/** Placements without clashes, as if every file were taken in. Null for a file that is left out. */
export function solveClashes(
  grouping: Grouping,
  choice: ClashChoice,
  taken?: TakenSlots
): readonly (Placement | null)[] {
  const placing = new Placing(grouping, choice, taken);
  return grouping.placements.map(({ file }) => placing.take(file));
}
