/** Counts writes, and lets one of them fail as a full disk does. Undo it with the function that it returns. */
export function failWrites(shouldFail: (count: number) => boolean): { count(): number; restore(): void } {
  const { prototype } = IDBObjectStore;
  const original = prototype.put;
  let count = 0;
  prototype.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
    count += 1;
    if (shouldFail(count)) throw new DOMException('the disk is full', 'QuotaExceededError');
    return original.apply(this, given);
  };
  return { count: () => count, restore: () => (prototype.put = original) };
}
