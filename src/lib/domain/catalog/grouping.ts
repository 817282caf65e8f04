import { MAIN, numberedSlot, slotInName } from '../batch/slots.ts';
import { parsePattern, type Pattern, type Reading } from './pattern.ts';
import { slotsOfView } from './views.ts';

/** What one file is, by its name. `key` is the same for the same product; null where no pattern fits. */
export interface Placement {
  /** Which of the files, from 0. */
  readonly file: number;
  /** The template that read it. */
  readonly pattern: string | null;
  readonly key: string | null;
  readonly sku?: string | undefined;
  readonly identifier?: string | undefined;
  readonly locale?: string | undefined;
  /** Null: the next free one of its product. */
  readonly slot: string | null;
}

/** Several files for one slot of one product. */
export interface Clash {
  readonly key: string;
  readonly slot: string;
  readonly files: readonly number[];
}

export interface Grouping {
  /** One for each file, in their order. */
  readonly placements: readonly Placement[];
  /** Files by product, in the order in which the products first occur. */
  readonly products: ReadonlyMap<string, readonly number[]>;
  readonly clashes: readonly Clash[];
}

/** Templates that are tried on names that nobody has described, the more telling first. */
export const KNOWN_PATTERNS: readonly string[] = [
  '{identifier}.{slot}',
  '{identifier}_{slot}',
  '{sku}.{slot}',
  '{sku}_{slot}',
  '{sku}-{slot}',
  '{sku}_{view}',
  '{sku}-{view}',
  '{sku} {view}',
  '{sku}_{n}',
  '{sku}-{n}',
  '{sku} ({n})',
  '{sku}.{n}',
  '{folder}/{slot}',
  '{folder}/{view}',
  '{folder}/{n}',
  '{identifier}',
  '{folder}/{name}'
];

/** How a product is known among others, whatever its letters' case. */
export const productKey = ({ sku, identifier }: Pick<Reading, 'sku' | 'identifier'>): string | null =>
  sku !== undefined && sku.trim() !== ''
    ? `sku ${sku.trim().normalize('NFC').toUpperCase()}`
    : identifier !== undefined && identifier.trim() !== ''
      ? `id ${identifier.replace(/[\s-]/g, '').toUpperCase()}`
      : null;

export interface Proposal {
  readonly pattern: string;
  /** Files that it reads. */
  readonly fits: number;
}

/**
 * Templates that fit files, best first: by how many they read, one that tells the slot before one that tells only the
 * product, and one whose products are `known` (keys) before all. `{sku}` alone counts only for known products.
 */
export function proposePatterns(
  paths: readonly string[],
  known: ReadonlySet<string> = new Set(),
  templates: readonly string[] = KNOWN_PATTERNS
): readonly Proposal[] {
  const scored = [...new Set([...templates, '{sku}'])].map((template, order) => {
    const { read } = parsePattern(template);
    const keys = paths.flatMap((path) => keyOf(read(path)) ?? []);
    const knownFits = keys.filter((key) => known.has(key)).length;
    const fits = template === '{sku}' ? knownFits : keys.length;
    const telling = /\{(slot|view|n)\}/.test(template) ? 1 : 0.6;
    return { pattern: template, fits, order, score: fits * telling + knownFits };
  });
  return scored
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ pattern, fits }) => ({ pattern, fits }));
}

const keyOf = (reading: Reading | null): string | null => reading && productKey(reading);

/** The fewest templates that read most: the best, then the best for what it leaves, while one reads more than one file. */
export function bestPatterns(
  paths: readonly string[],
  known?: ReadonlySet<string>,
  templates?: readonly string[]
): readonly string[] {
  const [best] = proposePatterns(paths, known, templates);
  if (!best || best.fits < Math.min(2, paths.length)) return [];
  const { read } = parsePattern(best.pattern);
  const left = paths.filter((path) => read(path) === null);
  return [best.pattern, ...(left.length > 0 ? bestPatterns(left, known, templates) : [])];
}

/** Slots that photos of the project have already, by product key. */
export type TakenSlots = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Sorts files into products and slots; the first pattern that fits a file reads it. Nothing is dropped: a file that no
 * pattern fits has no product, and files that want the same slot are told as clashes and keep it.
 */
export function groupFiles(
  paths: readonly string[],
  patterns: readonly Pattern[],
  taken: TakenSlots = new Map()
): Grouping {
  const read = paths.map((path) => readFirst(path, patterns));
  const products = new Map<string, number[]>();
  read.forEach((reading, file) => {
    const key = keyOf(reading?.said ?? null);
    if (key === null) return;
    const before = products.get(key);
    if (before) before.push(file);
    else products.set(key, [file]);
  });
  const slots = new Map<number, string | null>();
  for (const [key, files] of products) {
    const said = files.map((file) => ({ file, ...read[file]!.said, path: paths[file]! }));
    for (const [file, slot] of slotsIn(said, taken.get(key) ?? new Set())) slots.set(file, slot);
  }
  const placements = read.map((reading, file): Placement => {
    const { sku, identifier, locale } = reading?.said ?? {};
    const key = keyOf(reading?.said ?? null);
    return {
      file,
      pattern: reading?.pattern ?? null,
      key,
      sku,
      identifier,
      locale,
      slot: slots.get(file) ?? null
    };
  });
  return { placements, products, clashes: clashesIn(placements, taken) };
}

function readFirst(path: string, patterns: readonly Pattern[]): { pattern: string; said: Reading } | null {
  for (const { template, read } of patterns) {
    const said = read(path);
    if (said) return { pattern: template, said };
  }
  return null;
}

type Said = Reading & { readonly file: number; readonly path: string };

/** Codes as they stand; numbers from 0 where there is a 0, else from 1; a front is MAIN where nothing else is. */
function slotsIn(files: readonly Said[], taken: ReadonlySet<string>): Map<number, string | null> {
  const first = files.some(({ n }) => n === 0) ? 0 : 1;
  const slots = new Map<number, string | null>();
  for (const { file, path, slot, n, view } of files) {
    const said = slot ?? (n === undefined ? null : n === first ? MAIN : numberedSlot(n - first));
    slots.set(file, said ?? (view === undefined ? slotInName(path.split('/').at(-1)!) : null));
  }
  const used = new Set([...taken, ...[...slots.values()].flatMap((slot) => slot ?? [])]);
  // What can be but one thing goes first: a front makes way for what is called main.
  const viewed = files
    .filter(({ view, slot, n }) => view !== undefined && slot === undefined && n === undefined)
    .map(({ file, view = '' }) => ({ file, able: slotsOfView(view) }))
    .sort((a, b) => a.able.length - b.able.length);
  for (const { file, able } of viewed) {
    const free = able.find((code) => !used.has(code)) ?? able[0] ?? null;
    slots.set(file, free);
    if (free !== null) used.add(free);
  }
  return slots;
}

function clashesIn(placements: readonly Placement[], taken: TakenSlots): Clash[] {
  const wanted = new Map<string, { key: string; slot: string; files: number[] }>();
  for (const { file, key, slot, locale } of placements) {
    if (key === null || slot === null) continue;
    const place = `${key}\n${slot}\n${locale ?? ''}`;
    const before = wanted.get(place) ?? { key, slot, files: [] };
    before.files.push(file);
    wanted.set(place, before);
  }
  return [...wanted.values()].filter(({ key, slot, files }) => files.length > 1 || taken.get(key)?.has(slot));
}
