import { preference } from '../shared/preference.ts';

/*
 * Whether opening a project brings the page down. A mark is set before and taken away once the editor has been idle for
 * a while, or is left; a mark that stays was left by a page that ended without a word.
 */

const KEY = 'packshot-openings';
/** Two crashes within this are about the project; one a week is about the device. */
const TOGETHER_MS = 60_000;

/** Marks of unfinished openings by project, epoch ms. */
type Marks = Readonly<Record<string, readonly number[]>>;

function read(): Marks {
  try {
    const marks = JSON.parse(preference.read(KEY) ?? '{}') as unknown;
    const entries = Object.entries(marks as Record<string, unknown>);
    const isTimes = (times: unknown): times is number[] =>
      Array.isArray(times) && times.every((time) => typeof time === 'number');
    return Object.fromEntries(entries.filter((entry): entry is [string, number[]] => isTimes(entry[1])));
  } catch {
    return {};
  }
}

function write(id: string, times: readonly number[]): void {
  const others = Object.entries(read()).filter(([other]) => other !== id);
  const marks = times.length > 0 ? [...others, [id, times]] : others;
  preference.write(KEY, marks.length > 0 ? JSON.stringify(Object.fromEntries(marks)) : null);
}

/** Two openings in a row ended without a word: the project is not opened by itself again. */
export function hasCrashed(id: string): boolean {
  const [older, newer] = (read()[id] ?? []).slice(-2);
  return older !== undefined && newer !== undefined && newer - older <= TOGETHER_MS;
}

/** Marks that `id` is being opened. Returns what takes the mark away again. */
export function beginOpening(id: string, now = Date.now()): () => void {
  write(id, [...(read()[id] ?? []).slice(-1), now]);
  return () =>
    write(
      id,
      (read()[id] ?? []).filter((time) => time !== now)
    );
}

/** The project may be opened as if nothing had been. */
export const forgive = (id: string): void => write(id, []);
