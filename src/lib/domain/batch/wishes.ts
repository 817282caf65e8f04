import type { Channel, Role } from '../channels/channel.ts';
import type { Photo, Project } from '../document/document.ts';
import { countriesOf, countryOf, countryRulesOf, localeIn, sellsIn } from './country-sets.ts';
import type { Problem, SkipReason } from './problems.ts';
import { extraRoles, MAIN, roleForSlot, type Listing } from './slots.ts';

/** What is to be exported. */
export interface Selection {
  readonly channels: readonly Channel[];
  /** Role ids by channel; else all that its slots ask for, and those that it requires. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Sets by country or locale, `GLOBAL` for the one of all countries; else all sets of the project. */
  readonly locales?: readonly string[];
  /** Ids; else all. */
  readonly photos?: readonly string[];
  /** Photos without a cutout get one before their files are made: they are not skipped. */
  readonly cutsOut?: boolean;
  /** Sizes without photos get files of another size's pictures; absent = as the project says. */
  readonly sharedSizes?: boolean | undefined;
  /** `leftOutKey`s. */
  readonly leftOut?: ReadonlySet<string>;
}

export const GLOBAL = 'global';

/** A product left out of one channel. */
export const leftOutKey = (listing: string, channel: string): string => `${channel} ${listing}`;

/** One set of a channel's pictures: for all countries, or for one. */
export interface PictureSet {
  readonly channel: Channel;
  readonly country: string | undefined;
}

/** A file that is asked for, before it is known whether it can be. */
export interface Wish {
  readonly listing: Listing;
  readonly photo: Photo;
  readonly channel: Channel;
  /** Null where the channel has no place for the slot. */
  readonly role: Role | null;
  /** The slot; of roles that have none the role's id. */
  readonly slot: string;
  readonly country: string | undefined;
  readonly locale: string | undefined;
  /** Which of its product's pictures it is, from 1; the same whether others are left out or not. */
  readonly position: number;
}

export interface Skip extends Wish {
  readonly reason: SkipReason;
}

/** The sets of a channel that are asked for, and what is to be said of those that are none. */
export function setsOf(project: Project, channel: Channel, locales: Selection['locales']) {
  const rules = countryRulesOf(channel);
  const asked = locales?.map((locale) => (locale === GLOBAL ? undefined : (countryOf(locale) ?? locale)));
  const countries = rules ? (asked ?? [undefined, ...countriesOf(project)]) : [undefined];
  const problems: Problem[] = [];
  const sets = countries.flatMap((country): (string | undefined)[] => {
    if (country === undefined) return [undefined];
    const isGlobal = rules?.country.excluded.includes(country) ?? false;
    if (!isGlobal && sellsIn(channel, country)) return [country];
    problems.push({
      kind: isGlobal ? 'country-is-global' : 'country-not-sold',
      channel: channel.id,
      country
    });
    return isGlobal ? [undefined] : [];
  });
  return { sets: [...new Set(sets)].map((country): PictureSet => ({ channel, country })), problems };
}

/** Everything that a set asks for of one product, in the order of its slots, then of the channel's extra roles. */
export function wishesOf(
  project: Project,
  listing: Listing,
  { channel, country }: PictureSet,
  roles: readonly string[] | undefined
): readonly Wish[] {
  const main = listing.photos.find(({ slot }) => slot === MAIN)?.photo;
  const slots = listing.photos.map((each) => ({
    ...each,
    role: roleForSlot(channel, each.slot),
    isAsked: true
  }));
  const extras = extraRoles(channel).flatMap((role) =>
    main ? [{ photo: main, slot: role.id, role, isAsked: role.required }] : []
  );
  // A channel of stories alone has no place for any slot: nothing is missed there.
  const taken = roleForSlot(channel, MAIN) ? slots : slots.filter(({ role }) => role !== null);
  let position = 0;
  return [...taken, ...extras]
    .map(({ isAsked, ...each }) => {
      const locale =
        country && each.role && localeIn(project, each.photo, placeOf(channel, each.role, country));
      if (each.role) position += 1;
      const wish: Wish = { ...each, listing, channel, country, locale: locale ?? undefined, position };
      return { wish, isAsked: each.role ? (roles?.includes(each.role.id) ?? isAsked) : isAsked };
    })
    .filter(({ wish, isAsked }) => isAsked && (country === undefined || wish.locale !== undefined))
    .map(({ wish }) => wish);
}

const placeOf = (channel: Channel, role: Role, country: string) => ({
  channel: channel.id,
  role: role.id,
  country
});
