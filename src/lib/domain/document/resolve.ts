import { frozen } from '../frozen.ts';
import type { Photo, VariantKey } from './document.ts';
import type { Edits, EditsPatch } from './edits.ts';

/** `amazon/main`, `amazon/main/de-DE`. */
export function variantKey(channel: string, role: string, locale?: string): VariantKey {
  return locale === undefined ? `${channel}/${role}` : `${channel}/${role}/${locale}`;
}

/** The output that something is of. */
export const keyOf = ({
  channel,
  role,
  locale
}: {
  readonly channel: string;
  readonly role: string;
  readonly locale?: string | undefined;
}): VariantKey => variantKey(channel, role, locale);

/**
 * The edits that make one variant: the photo's own, then what the role, then what its locale does differently.
 * An edit is replaced whole, never merged.
 */
export function editsFor(photo: Photo, key: VariantKey): Edits {
  const [channel = '', role = '', locale] = key.split('/');
  const keys = [variantKey(channel, role), ...(locale === undefined ? [] : [key])];
  return frozen(keys.reduce((edits, each) => ({ ...edits, ...photo.variants[each] }), photo.edits));
}

/** A copy of a photo of which one variant is made with other edits. */
export const withVariant = (photo: Photo, key: VariantKey, patch: EditsPatch): Photo =>
  frozen({ ...photo, variants: { ...photo.variants, [key]: { ...photo.variants[key], ...patch } } });
