import type { Size } from '../pixels.ts';
import type { Channel, Leaf } from './channel.ts';

/**
 * The most bytes that a file of this format (`jpeg`, `png` …) may have, with who says so: the format's own limit, else
 * that of a fixed-size banner where `size` (px) is exactly one of the channel's, else the channel's. Null: none stated.
 */
export function byteLimit(channel: Channel, format: string, size?: Size): Leaf<number> | null {
  const { maxBytes, maxBytesByFormat } = channel;
  const own = maxBytesByFormat?.value?.[format];
  if (maxBytesByFormat && own !== undefined) return { ...maxBytesByFormat, value: own };
  const isBanner = size !== undefined && isFixedSize(channel, size);
  const limit = isBanner ? (maxBytes.fixedSizeBanner ?? maxBytes.required) : maxBytes.required;
  return limit && limit.value !== null ? limit : null;
}

const isFixedSize = ({ fixedSizes }: Channel, { width, height }: Size): boolean =>
  fixedSizes?.value?.some(([w, h]) => w === width && h === height) ?? false;

/** False where the channel refuses transparent pictures, or shows them on black. */
export const takesAlpha = ({ color, formats }: Channel): boolean =>
  color.alpha?.value !== false && !formats.rejected?.value?.includes('png-transparent');

/** What of a channel's name stands before its explanation: `Amazon` of `Amazon (Seller Central)`. */
export const brandOf = ({ name }: Pick<Channel, 'name'>): string => name.replace(/ \(.*\)$/, '');

/** ISO date on which somebody last read one of the channel's pages. */
export const checkedOn = ({ sources }: Pick<Channel, 'sources'>): string =>
  sources.reduce(
    (last, { authority, checked }) => (authority !== 'user' && checked > last ? checked : last),
    ''
  );
