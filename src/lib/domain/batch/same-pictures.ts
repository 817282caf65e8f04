import { canonicalJson } from '../document/canonical.ts';
import { findPhoto } from '../document/change.ts';
import type { Project } from '../document/document.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import type { PlannedFile } from './planned.ts';
import type { Problem } from './problems.ts';
import { pictureOwner } from './shared-sizes.ts';
import type { Listing } from './slots.ts';

/** What a file shows, as far as that is known before it is made: which bytes, and what of them. */
function shownBy(project: Project, { photo, channel, role, locale }: PlannedFile): string {
  const found = findPhoto(project, photo);
  const { crop } = editsFor(found, variantKey(channel, role, locale));
  return `${found.source.sha256} ${canonicalJson(crop)}`;
}

/**
 * Pictures of one product that go to several slots of a channel's set although they are the same: of photos with the
 * same bytes, told before anything is made. Those that only look the same are told by `duplicateSlots` afterwards. One
 * photo in several roles is meant to be there, and one under the names of several sizes.
 */
export function samePictures(
  project: Project,
  listings: readonly Listing[],
  files: readonly PlannedFile[]
): Problem[] {
  const groups = new Map<string, PlannedFile[]>();
  const owners = new Map(listings.map((listing) => [listing.key, pictureOwner(listing)]));
  for (const file of files) {
    const { listing, channel, country } = file;
    const key = JSON.stringify([owners.get(listing), channel, country, shownBy(project, file)]);
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()].flatMap((group): Problem[] => {
    const [first] = group;
    const photos = [...new Set(group.map(({ photo }) => photo))];
    if (!first || photos.length < 2) return [];
    const label = listings.find(({ key }) => key === first.listing)?.label ?? first.listing;
    return [
      {
        kind: 'same-picture',
        channel: first.channel,
        label,
        slots: [...new Set(group.map(({ slot }) => slot))],
        photos
      }
    ];
  });
}
