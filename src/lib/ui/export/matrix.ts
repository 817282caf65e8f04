import type { Channel } from '../../domain/channels/channel.ts';
import type { PlannedFile } from '../../domain/batch/planned.ts';
import { compareSlots, extraRoles, MAIN, roleForSlot, type Listing } from '../../domain/batch/slots.ts';
import type { RenderTarget } from '../../pipeline/export.ts';
import { grouped } from '../../domain/grouped.ts';

/** One column: a slot, or a role that is made of the MAIN photo. */
export interface Column {
  readonly id: string;
  /** Whether it is a role of its own (`story`), not a slot. */
  readonly isRole: boolean;
}

/** Where a channel and a column meet. */
export interface Cell {
  readonly channel: Channel;
  readonly column: Column;
  readonly files: readonly PlannedFile[];
  /** A file could be there: the channel has a place for it. */
  readonly isPossible: boolean;
}

/** The columns that a project's channels have, slots first. */
export function columnsOf(channels: readonly Channel[], listings: readonly Listing[]): readonly Column[] {
  const slots = new Set(listings.flatMap(({ photos }) => photos.map(({ slot }) => slot)));
  const used = [...slots].filter((slot) => channels.some((channel) => roleForSlot(channel, slot)));
  const roles = new Set(channels.flatMap((channel) => extraRoles(channel).map(({ id }) => id)));
  return [
    ...used.sort(compareSlots).map((id) => ({ id, isRole: false })),
    ...[...roles].map((id) => ({ id, isRole: true }))
  ];
}

/** The files of one set, where they stand. */
export function cellsOf(
  channels: readonly Channel[],
  columns: readonly Column[],
  files: readonly PlannedFile[]
): ReadonlyMap<string, Cell> {
  const groups = grouped(files, ({ channel, slot }) => cellKey(channel, slot));
  const cells = channels.flatMap((channel) =>
    columns.map((column): [string, Cell] => {
      const key = cellKey(channel.id, column.id);
      return [
        key,
        { channel, column, files: groups.get(key) ?? [], isPossible: isPossible(channel, column) }
      ];
    })
  );
  return new Map(cells);
}

export const cellKey = (channel: string, column: string): string => `${channel} ${column}`;

function isPossible(channel: Channel, { id, isRole }: Column): boolean {
  return isRole ? extraRoles(channel).some((role) => role.id === id) : roleForSlot(channel, id) !== null;
}

/** Whether a role is made only where somebody asks for it. */
export const isOptional = (channel: Channel, { id, isRole }: Column): boolean =>
  isRole && channel.roles.some((role) => role.id === id && !role.required);

/** Photos that are MAIN of their product. */
export const mainsOf = (listings: readonly Listing[]): readonly string[] =>
  listings.flatMap(({ photos }) => photos.find(({ slot }) => slot === MAIN)?.photo.id ?? []);

const targets = new Map<string, RenderTarget>();

/** What a small picture of a file shows: one object for all files of a role, so that what was made is known again. */
export function targetOf({ channel, role, locale }: PlannedFile): RenderTarget {
  const key = `${channel} ${role} ${locale ?? ''}`;
  const target = targets.get(key) ?? { channel, role, locale };
  targets.set(key, target);
  return target;
}

/**
 * Ids of the roles that a channel's files are made for.
 * @param extras `cellKey`s of roles that somebody asked for
 */
export function rolesMade(channel: Channel, extras: ReadonlySet<string>): readonly string[] {
  const optional = extraRoles(channel).filter(({ required }) => !required);
  const unasked = optional.filter(({ id }) => !extras.has(cellKey(channel.id, id)));
  return channel.roles.filter((role) => !unasked.includes(role)).map(({ id }) => id);
}
