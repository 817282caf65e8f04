import { keySet, toggled } from './key-set.ts';

/** Which cards are chosen, and which one the keyboard is on; by their keys, so that no filter and no edit changes either. */
export class Selection {
  /** Replaced whole: of ten thousand chosen cards each would be watched for itself. */
  #keys = $state.raw(keySet());
  /** Where a range begins. */
  #anchor = 0;
  /** Where the keyboard was put, and on what. */
  #at = $state.raw<{ readonly place: number; readonly key: string | undefined }>({
    place: 0,
    key: undefined
  });

  get size(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Where the keyboard is among these: on the same card; where that is none of them, at its place. */
  placeIn(keys: readonly string[]): number {
    const { place, key } = this.#at;
    const found = key === undefined || keys[place] === key ? place : keys.indexOf(key);
    return Math.min(found < 0 ? place : found, keys.length - 1);
  }

  /** As a list does: alone, with Ctrl one more or less, with Shift all from where the last began. */
  choose(
    keys: readonly string[],
    at: number,
    how: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }
  ) {
    if (how.shiftKey) this.extend(keys, at);
    else if (how.ctrlKey || how.metaKey) this.toggle(keys, at);
    else {
      this.clear();
      this.move(keys, at);
    }
  }

  toggle(keys: readonly string[], at: number): void {
    const key = keys[at];
    this.move(keys, at);
    if (key !== undefined) this.#keys = toggled(this.#keys, key);
  }

  extend(keys: readonly string[], at: number): void {
    const [from, to] = [Math.min(this.#anchor, at), Math.max(this.#anchor, at)];
    this.#keys = keySet(keys.slice(from, to + 1));
    this.#at = { place: at, key: keys[at] };
  }

  move(keys: readonly string[], at: number): void {
    this.#anchor = at;
    this.#at = { place: at, key: keys[at] };
  }

  all(keys: readonly string[]): void {
    this.#keys = keySet(this.#keys, keys);
  }

  clear(): void {
    this.#keys = keySet();
  }
}
