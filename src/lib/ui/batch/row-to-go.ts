/** Where an arrow, Home or End leads in a list of `count` rows; null where the key does not move. */
export function rowToGo({ target, key }: KeyboardEvent, count: number): number | null {
  const row = target instanceof HTMLElement ? target.closest('li') : null;
  if (!row) return null;
  const at = Number(row.getAttribute('aria-posinset')) - 1;
  const last = count - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}
