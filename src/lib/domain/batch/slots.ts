import type { Channel, Role } from '../channels/channel.ts';
import { findIdentifier, isIdentifier, parseIdentifier, stemOf } from '../channels/identifier.ts';
import { checkFileName } from '../channels/naming.ts';
import { productOf, setPlace } from '../document/change.ts';
import type { Photo, Product, Project } from '../document/document.ts';
import { lookUp } from '../document/lookup.ts';

/** The slot of a product's first picture, in every channel. */
export const MAIN = 'MAIN';

/** A photo and the slot that it has in every channel: its own, else the one its name says, else the next free one. */
export interface SlottedPhoto {
  readonly photo: Photo;
  readonly slot: string;
}

/** The photos of one product, by slot. */
export interface Listing {
  /** The same for the same product; no id of the document. */
  readonly key: string;
  readonly product: Product | undefined;
  /** What a person knows it by: SKU, identifier, title, else the first photo's name. */
  readonly label: string;
  readonly photos: readonly SlottedPhoto[];
  /** Whose photos these are, where the product has none of its own (`sharedListings`). */
  readonly lender?: Listing;
}

/** Slots by which pictures are known here: those that Amazon publishes (channel data, `amazonVariantCodes`). */
const SLOT =
  /^(MAIN|SWCH|(PT|IN)(?!00)\d\d|PS0[1-6]|EEGL|TOPP|BOTT|LEFT|RGHT|FRNT|BACK|SIDE|PAIR|DTLS|FACT|INGR)$/;
const ORDER = [
  'MAIN',
  'PT',
  'FRNT',
  'BACK',
  'LEFT',
  'RGHT',
  'SIDE',
  'TOPP',
  'BOTT',
  'PAIR',
  'DTLS',
  'FACT',
  'INGR'
];

export const isSlot = (code: string): boolean => SLOT.test(code);

/** Every slot that a person may give a photo, without the numbered ones after `PT12`. */
export const SLOTS: readonly string[] = [
  MAIN,
  ...Array.from({ length: 12 }, (_, index) => numberedSlot(index + 1)),
  ...ORDER.slice(2),
  'SWCH',
  'EEGL',
  ...Array.from({ length: 6 }, (_, index) => `PS0${index + 1}`)
];

/** `PT01` of 1. */
export function numberedSlot(number: number): string {
  return `PT${String(number).padStart(2, '0')}`;
}

