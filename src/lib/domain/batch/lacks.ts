import { effectiveLevel } from '../channels/authority.ts';
import type { Channel, Leaf, Role } from '../channels/channel.ts';
import { extraRoles, MAIN, roleForSlot } from './slots.ts';

/** What a channel asks of a product's pictures that is not there. */
export type Lack =
  /** A picture of this slot. */
  | { readonly kind: 'slot'; readonly slot: string; readonly level: 'required' }
  /** A picture of this role, in any of its slots. */
  | { readonly kind: 'role'; readonly role: string; readonly level: 'required' }
  /** So many pictures. */
  | {
      readonly kind: 'pictures';
      readonly have: number;
      readonly want: number;
      readonly level: 'required' | 'recommended';
    };

/** Slots by the role that has no other. */
const ONLY_SLOT: Readonly<Record<string, string>> = { main: MAIN, swatch: 'SWCH' };

const known = new WeakMap<Channel, Map<string, readonly Lack[]>>();

/**
 * What a channel requires and recommends beyond pictures of these slots: its required roles, and how many pictures it
 * wants at least and at best (`count` of its profile). A required figure of hearsay only recommends.
 */
export function lacksOf(channel: Channel, slots: readonly string[]): readonly Lack[] {
  const cache = known.get(channel) ?? new Map<string, readonly Lack[]>();
  known.set(channel, cache);
  const key = slots.join();
  const lacks = cache.get(key) ?? lacksBeside(channel, slots);
  cache.set(key, lacks);
  return lacks;
}

function lacksBeside(channel: Channel, slots: readonly string[]): readonly Lack[] {
  const places = slots.flatMap((slot) => roleForSlot(channel, slot)?.id ?? []);
  const extras = extraRoles(channel);
  const wanted = channel.roles.filter(({ required }) => required);
  const roles = distinct(
    wanted.flatMap((role): Lack[] => {
      const isMadeOfMain = extras.includes(role);
      const isThere = isMadeOfMain ? slots.includes(MAIN) : places.includes(role.id);
      return isThere ? [] : [lackOf(role, isMadeOfMain)];
    })
  );
  // A channel of stories alone counts what is made of one photo.
  const hasSlots = roleForSlot(channel, MAIN) !== null;
  return hasSlots ? [...roles, ...tooFew(channel, places.length, roles.length)] : roles;
}

function lackOf({ id }: Role, isMadeOfMain: boolean): Lack {
  const slot = isMadeOfMain ? MAIN : ONLY_SLOT[id];
  return slot ? { kind: 'slot', slot, level: 'required' } : { kind: 'role', role: id, level: 'required' };
}

/** @param named pictures whose lack is told already: they would count */
function tooFew(channel: Channel, have: number, named: number): readonly Lack[] {
  const { min, recommended } = channel.count;
  return [min, recommended].flatMap((leaf): Lack[] => {
    const level = leaf ? levelOf(channel, leaf) : null;
    const want = leaf?.value ?? 0;
    return level && have + named < want ? [{ kind: 'pictures', have, want, level }] : [];
  });
}

function levelOf(channel: Channel, leaf: Leaf<number>): 'required' | 'recommended' | null {
  const level = effectiveLevel(channel, leaf);
  return level === 'informative' ? null : level;
}

const distinct = (lacks: readonly Lack[]): readonly Lack[] =>
  lacks.filter(
    (lack, at) => lacks.findIndex((other) => JSON.stringify(other) === JSON.stringify(lack)) === at
  );

/** Without these a product cannot be listed. */
export const isRequired = ({ level }: Lack): boolean => level === 'required';
