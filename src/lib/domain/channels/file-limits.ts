import type { Size } from '../pixels.ts';
import type { Channel, Leaf, Role } from './channel.ts';

type Is<T> = (value: unknown) => value is T;

const isNumber: Is<number> = (value) => typeof value === 'number';
const isText: Is<string> = (value) => typeof value === 'string';
const isFlag: Is<boolean> = (value) => typeof value === 'boolean';
const isTexts: Is<readonly string[]> = (value) => Array.isArray(value) && value.every(isText);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPairs = (value: unknown): value is readonly (readonly [number, number])[] =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2);

/** A figure that somebody states. */
export interface Stated<T> extends Leaf<T> {
  readonly value: T;
}

const stated = <T>(leaf: Leaf<unknown> | undefined, is: Is<T>): Stated<T> | null =>
  leaf && is(leaf.value) ? { ...leaf, value: leaf.value } : null;

/** What a channel says of colour and resolution; null where it says nothing. */
export const colorLimits = ({ color }: Channel) => ({
  /** `rgb`, `cmyk`, `gray`. */
  modes: stated(color['mode'], isTexts),
  preferredMode: stated(color['preferredMode'], isText),
  /** `sRGB`. */
  space: stated(color['space'], isText),
  bitDepth: stated(color['bitDepth'], isNumber),
  /** False: transparent pictures are not taken, or shown on black. */
  alpha: stated(color['alpha'], isFlag),
  dpiMin: stated(color['dpiMin'], isNumber)
});

/** Formats that the channel refuses, and forms of them: `gif-animated`, `png-transparent`, `multipage`. */
export const rejectedForms = ({ formats }: Channel): Stated<readonly string[]> | null =>
  stated(formats['rejected'], isTexts);

/** How a TIFF may be packed (`none`), and that it has no layers. */
export const tiffLimits = ({ formats }: Channel) => ({
  compression: stated(formats['tiffCompression'], isText),
  layers: stated(formats['layers'], isFlag)
});

/** Least JPEG quality, 1–100. */
export const minQuality = ({ jpeg }: Channel): Stated<number> | null =>
  stated(jpeg?.['minQuality'], isNumber);

/**
 * Most bytes of a file of this format and size (px), the limit before the advice: the format's own limit, else that of
 * a fixed-size banner where the size is exactly one of the channel's, else the channel's.
 */
export function byteLimits(channel: Channel, format: string, size: Size): readonly Stated<number>[] {
  const { maxBytes, maxBytesByFormat } = channel;
  const byFormat = stated(maxBytesByFormat, isRecord);
  const own = byFormat && stated({ ...byFormat, value: byFormat.value[format] }, isNumber);
  const banner = isFixedSize(channel, size) ? stated(maxBytes['fixedSizeBanner'], isNumber) : null;
  const limits = [
    own ?? banner ?? stated(maxBytes['required'], isNumber),
    stated(maxBytes['recommended'], isNumber)
  ];
  return limits.filter((limit) => limit !== null);
}

function isFixedSize({ fixedSizes }: Channel, { width, height }: Size): boolean {
  const sizes = stated(fixedSizes, isPairs)?.value ?? [];
  return sizes.some(([w, h]) => w === width && h === height);
}

/** Shapes that a role takes: the one it asks for, those it takes as well, and how far off one may be (share). */
export const aspectLimits = ({ aspect }: Role) => ({
  required: stated(aspect.required, isText),
  recommended: stated(aspect.recommended, isText),
  accepted: stated(aspect['accepted'], isTexts),
  tolerance: stated(aspect['tolerance'], isNumber)?.value ?? 0
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
  const found = stated(leaf, isRecord);
  if (!found) return null;
  const { when, how, keyword, values } = found.value;
  const tags = isTexts(values) ? values : isText(keyword) ? [keyword] : [];
  return { ...found, value: { when: isText(when) ? when : '', how: isText(how) ? how : '', tags } };
}
