import * as v from 'valibot';
import { languageTag, text } from './edits/schemas.ts';

/** Who may use a product's pictures, and until when. */
export interface Rights {
  /** Who made or owns them, in the seller's words. */
  readonly owner?: string;
  /** Whether the people in them have signed; absent where nobody said. */
  readonly hasModelRelease?: boolean;
  /** The last day on which they may be used, `YYYY-MM-DD`. */
  readonly expires?: string;
}

export interface Product {
  readonly id: string;
  readonly sku?: string;
  /** ASIN, ISBN, EAN, UPC, GTIN or JAN, as typed or found in a file name. */
  readonly identifier?: string;
  readonly title?: string;
  /** Family of variants: one style in several colours and sizes. */
  readonly parent?: string;
  /** Products of one parent and colour family show the same: sizes share pictures, colours do not. */
  readonly colorFamily?: string;
  readonly size?: string;
  readonly category?: string;
  /** Longest side in reality, mm. */
  readonly lengthMm?: number;
  /** Colour of its swatch, `#rrggbb` in small letters, sRGB. */
  readonly swatch?: string;
  /** Alternative texts by locale (BCP 47). */
  readonly altText?: Readonly<Record<string, string>>;
  /** What to look for in its photos; a photo's own goes first. */
  readonly prompt?: string;
  readonly rights?: Rights;
}

/** No field of a catalogue is longer, characters. */
export const MAX_FIELD = 2000;
/** A hundred metres. */
export const MAX_LENGTH_MM = 100_000;

export const field = v.pipe(text, v.maxLength(MAX_FIELD));

/** A day that there is, `YYYY-MM-DD`. */
export function isDay(day: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}

const rights = v.strictObject({
  owner: v.optional(field),
  hasModelRelease: v.optional(v.boolean()),
  expires: v.optional(v.pipe(v.string(), v.check(isDay, 'not a day, YYYY-MM-DD')))
});

export const productSchema: v.GenericSchema<unknown, Product> = v.strictObject({
  id: text,
  sku: v.optional(v.string()),
  identifier: v.optional(v.string()),
  title: v.optional(v.string()),
  parent: v.optional(field),
  colorFamily: v.optional(field),
  size: v.optional(field),
  category: v.optional(field),
  lengthMm: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(MAX_LENGTH_MM))),
  swatch: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  altText: v.optional(v.record(languageTag, field)),
  prompt: v.optional(field),
  rights: v.optional(rights)
});
