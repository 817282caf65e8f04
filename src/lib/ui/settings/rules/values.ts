// A figure as text that can be typed.

/** Words as they are, everything else as JSON; nothing for what is not asked. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * What a typed text says, in the place of `before`: words stay words, all else is JSON (`1600`, `[3000, 4000]`,
 * `true`). Empty: not asked. What is neither is words, and whoever takes it says whether they fit.
 */
export function valueOf(text: string, before: unknown): unknown {
  const typed = text.trim();
  if (typed === '') return null;
  if (typeof before === 'string') return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}
