import type { Channel, Role } from '../channels/channel.ts';
import { checkFileName, fileNameFor, templateOf, type NameRequest } from '../channels/naming.ts';
import { hasPlace } from '../channels/template.ts';
import { canonicalJson } from '../document/canonical.ts';
import { choicesOf, productOf } from '../document/change.ts';
import type { Photo, Project } from '../document/document.ts';
import type { Size } from '../pixels.ts';
import { countryOf } from './country-sets.ts';
import { listingWith, MAIN, type Listing } from './slots.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import { fileKey, type ExtensionOf, type PlannedFile } from './planned.ts';
import type { Problem } from './problems.ts';
import { nameKey, NameShelf, safeName } from './safe-name.ts';
import { nameGiver } from './shared-sizes.ts';
import { wishesOf, type Skip, type Wish } from './wishes.ts';

interface Named {
  readonly files: readonly PlannedFile[];
  readonly skipped: readonly Skip[];
  readonly problems: readonly Problem[];
}

/** How many numbers are tried before a name is given up. */
const MOST_NUMBERS = 999;

/** Names the files of one folder. Two of one name get numbers where the channel's form of name takes them. */
export function nameFiles(project: Project, wishes: readonly Wish[], extensionOf: ExtensionOf): Named {
  const shelf = new NameShelf();
  const shared = new SharedNames();
  const files: PlannedFile[] = [];
  const skipped: Skip[] = [];
  const numbered: [from: string, to: string][] = [];
  for (const wish of wishes) {
    const request = requestFor(project, wish, extensionOf);
    const first = safeName(fileNameFor(request));
    if (shared.isAnother(wish, first)) {
      skipped.push({ ...wish, reason: 'shared-name' });
      continue;
    }
    const free = shelf.has(first) ? otherName(request, first, shelf) : first;
    if (free !== null && free !== first) numbered.push([first, free]);
    if (free === null) skipped.push({ ...wish, reason: 'name-taken' });
    else files.push(plannedFile(wish, shelf.take(free)));
  }
  const channel = wishes[0]?.channel.id ?? '';
  return {
    files,
    skipped,
    problems: problemsOf(
      channel,
      numbered,
      skipped
        .filter(({ reason }) => reason === 'name-taken')
        .map((skip) => nameOf(project, skip, extensionOf))
    )
  };
}

/** What each picture is called, before numbers: by the product that owns it and by those that share it. */
class SharedNames {
  readonly #names = new Map<string, Set<string>>();

  /** Whether a shared picture has this name already by another size: the channel does not tell the two apart. */
  isAnother({ listing, photo, slot }: Wish, name: string): boolean {
    const picture = `${photo.id} ${slot}`;
    const names = this.#names.get(picture) ?? new Set();
    this.#names.set(picture, names);
    const key = nameKey(name);
    const isKnown = listing.lender !== undefined && names.has(key);
    names.add(key);
    return isKnown;
  }
}

const nameOf = (project: Project, wish: Wish, extensionOf: ExtensionOf): string =>
  fileNameFor(requestFor(project, wish, extensionOf));

function problemsOf(
  channel: string,
  numbered: readonly [string, string][],
  taken: readonly string[]
): Problem[] {
  const [change] = numbered;
  const [name] = taken;
  return [
    ...(name === undefined ? [] : [{ kind: 'name-taken' as const, channel, count: taken.length, name }]),
    ...(change
      ? [{ kind: 'name-numbered' as const, channel, count: numbered.length, from: change[0], to: change[1] }]
      : [])
  ];
}