/** MAIN first, the numbered ones, named views, then swatch and papers. */
export function compareSlots(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

function rank(slot: string): number {
  const at = ORDER.indexOf(slot.replace(/\d+$/, ''));
  return at < 0 ? ORDER.length : at;
}

/** Of documents and photos, which never change: thousands are asked for again with every photo that is cut out. */
const known = {
  /** By the project's photos, with the products that they were listed by: nothing else of it matters here. */
  listings: new WeakMap<
    Project['photos'],
    { readonly products: Project['products']; readonly list: readonly Listing[] }
  >(),
  /** By the first of its photos. */
  listing: new WeakMap<Photo, Listing>(),
  keys: new WeakMap<Photo, { readonly product: Product | undefined; readonly key: string }>()
};

/** The project's photos by product, each with its slot, in the order in which the products first occur. */
export function listingsOf(project: Project): readonly Listing[] {
  const { photos, products } = project;
  const before = known.listings.get(photos);
  if (before?.products === products) return before.list;
  const list = listed(project);
  if (Object.isFrozen(photos) && Object.isFrozen(products)) known.listings.set(photos, { products, list });
  return list;
}

/** The product of a photo, with all of its photos; undefined where the photo is not in the project. */
export function listingWith(project: Project, photoId: string): Listing | undefined {
  const photo = lookUp(project.photos, photoId);
  if (!photo) return undefined;
  const key = keyOf(photo, productOf(project, photo));
  return listingsOf(project).find((listing) => listing.key === key);
}

function listed(project: Project): readonly Listing[] {
  const groups = new Map<string, Photo[]>();
  for (const photo of project.photos) {
    const key = keyOf(photo, productOf(project, photo));
    const group = groups.get(key);
    if (group) group.push(photo);
    else groups.set(key, [photo]);
  }
  return [...groups].map(([key, photos]) => listingOf(project, key, photos));
}

/** The same as before where nothing of it has changed. */
function listingOf(project: Project, key: string, photos: readonly Photo[]): Listing {
  const product = photos.map((photo) => productOf(project, photo)).find(Boolean);
  const [first] = photos;
  const before = first && known.listing.get(first);
  if (before && before.product === product && isOf(before, photos)) return before;
  const listing = { key, product, label: labelOf(photos, product), photos: slotted(photos) };
  if (first && photos.every(Object.isFrozen)) known.listing.set(first, listing);
  return listing;
}

const isOf = ({ photos }: Listing, wanted: readonly Photo[]): boolean =>
  photos.length === wanted.length && photos.every(({ photo }) => wanted.includes(photo));

/** Two photos are of one product where their names or the seller say the same identifier, else where they share a product. */
function keyOf(photo: Photo, product: Product | undefined): string {
  const before = known.keys.get(photo);
  if (before && before.product === product) return before.key;
  const key = keySaid(photo, product);
  if (Object.isFrozen(photo) && (!product || Object.isFrozen(product)))
    known.keys.set(photo, { product, key });
  return key;
}

function keySaid(photo: Photo, product: Product | undefined): string {
  const found = product?.identifier ? null : findIdentifier(photo.name);
  if (found) return found.value;
  return product ? productKey(product) : `photo ${photo.id}`;
}

/** The `Listing.key` of a product whose photos' names say nothing. */
export function productKey({ id, identifier = '', sku }: Product): string {
  const given = parseIdentifier(identifier);
  if (isIdentifier(given)) return given.value;
  return sku ? `sku ${sku.trim().toUpperCase()}` : `product ${id}`;
}

function labelOf([first]: readonly Photo[], product: Product | undefined): string {
  const found = first && findIdentifier(first.name)?.value;
  return product?.sku || product?.identifier || product?.title || found || stemOf(first?.name ?? '');
}

function slotted(photos: readonly Photo[]): readonly SlottedPhoto[] {
  const taken = new Set(photos.flatMap(({ slot }) => slot ?? []));
  const said = photos.map(({ slot, name }) => slot ?? claim(taken, slotInName(name)));
  return photos
    .map((photo, index) => ({ photo, slot: said[index] ?? nextFree(taken) }))
    .sort((a, b) => compareSlots(a.slot, b.slot));
}

function claim(taken: Set<string>, slot: string | null): string | null {
  if (slot === null || taken.has(slot)) return null;
  taken.add(slot);
  return slot;
}

function nextFree(taken: Set<string>): string {
  for (let number = 0; ; number += 1) {
    const slot = number === 0 ? MAIN : numberedSlot(number);
    if (claim(taken, slot)) return slot;
  }
}

/** `PT02` of `B0C4TR311X.PT02.jpg`. A word in small letters (`mug_back`) is a word: only numbered codes and MAIN may be so. */
export function slotInName(name: string): string | null {
  const tokens = stemOf(name)
    .split(/[^0-9A-Za-z]+/)
    .slice(1);
  const isSaid = (token: string) => SLOT.test(token) || /^(main|swch|pt\d\d)$/i.test(token);
  const slot = tokens.find(isSaid)?.toUpperCase() ?? '';
  return SLOT.test(slot) ? slot : null;
}

/** Which of a channel's roles have the pictures of a slot, by the kind of slot. All other roles are made of the MAIN photo. */
const SLOT_ROLES = { main: /^MAIN$/, swatch: /^SWCH$/, compliance: /^(PS\d\d|EEGL)$/, secondary: /^/ };

/** Roles that are made of a product's MAIN photo beside its slots: a story, a banner. */
export const extraRoles = (channel: Channel): readonly Role[] =>
  channel.roles.filter(({ id }) => !Object.hasOwn(SLOT_ROLES, id));

const roles = new WeakMap<Channel, Map<string, Role | null>>();

/** The role that a slot's picture has in a channel; null where the channel has no place for it. */
export function roleForSlot(channel: Channel, slot: string): Role | null {
  const cache = roles.get(channel) ?? new Map<string, Role | null>();
  const before = cache.get(slot);
  if (before !== undefined) return before;
  const role = findSlotRole(channel, slot);
  roles.set(channel, cache.set(slot, role));
  return role;
}

function findSlotRole(channel: Channel, slot: string): Role | null {
  const listed = channel.roles.find(({ variantCodes }) => variantCodes?.includes(slot));
  if (listed) return listed;
  const kind = Object.entries(SLOT_ROLES).find(([, pattern]) => pattern.test(slot))?.[0];
  const role = channel.roles.find(({ id }) => id === kind) ?? null;
  const hasCodes = channel.roles.some(({ variantCodes }) => variantCodes);
  // The channel's pattern may take more codes than its roles list (PT09 to PT99).
  return hasCodes && role && checkFileName(`B000000000.${slot}.jpg`, channel, role).length > 0 ? null : role;
}

/**
 * Gives a photo a slot of its product. The photo that had it takes the other's place, so that no slot is lost; slots of
 * the product that nobody chose become what they were taken for.
 * @throws `not-found`
 */
export function assignSlot(project: Project, photoId: string, slot: string): Project {
  const listing = listingWith(project, photoId);
  const before = listing?.photos.find(({ photo }) => photo.id === photoId)?.slot;
  const given = (listing?.photos ?? []).map(({ photo, slot: own }) => {
    if (photo.id === photoId) return { photo, slot };
    return { photo, slot: own === slot && before ? before : own };
  });
  return given.reduce((next, { photo, slot: own }) => setPlace(next, photo.id, { slot: own }), project);
}
