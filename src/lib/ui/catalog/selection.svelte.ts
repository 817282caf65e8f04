import { SvelteSet } from 'svelte/reactivity';

/** Which cards are chosen, and which one the keyboard is on; by their keys, so that a filter changes neither. */
export class Selection {
  readonly keys = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor = 0;
  at = $state(0);

  get size(): number {
    return this.keys.size;
  }

  has(key: string): boolean {
    return this.keys.has(key);
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
      this.keys.clear();
      this.#anchor = this.at = at;
    }
  }

  toggle(keys: readonly string[], at: number): void {
    const key = keys[at];
    this.#anchor = this.at = at;
    if (key === undefined) return;
    if (!this.keys.delete(key)) this.keys.add(key);
  }

  extend(keys: readonly string[], at: number): void {
    const [from, to] = [Math.min(this.#anchor, at), Math.max(this.#anchor, at)];
    this.keys.clear();
    for (const key of keys.slice(from, to + 1)) this.keys.add(key);
    this.at = at;
  }

  move(at: number): void {
    this.#anchor = this.at = at;
  }

  all(keys: readonly string[]): void {
    for (const key of keys) this.keys.add(key);
  }

  clear(): void {
    this.keys.clear();
  }
}
