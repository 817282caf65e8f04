import type { Channel } from '../channels/channel.ts';
import { choicesOf, findPhoto } from '../document/change.ts';
import type { Project } from '../document/document.ts';
import { grouped } from '../grouped.ts';
import { countryRulesOf, expectedLanguages, isIn, wordingOf } from './country-sets.ts';
import type { PlannedFile } from './planned.ts';
import type { Problem, SkipReason } from './problems.ts';
import { samePictures } from './same-pictures.ts';
import { otherLengths, pictureOwner } from './shared-sizes.ts';
import { isSlot, MAIN, roleForSlot, type Listing } from './slots.ts';
import { leftOutKey, type Selection, type Skip } from './wishes.ts';

interface Outcome {
  readonly files: readonly PlannedFile[];
  readonly skips: readonly Skip[];
}

/** What is to be said of a whole plan. */
export function findingsOf(
  project: Project,
  selection: Selection,
  listings: readonly Listing[],
  outcome: Outcome
): readonly Problem[] {
  return [
    ...missingMains(selection, listings, outcome),
    ...sameSlots(outcome),
    ...samePictures(project, listings, outcome.files),
    ...ignoredCountries(listings, outcome),
    ...uncut(outcome),
    ...withoutPlace(outcome),
    ...otherLengths(outcome.skips),
    ...tooMany(selection, listings, outcome),
    ...languages(project, selection, outcome)
  ];
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Reasons against a MAIN that are told by themselves, or that nobody need know. */
const SAID: readonly SkipReason[] = ['name-taken', 'shared-name', 'other-length'];

/** By product: the channels for which something of it was asked, but whose main picture is not made. */
function missingMains(
  { channels, roles, leftOut, photos }: Selection,
  listings: readonly Listing[],
  { files, skips }: Outcome
): Problem[] {
  // One whose name is taken is there: that is said by itself.
  const unnamed = skips.filter(
    ({ slot, country, reason }) => slot === MAIN && !country && SAID.includes(reason)
  );
  const made = new Set([
    ...files.filter(isGlobalMain).map(({ listing, channel }) => leftOutKey(listing, channel)),
    ...unnamed.map(({ listing, channel }) => leftOutKey(listing.key, channel.id))
  ]);
  const wants = (channel: Channel): boolean => {
    const role = roleForSlot(channel, MAIN);
    return role !== null && (roles?.[channel.id]?.includes(role.id) ?? true);
  };
  const misses = (listing: Listing, channel: Channel): boolean => {
    const key = leftOutKey(listing.key, channel.id);
    return (
      wants(channel) &&
      !made.has(key) &&
      !leftOut?.has(key) &&
      isGlobalAsked(channel, { files, skips }, listing)
    );
  };
  const asked = photos && new Set(photos);
  return listings.flatMap((listing): Problem[] => {
    if (asked && !listing.photos.some(({ photo }) => asked.has(photo.id))) return [];
    // Of a photo that several sizes share the one is told that owns it.
    const missing = channels.filter(
      (channel) => misses(listing, channel) && !(listing.lender && misses(listing.lender, channel))
    );
    if (missing.length === 0) return [];
    const main = listing.photos.find(({ slot }) => slot === MAIN)?.photo;
    const isUncut = main !== undefined && !main.edits.cutout.found;
    return [
      {
        kind: 'no-main',
        listing: listing.key,
        label: listing.label,
        channels: missing.map(({ id }) => id),
        isUncut
      }
    ];
  });
}

const isGlobalMain = ({ slot, country }: PlannedFile) => slot === MAIN && country === undefined;

/** Whether anything of a product's global set was asked for in a channel. */
const isGlobalAsked = ({ id }: Channel, { files, skips }: Outcome, { key }: Listing): boolean =>
  files.some(({ channel, listing, country }) => channel === id && listing === key && country === undefined) ||
  skips.some(
    ({ channel, listing, country }) => channel.id === id && listing.key === key && country === undefined
  );

function sameSlots({ skips }: Outcome): Problem[] {
  const twice = skips.filter(({ reason }) => reason === 'same-slot');
  const places = grouped(twice, ({ listing, slot }) => `${slot} ${pictureOwner(listing)}`);
  return [...places.values()].flatMap(([first]): Problem[] => {
    if (!first) return [];
    const photos = first.listing.photos
      .filter(({ slot }) => slot === first.slot)
      .map(({ photo }) => photo.id);
    return [{ kind: 'same-slot', label: first.listing.label, slot: first.slot, photos }];
  });
}

function ignoredCountries(listings: readonly Listing[], { skips }: Outcome): Problem[] {
  const ignored = skips.filter(({ reason }) => reason === 'country-without-main');
  const sets = distinct(ignored.map(({ channel, country }) => `${channel.id} ${country}`));
  return sets.map((set): Problem => {
    const [channel = '', country = ''] = set.split(' ');
    const keys = distinct(
      ignored
        .filter((skip) => skip.channel.id === channel && skip.country === country)
        .map(({ listing }) => listing.key)
    );
    const here = listings.filter(({ key }) => keys.includes(key));
    const mains = here.flatMap(({ photos }) => photos.find(({ slot }) => slot === MAIN)?.photo.id ?? []);
    return { kind: 'country-without-main', channel, country, labels: here.map(({ label }) => label), mains };
  });
}

function uncut({ skips }: Outcome): Problem[] {
  const photos = distinct(skips.filter(({ reason }) => reason === 'no-cutout').map(({ photo }) => photo.id));
  return photos.length === 0 ? [] : [{ kind: 'no-cutout', photos }];
}

function withoutPlace({ skips }: Outcome): Problem[] {
  // That a channel has no swatches is no mistake of anybody; a slot that nobody knows is one.
  const lost = skips.filter(({ reason, slot }) => reason === 'no-place' && !isSlot(slot));
  const places = distinct(lost.map(({ channel, slot }) => `${channel.id} ${slot}`));
  return places.map((place): Problem => {
    const [channel = '', slot = ''] = place.split(' ');
    const count = lost.filter((skip) => skip.channel.id === channel && skip.slot === slot).length;
    return { kind: 'no-place', channel, slot, count };
  });
}

function tooMany({ channels }: Selection, listings: readonly Listing[], { files }: Outcome): Problem[] {
  return channels.flatMap(({ id, count }): Problem[] => {
    const limit = count.max?.value;
    if (!limit) return [];
    const counts = new Map<string, number>();
    for (const { channel, listing, country } of files)
      if (channel === id && !country) counts.set(listing, (counts.get(listing) ?? 0) + 1);
    return listings.flatMap(({ key, label, lender }): Problem[] => {
      const count = counts.get(key) ?? 0;
      if (lender && (counts.get(lender.key) ?? 0) > limit) return [];
      return count > limit ? [{ kind: 'too-many', channel: id, label, count, limit }] : [];
    });
  });
}

/** Words on pictures, against what each set's buyers read. */
function languages(project: Project, { channels }: Selection, { files }: Outcome): Problem[] {
  return channels.flatMap((channel): Problem[] => {
    const rules = countryRulesOf(channel);
    if (!rules) return [];
    const worded = files.flatMap((file) => {
      const wording =
        file.channel === channel.id &&
        wordingOf(findPhoto(project, file.photo), channel.id, file.role, file.locale);
      return wording ? [{ ...file, ...wording }] : [];
    });
    const wrong = worded.filter(
      ({ language, country }) => language === null || !isIn(language, expectedLanguages(rules, country))
    );
    const sets = distinct(wrong.map(({ country, language }) => `${country ?? ''} ${language ?? ''}`));
    const dimensions = worded.filter(({ country, hasDimensions }) => country === undefined && hasDimensions);
    const hasCountries = Object.keys(choicesOf(project).countries).length > 0;
    return [
      ...sets.map((set): Problem => {
        const [country = '', language = ''] = set.split(' ');
        const here = wrong.filter(
          (file) => (file.country ?? '') === country && (file.language ?? '') === language
        );
        return {
          kind: 'language',
          channel: channel.id,
          ...(country && { country }),
          language: language || null,
          expected: expectedLanguages(rules, country || undefined),
          photos: distinct(here.map(({ photo }) => photo))
        };
      }),
      ...(hasCountries && dimensions.length > 0
        ? [
            {
              kind: 'dimensions-global' as const,
              channel: channel.id,
              photos: distinct(dimensions.map(({ photo }) => photo))
            }
          ]
        : [])
    ];
  });
}
