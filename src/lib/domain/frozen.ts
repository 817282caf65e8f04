const known = new WeakSet<object>();

/**
 * A deep-frozen copy of plain JSON. Parts that came from here before are shared, not copied, so replacing one photo
 * of a thousand costs one photo. Keys whose value is `undefined` are dropped: JSON has none, and a saved document
 * must read back equal.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || known.has(value)) return value;
  const copy: object = Array.isArray(value)
    ? value.map((item: unknown) => frozen(item))
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [key, frozen(item as unknown)])
      );
  known.add(Object.freeze(copy));
  return copy as T;
}
