import type { Channel, Role } from '../channels/channel.ts';
import type { Photo, VariantKey } from '../document/document.ts';
import { variantKey } from '../document/resolve.ts';
import type { Problem, SkipReason } from './problems.ts';

/** One file that is to be made. */
export interface PlannedFile {
  /** Unique in the plan: `fileKey`. */
  readonly key: string;
  readonly photo: string;
  /** The `Listing.key` of its product. */
  readonly listing: string;
  readonly channel: string;
  readonly role: string;
  /** The slot; of roles that have none the role's id. */
  readonly slot: string;
  /** Of a picture that is another size's: id of the product that the file is for. */
  readonly product?: string;
  /** What that other size is known by; absent = the picture is its product's own. */
  readonly sharedFrom?: string;
  /** Which of its product's pictures it is, from 1. */
  readonly position: number;
  readonly locale?: string;
  /** The country whose set it belongs to; absent = the global one. */
  readonly country?: string;
  /** A folder a channel, and in it one a country. Names are unique in it, to any file system. */
  readonly folder: string;
  /** Complete but for places of its size, which stay open until that is known (`sizedName`). */
  readonly name: string;
}

/** `photo channel/role/locale slot`. */
export const fileKey = (photo: string, variant: VariantKey, slot: string): string =>
  `${photo} ${variant} ${slot}`;

/** The same for files that are the same bytes under the names of several sizes: the `key` of the one that owns them. */
export const pictureOf = ({
  photo,
  channel,
  role,
  locale,
  slot
}: Pick<PlannedFile, 'photo' | 'channel' | 'role' | 'locale' | 'slot'>): string =>
  fileKey(photo, variantKey(channel, role, locale), slot);

export interface SkippedFile {
  readonly photo: string;
  readonly channel: string;
  readonly role: string;
  readonly slot: string;
  readonly country?: string;
  readonly product?: string;
  readonly sharedFrom?: string;
  readonly reason: SkipReason;
}

/** What an export was asked for, before it was known what there is. */
export interface PlanScope {
  readonly sets: readonly { readonly channel: string; readonly country?: string | undefined }[];
  /** Ids; absent = all. */
  readonly photos?: readonly string[] | undefined;
  /** `leftOutKey`s. */
  readonly leftOut?: ReadonlySet<string> | undefined;
}

/** Every file that an export makes, in order; every one that it does not, and why; what to say before it begins. */
export interface ExportPlan {
  readonly files: readonly PlannedFile[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly Problem[];
  readonly scope: PlanScope;
}

/** The ending that a photo's file has in a role, without its full stop. */
export type ExtensionOf = (photo: Photo, channel: Channel, role: Role, locale?: string) => string;
