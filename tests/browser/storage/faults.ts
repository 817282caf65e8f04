/** Counts writes, and lets some of them fail as a full disk does, by number and table. Undo it with the function that it returns. */
export function failWrites(shouldFail: (count: number, table: string) => boolean): {
  count(): number;
  restore(): void;
} {
  const { prototype } = IDBObjectStore;
  const original = prototype.put;
  let count = 0;
  prototype.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
    count += 1;
    if (shouldFail(count, this.name)) throw new DOMException('the disk is full', 'QuotaExceededError');
    return original.apply(this, given);
  };
  return { count: () => count, restore: () => (prototype.put = original) };
}