/** Of one file on its own, as the whole plan would name it where no other has that name. */
export function nameOfOne(
  project: Project,
  photo: Photo,
  place: { readonly channel: Channel; readonly role: Role; readonly locale?: string | undefined },
  file: { readonly extension: string; readonly size: Size }
): string {
  const { channel, role, locale } = place;
  const listing = listingWith(project, photo.id);
  const product = productOf(project, photo);
  const alone = { key: '', product, label: '', photos: [{ photo, slot: MAIN }] };
  const roles = channel.roles.map(({ id }) => id);
  const planned = wishesOf(project, listing ?? alone, { channel, country: undefined }, roles).find(
    (wish) => wish.photo.id === photo.id && wish.role?.id === role.id
  );
  // A role that its slot does not have in the channel: the first code and number of that role.
  const wish = planned ?? { slot: role.id, position: undefined };
  const request = requestFor(
    project,
    {
      listing: listing ?? alone,
      photo,
      channel,
      role,
      locale,
      country: countryOf(locale ?? '') ?? undefined,
      ...wish
    },
    () => file.extension
  );
  return safeName(fileNameFor({ ...request, size: file.size }));
}

/** What a file's name is made of. */
function requestFor(
  project: Project,
  {
    listing,
    photo,
    channel,
    role,
    slot,
    locale,
    country,
    position
  }: Omit<Wish, 'position'> & { position: number | undefined },
  extensionOf: ExtensionOf
): NameRequest {
  if (!role) throw new TypeError('a file without a role has no name');
  const template = choicesOf(project).names[channel.id];
  return {
    channel,
    role,
    photoName: nameGiver(listing, photo),
    identifier: listing.product?.identifier,
    sku: listing.product?.sku,
    title: listing.product?.title,
    slot: slot === role.id ? undefined : slot,
    position,
    // Every edit is read for it: only where it is asked for.
    ...(hasPlace(templateOf(channel, template), 'rev') && {
      revision: revisionOf(photo, variantKey(channel.id, role.id, locale))
    }),
    locale: country,
    extension: extensionOf(photo, channel, role, locale),
    ...(template !== undefined && { template })
  };
}

/**
 * Six letters and digits that change when the picture does, and only then: of the photo's content and of the edits that
 * make the file (FNV-1a, 32 bits, as base 36). A channel that keeps pictures by their address then fetches the new one.
 */
export function revisionOf(photo: Photo, key: string): string {
  const text = `${photo.source.sha256}${canonicalJson(editsFor(photo, key))}`;
  const hash = Array.from(text).reduce(
    (sum, char) => Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5
  );
  return (hash >>> 0).toString(36).padStart(7, '0').slice(-6);
}

/** The next free name that the channel takes as well as the first; null where it takes no number. */
function otherName(request: NameRequest, first: string, shelf: NameShelf): string | null {
  const { channel, role, position = 1 } = request;
  const template = templateOf(channel, request.template);
  const hasPosition = hasPlace(template, 'position');
  const joint = template.includes('-') ? '-' : '_';
  const flaws = (name: string) => checkFileName(name, channel, role).map(({ reason }) => reason);
  const known = flaws(first);
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const name = hasPosition
      ? safeName(fileNameFor({ ...request, position: position + number }))
      : first.replace(/(\.[^.]+)?$/, (ending) => `${joint}${number}${ending}`);
    if (!flaws(name).every((flaw) => known.includes(flaw))) return null;
    if (!shelf.has(name)) return name;
  }
  return null;
}

function plannedFile(
  { listing, photo, channel, role, slot, locale, country, position }: Wish,
  name: string
): PlannedFile {
  const id = role?.id ?? '';
  const picture = fileKey(photo.id, variantKey(channel.id, id, locale), slot);
  const shared = sharedBy(listing);
  return {
    key: shared ? `${picture} ${shared.product}` : picture,
    photo: photo.id,
    listing: listing.key,
    channel: channel.id,
    role: id,
    slot,
    ...shared,
    position,
    ...(locale !== undefined && { locale }),
    ...(country !== undefined && { country }),
    folder: [channel.id, ...(country === undefined ? [] : [country])].join('/'),
    name
  };
}

/** Whose file it is, and whose picture, where these are two sizes of a colour. */
export const sharedBy = ({ product, lender }: Listing) =>
  product && lender && { product: product.id, sharedFrom: lender.label };
