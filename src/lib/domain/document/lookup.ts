interface Named {
  readonly id: string;
}

/** A list is looked through this often before it is worth an index: most documents of a chain are asked once. */
const SCANS = 3;

const scans = new WeakMap<readonly Named[], number>();
const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, unknown>>();

/** Items by their ids; made once for a frozen list, such as those of documents. */
export function byId<T extends Named>(items: readonly T[]): ReadonlyMap<string, T> {
  const known = indexes.get(items);
  if (known) return known as ReadonlyMap<string, T>;
  const index = new Map(items.map((item) => [item.id, item]));
  if (Object.isFrozen(items)) indexes.set(items, index);
  return index;
}

/** The item of this id. Asked again and again of one frozen list, each answer costs the same however long the list is. */
export function lookUp<T extends Named>(items: readonly T[], id: string): T | undefined {
  const scanned = scans.get(items) ?? 0;
  if (scanned >= SCANS && Object.isFrozen(items)) return byId(items).get(id);
  scans.set(items, scanned + 1);
  return items.find((item) => item.id === id);
}
