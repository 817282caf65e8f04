import type { Channel } from '../channels/channel.ts';
import type { Project } from '../document/document.ts';
import { grouped } from '../grouped.ts';
import { findingsOf } from './findings.ts';
import { nameFiles, sharedBy } from './names.ts';
import {
  pictureOf,
  type ExportPlan,
  type ExtensionOf,
  type PlannedFile,
  type SkippedFile
} from './planned.ts';
import { GRAVITY, type Problem, type SkipReason } from './problems.ts';
import { exportedListings, isOtherLength, sharesSizes } from './shared-sizes.ts';
import { MAIN, roleForSlot, type Listing } from './slots.ts';
import {
  leftOutKey,
  setsOf,
  wishesOf,
  type PictureSet,
  type Selection,
  type Skip,
  type Wish
} from './wishes.ts';

/**
 * Plans an export: photos × channels × roles × countries → files with their names, by channel, set and product; files of
 * one picture under the names of several sizes come one after the other. Nothing is painted or read.
 * @throws `rule-unknown` for a template with a place that is not known here
 */
export function planExport(project: Project, selection: Selection, extensionOf: ExtensionOf): ExportPlan {
  const listings = exportedListings(project, selection.sharedSizes ?? sharesSizes(project));
  const parts = selection.channels.flatMap((channel) => {
    const { sets, problems } = setsOf(project, channel, selection.locales);
    const planned = sets.map((set) => planSet(project, selection, listings, set, extensionOf));
    return [{ files: [], skipped: [], problems, sets }, ...planned];
  });
  const files = parts.flatMap((part) => part.files);
  const skips = parts.flatMap(({ skipped }) => skipped);
  const found = findingsOf(project, selection, listings, { files, skips });
  const problems = [...found, ...parts.flatMap((part) => part.problems)].sort(byGravity);
  const sets = parts.flatMap((part) => part.sets ?? []);
  const scope = {
    sets: sets.map(({ channel, country }) => ({ channel: channel.id, country })),
    photos: selection.photos,
    leftOut: selection.leftOut
  };
  return { files, skipped: skips.map(skippedFile), problems, scope };
}

const GRAVEST = ['fail', 'review', 'fixed'];
const byGravity = (a: Problem, b: Problem): number =>
  GRAVEST.indexOf(GRAVITY[a.kind]) - GRAVEST.indexOf(GRAVITY[b.kind]);

interface Part {
  readonly files: readonly PlannedFile[];
  readonly skipped: readonly Skip[];
  readonly problems: readonly Problem[];
  readonly sets?: readonly PictureSet[];
}

function planSet(
  project: Project,
  selection: Selection,
  listings: readonly Listing[],
  set: PictureSet,
  extensionOf: ExtensionOf
): Part {
  const asked = selection.photos && new Set(selection.photos);
  const wished = listings.map((listing) => {
    const wishes = wishesOf(project, listing, set, selection.roles?.[set.channel.id]);
    return sorted(
      project,
      asked ? wishes.filter(({ photo }) => asked.has(photo.id)) : wishes,
      selection,
      set
    );
  });
  const named = nameFiles(
    project,
    wished.flatMap(({ kept }) => kept),
    extensionOf
  );
  return {
    ...named,
    // Names are given by products, pictures of their own first.
    files: [...grouped(named.files, pictureOf).values()].flat(),
    skipped: [...wished.flatMap(({ skipped }) => skipped), ...named.skipped]
  };
}

/** What can be made of a product's wishes, and what cannot. */
function sorted(project: Project, wishes: readonly Wish[], selection: Selection, set: PictureSet) {
  const seen = new Set<string>();
  const judged = wishes.map((wish): Wish | Skip => {
    const reason = reasonAgainst(project, wish, seen, selection);
    if (!reason) seen.add(wish.slot);
    return reason ? { ...wish, reason } : wish;
  });
  const kept = judged.filter((wish) => !('reason' in wish));
  const skipped = judged.filter((wish): wish is Skip => 'reason' in wish);
  const isIgnored = set.country !== undefined && kept.length > 0 && !hasMain(kept, set.channel);
  if (!isIgnored) return { kept, skipped };
  const refused = kept.map((wish): Skip => ({ ...wish, reason: 'country-without-main' }));
  return { kept: [], skipped: [...skipped, ...refused] };
}

/** A channel without a main role has no set that could miss it. */
const hasMain = (wishes: readonly Wish[], channel: Channel): boolean =>
  !roleForSlot(channel, MAIN) || wishes.some(({ slot }) => slot === MAIN);

function reasonAgainst(
  project: Project,
  wish: Wish,
  seen: ReadonlySet<string>,
  { leftOut, cutsOut }: Selection
): SkipReason | null {
  const { listing, photo, channel, role, slot } = wish;
  if (leftOut?.has(leftOutKey(listing.key, channel.id))) return 'left-out';
  if (!role) return 'no-place';
  if (!photo.edits.cutout.found && !cutsOut) return 'no-cutout';
  if (seen.has(slot)) return 'same-slot';
  return isOtherLength(project, wish) ? 'other-length' : null;
}

const skippedFile = ({ listing, photo, channel, role, slot, country, reason }: Skip): SkippedFile => ({
  photo: photo.id,
  channel: channel.id,
  role: role?.id ?? slot.toLowerCase(),
  slot,
  ...(country !== undefined && { country }),
  ...sharedBy(listing),
  reason
});
