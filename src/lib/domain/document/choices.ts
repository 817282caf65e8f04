import * as v from 'valibot';
import { MAX_CANDIDATES, type Policy } from '../compliance/policy.ts';
import { text } from './edits/schemas.ts';

/** What a seller chose about a project's files, besides the pictures themselves. */
export interface ExportChoices {
  /** Templates of file names in place of the channel's own, by channel. */
  readonly names: Readonly<Record<string, string>>;
  /** Ids of the photos in each country's set, by country (`DE`). A photo that has gone is in none. */
  readonly countries: Readonly<Record<string, readonly string[]>>;
  /** What is done about a file before a person is asked; absent = `DEFAULT_POLICY`. */
  readonly policy?: Policy;
  /** Whether products are drawn each to its frame, alike within one product, or by their real size; absent = each. */
  readonly scale?: Scale;
  /** Whether a size without photos gets files too, of the pictures of another size of its colour; absent = yes. */
  readonly sharedSizes?: boolean;
  /** Ids of the recipes that a category's photos follow, by category. */
  readonly guides?: Readonly<Record<string, string>>;
  /** Templates by which file names are read, the preferred first (`catalog/grouping`). */
  readonly patterns?: readonly string[];
}

export const SCALES = ['each', 'product', 'real'] as const;
export type Scale = (typeof SCALES)[number];

export const NO_CHOICES: ExportChoices = { names: {}, countries: {} };

/** ISO 3166-1 alpha-2, in capitals. */
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));

export const policySchema: v.GenericSchema<unknown, Policy> = v.strictObject({
  autoFix: v.picklist(['safe', 'none']),
  candidates: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CANDIDATES))
});

export const choicesSchema: v.GenericSchema<unknown, ExportChoices> = v.strictObject({
  names: v.record(v.string(), v.pipe(text, v.maxLength(1000))),
  countries: v.record(country, v.array(text)),
  policy: v.optional(policySchema),
  scale: v.optional(v.picklist(SCALES)),
  sharedSizes: v.optional(v.boolean()),
  guides: v.optional(v.record(v.string(), text)),
  patterns: v.optional(v.pipe(v.array(v.pipe(text, v.maxLength(200))), v.maxLength(20)))
});
