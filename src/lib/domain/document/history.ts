/** Undo and redo over whole documents. Plain JSON, so that it can be saved with the project. */
export interface History<T> {
  /** Oldest first. */
  readonly past: readonly T[];
  readonly present: T;
  /** Nearest first. */
  readonly future: readonly T[];
  /** Names the gesture that made `present`; the same gesture's next document replaces it. */
  readonly mergeKey: string | null;
}

export interface RecordOptions {
  /** The same for all documents of one gesture, a slider's drag: they become one step. */
  readonly mergeKey?: string;
  /** Steps that are kept. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 100;

export function startHistory<T>(present: T): History<T> {
  return Object.freeze({ past: [], present, future: [], mergeKey: null });
}

/** Makes `next` the present. What was undone before is forgotten. */
export function record<T>(history: History<T>, next: T, options: RecordOptions = {}): History<T> {
  if (next === history.present) return history;
  const mergeKey = options.mergeKey ?? null;
  const isSameGesture = mergeKey !== null && mergeKey === history.mergeKey;
  const past = isSameGesture ? history.past : [...history.past, history.present];
  const kept = past.slice(Math.max(0, past.length - (options.limit ?? DEFAULT_LIMIT)));
  return Object.freeze({ past: kept, present: next, future: [], mergeKey });
}

/** Ends a gesture (pointer up): the next record is a step of its own. */
export function endGesture<T>(history: History<T>): History<T> {
  return Object.freeze({ ...history, mergeKey: null });
}

/** One step back; the same history where there is none. */
export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return Object.freeze({
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    mergeKey: null
  });
}

/** One step forward again; the same history where there is none. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return Object.freeze({ past: [...history.past, history.present], present: next, future, mergeKey: null });
}
