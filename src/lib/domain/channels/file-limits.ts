import type { Size } from '../pixels.ts';
import type { Channel, Leaf, Role } from './channel.ts';
import { byteLimit } from './limits.ts';

/** A figure that somebody states. */
export interface Stated<T> extends Leaf<T> {
  readonly value: T;
}

const stated = <T>(leaf: Leaf<T> | null | undefined): Stated<T> | null =>
  leaf && leaf.value !== null ? { ...leaf, value: leaf.value } : null;

/** What a channel says of colour and resolution; null where it says nothing. */
export const colorLimits = ({ color }: Channel) => ({
  modes: stated(color.mode),
  preferredMode: stated(color.preferredMode),
  space: stated(color.space),
  bitDepth: stated(color.bitDepth),
  /** False: transparent pictures are not taken, or shown on black. */
  alpha: stated(color.alpha),
  dpiMin: stated(color.dpiMin)
});

/** Formats that the channel refuses, and forms of them: `gif-animated`, `png-transparent`, `multipage`. */
export const rejectedForms = ({ formats }: Channel): Stated<string[]> | null => stated(formats.rejected);

/** How a TIFF may be packed (`none`), and whether a file may have layers. */
export const packingLimits = ({ formats }: Channel) => ({
  compression: stated(formats.tiffCompression),
  layers: stated(formats.layers)
});

/** Least JPEG quality, 1–100. */
export const minQuality = ({ jpeg }: Channel): Stated<number> | null => stated(jpeg?.minQuality);

/** Most bytes of a file of this format and size (px): the limit, then the advice, as far as they are stated. */
export function byteLimits(channel: Channel, format: string, size: Size): readonly Stated<number>[] {
  const limits = [stated(byteLimit(channel, format, size)), stated(channel.maxBytes.recommended)];
  return limits.filter((limit) => limit !== null);
}

/** Shapes that a role takes: the one it asks for, those it takes as well, and how far off one may be (share). */
export const aspectLimits = ({ aspect }: Role) => ({
  required: stated(aspect.required),
  recommended: stated(aspect.recommended),
  accepted: stated(aspect.accepted),
  tolerance: aspect.tolerance?.value ?? 0
});

/** How a channel wants AI pictures told. */
export interface AiDisclosure {
  /** Which pictures. */
  readonly when: string;
  readonly how: string;
  /** What a file has to carry: a keyword, or one of these `DigitalSourceType`s; none where it is told elsewhere. */
  readonly tags: readonly string[];
}

export function aiDisclosure({ aiDisclosure: leaf }: Channel): Stated<AiDisclosure> | null {
  if (!leaf || leaf.value === null) return null;
  const { when, how, keyword, values } = leaf.value;
  return { ...leaf, value: { when, how, tags: values ?? (keyword === undefined ? [] : [keyword]) } };
}
