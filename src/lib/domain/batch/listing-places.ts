import { findIdentifier, stemOf } from '../channels/identifier.ts';
import type { Channel, Role } from '../channels/channel.ts';
import { isSlot, MAIN, numberedSlot, roleForSlot, slotInName } from './slots.ts';

/** What a picture of an existing listing is, by its name and its folder. */
export interface ListingPlace {
  /** The same for pictures of one product. */
  readonly product: string;
  /** ASIN, ISBN, EAN, UPC, GTIN or JAN; null where no name says one. */
  readonly identifier: string | null;
  /** `MAIN`, `PT01` … */
  readonly slot: string;
}

/** What says which view it is, at the end of a name: `mug_2`, `mug-front`. Swatches and papers have codes. */
const VIEW =
  /[\s._()-]*(?:\d{1,3}|main|hero|cover|front|back|left|right|side|top|bottom|detail|closeup|zoom)[\s)]*$/i;
const FIRST_VIEW = /(?:^|[^a-z])(?:main|hero|cover)[\s)]*$/i;
/** What cameras and phones call every picture: no name of a product. */
const CAMERA = /^(?:img|dsc[fn]?|dscf|pxl|photo|image|picture|screenshot|p)?[\s_-]*\d*$/i;

/** No file system takes longer names; a ZIP does. */
const MAX_NAME = 255;

/** Of numbered slots: `PT99`. */
const MAX_NUMBER = 99;

interface Read {
  readonly index: number;
  readonly product: string;
  readonly identifier: string | null;
  readonly said: string | null;
  /** Among those of which no name says the slot: a first view, then by number, then by name. */
  readonly order: readonly [number, number, string];
}

/**
 * Which product each picture is of and which slot it has, by names alone: an identifier, a slot code
 * (`B0C4TR311X.PT02.jpg`), else a common stem within a folder. The first picture of a product that has no code is its
 * MAIN, the others follow by number and name.
 * @param paths with folders, parted by `/` or `\`; may hold anything
 * @returns as many, in the same order
 */
export function listingPlaces(paths: readonly string[]): readonly ListingPlace[] {
  const read = paths.map(readPath);
  const groups = new Map<string, Read[]>();
  for (const each of read) {
    const group = groups.get(each.product);
    if (group) group.push(each);
    else groups.set(each.product, [each]);
  }
  const slots = new Map([...groups.values()].flatMap(slotsOf));
  return read.map(({ index, product, identifier }) => ({
    product,
    identifier,
    slot: slots.get(index) ?? MAIN
  }));
}

function slotsOf(group: readonly Read[]): [index: number, slot: string][] {
  const free = freeSlots(new Set(group.flatMap(({ said }) => said ?? [])));
  return [...group]
    .sort((a, b) => compare(a.order, b.order))
    .map(({ index, said }) => [index, said ?? free.next().value]);
}

/** MAIN and the numbered slots that are not taken; what is more than one product's is the last one, again and again. */
function* freeSlots(taken: ReadonlySet<string>): Generator<string, never> {
  for (let number = 0; number < MAX_NUMBER; number += 1) {
    const slot = number === 0 ? MAIN : numberedSlot(number);
    if (!taken.has(slot)) yield slot;
  }
  for (;;) yield numberedSlot(MAX_NUMBER);
}

function compare(a: Read['order'], b: Read['order']): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}

function readPath(path: string, index: number): Read {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const name = (parts.pop() ?? '').slice(-MAX_NAME);
  const stem = stemOf(name);
  const identifier =
    [name, ...parts.reverse()].flatMap((part) => findIdentifier(part)?.value ?? [])[0] ?? null;
  const folder = parts.reverse().join('/').toLowerCase();
  return {
    index,
    identifier,
    product: identifier ?? `${folder}/${productStem(stem, folder)}`,
    said: slotInName(name) ?? (isSlot(stem.toUpperCase()) ? stem.toUpperCase() : null),
    order: [FIRST_VIEW.test(stem) ? 0 : 1, Number(/(\d{1,9})\D*$/.exec(stem)?.[1] ?? 0), stem]
  };
}

/** What is left of a name without its view; nothing where the name only counts and a folder tells products apart. */
function productStem(stem: string, folder: string): string {
  const isCounted = CAMERA.test(stem) || isSlot(stem.toUpperCase());
  if (isCounted) return folder === '' ? stem.toLowerCase() : '';
  return stem.replace(VIEW, '').toLowerCase();
}

/** The role that a slot's picture is held against; where a channel has no place for it: another view, else its first role. */
export function roleOfListing(channel: Channel, slot: string): Role {
  const second = slot === MAIN ? undefined : channel.roles.find(({ id }) => id === 'secondary');
  return roleForSlot(channel, slot) ?? second ?? channel.roles[0]!;
}
