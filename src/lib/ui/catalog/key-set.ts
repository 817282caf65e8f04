/** Keys of chosen cards; replaced whole. */
export type KeySet = ReadonlySet<string>;

export const keySet = (...lists: readonly Iterable<string>[]): KeySet =>
  new Set(lists.flatMap((list) => [...list]));

/** With a key that was not in it, without one that was. */
export function toggled(keys: KeySet, key: string): KeySet {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
