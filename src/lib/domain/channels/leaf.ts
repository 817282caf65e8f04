import * as v from 'valibot';

export const LEVELS = ['required', 'recommended', 'informative'] as const;

export const isoDate = v.pipe(v.string(), v.isoDate());
export const strings = v.array(v.string());

/** One figure of a profile; `T` is its value's type. */
export interface Leaf<T> {
  readonly value: T | null;
  readonly level: (typeof LEVELS)[number];
  /** Ids of the channel's `sources`. */
  readonly src: readonly string[];
  /** ISO date on which somebody read the source. */
  readonly checked: string;
  readonly note?: string;
}

/** One figure of a profile with its weight and where it was read. A null value: looked for, and not stated. */
export const leaf = <S extends v.GenericSchema>(value: S) =>
  v.strictObject({
    value: v.nullable(value),
    level: v.picklist(LEVELS),
    src: v.pipe(strings, v.minLength(1)),
    checked: isoDate,
    note: v.optional(v.string())
  });

export const maybeLeaf = <S extends v.GenericSchema>(value: S) => v.optional(leaf(value));

/** Known leaves have their type; a channel's peculiar ones are kept as they are until a rule reads them. */
export const leaves = <S extends v.ObjectEntries>(known: S) => v.objectWithRest(known, leaf(v.unknown()));

/** Whether a node of a profile is a figure. */
export const isLeaf = (node: unknown): node is Leaf<unknown> =>
  typeof node === 'object' && node !== null && 'src' in node && 'level' in node;

/** Every figure at or under a node, in the node's order. */
export function leavesOf(node: unknown): Leaf<unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  return isLeaf(node) ? [node] : Object.values(node).flatMap(leavesOf);
}
