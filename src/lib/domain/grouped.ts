/** Items by what `keyOf` says of each, in the order in which the keys first occur. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
