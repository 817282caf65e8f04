import * as v from 'valibot';
import { parseAs } from '../schema.ts';
import { isoDate, leaf, leaves, leavesOf, LEVELS, maybeLeaf, strings } from './leaf.ts';
import { pair, ratio, role } from './role-schema.ts';

export type { Leaf } from './leaf.ts';

const AUTHORITIES = [
  'official',
  'official-relayed',
  'third-party',
  'brief',
  'none',
  'design-choice',
  /** A person's own rule, laid over the profile (`rules/layered`). */
  'user'
] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A page on which figures were read. */
export const sourceSchema = v.strictObject({
  id: v.string(),
  title: v.string(),
  url: v.string(),
  authority: v.picklist(AUTHORITIES),
  published: v.optional(v.nullable(v.string())),
  checked: isoDate,
  note: v.optional(v.string())
});

const naming = leaves({
  template: leaf(v.string()),
  identifierTypes: maybeLeaf(strings),
  regex: maybeLeaf(v.pipe(v.string(), v.check(isPattern, 'no regular expression'))),
  reject: maybeLeaf(strings),
  missingVariantMeans: maybeLeaf(v.string())
});

const color = leaves({
  /** `rgb`, `cmyk`, `gray`. */
  mode: maybeLeaf(strings),
  preferredMode: maybeLeaf(v.string()),
  space: maybeLeaf(v.string()),
  alpha: maybeLeaf(v.boolean()),
  bitDepth: maybeLeaf(positive),
  dpiMin: maybeLeaf(positive)
});

const language = v.union([v.string(), strings]);
const packaging = leaves({
  zip: maybeLeaf(
    v.strictObject({ flat: v.boolean(), maxEntries: v.nullable(positive), maxBytes: v.nullable(positive) })
  ),
  csv: maybeLeaf(
    v.strictObject({
      columns: strings,
      legacyColumns: v.optional(strings),
      onePerRow: v.boolean(),
      positionStart: count,
      needsPublicHttps: v.boolean()
    })
  ),
  countrySets: maybeLeaf(
    v.strictObject({
      global: v.strictObject({ languageText: language }),
      country: v.strictObject({
        requiresMain: v.boolean(),
        fallback: v.string(),
        globalReuploadOverrides: v.boolean(),
        excluded: strings,
        languageText: language
      })
    })
  )
});

const aiDisclosure = v.looseObject({
  when: v.string(),
  how: v.string(),
  keyword: v.optional(v.string()),
  values: v.optional(strings),
  effective: v.optional(isoDate)
});

const textGrid = v.strictObject({
  cols: positive,
  rows: positive,
  maxCells: count,
  cellCountsIfTouched: v.boolean()
});

/** A rule in words, for some of a channel's products or countries. */
const wordedRule = {
  rule: v.string(),
  level: v.picklist(LEVELS),
  src: v.pipe(strings, v.minLength(1)),
  checked: isoDate,
  note: v.optional(v.string())
};
const categoryRule = v.strictObject({
  category: v.string(),
  role: v.string(),
  ...wordedRule,
  /** What could judge it: `human-review`, `aspect`, `px`, `aspect+px`, `none`. */
  test: v.string(),
  aspect: v.optional(ratio),
  minPx: v.optional(v.union([positive, pair]))
});

/** A dated change: from `effectiveFrom` on, the leaf at `path` (`roles[*].px.min`) has this value. */
const future = v.strictObject({
  effectiveFrom: isoDate,
  path: v.string(),
  value: v.unknown(),
  level: v.picklist(LEVELS),
  src: v.pipe(strings, v.minLength(1)),
  note: v.optional(v.string())
});

const channel = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/)),
  name: v.pipe(v.string(), v.minLength(1)),
  kind: v.picklist(['marketplace', 'storefront', 'feed', 'social', 'ads']),
  version: v.string(),
  status: v.picklist(['verified-official', 'verified-secondary', 'unverified']),
  statusNote: v.optional(v.string()),
  locales: strings,
  sources: v.pipe(v.array(sourceSchema), v.minLength(1)),
  roles: v.pipe(
    v.array(role),
    v.minLength(1),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two roles have the same id')
  ),
  formats: leaves({
    accepted: leaf(strings),
    preferred: maybeLeaf(v.string()),
    /** Formats, and forms of them: `gif-animated`, `png-transparent`. */
    rejected: maybeLeaf(strings),
    /** How a TIFF may be packed: `none`. */
    tiffCompression: maybeLeaf(v.string()),
    /** Whether a file may have layers. */
    layers: maybeLeaf(v.boolean())
  }),
  maxBytes: leaves({
    required: maybeLeaf(positive),
    recommended: maybeLeaf(positive),
    /** For pictures of exactly one of `fixedSizes`. */
    fixedSizeBanner: maybeLeaf(positive)
  }),
  maxBytesByFormat: maybeLeaf(v.record(v.string(), positive)),
  color,
  jpeg: v.optional(leaves({ minQuality: maybeLeaf(v.pipe(v.number(), v.minValue(0), v.maxValue(100))) })),
  naming,
  count: leaves({ min: maybeLeaf(count), max: maybeLeaf(positive), recommended: maybeLeaf(positive) }),
  altText: v.optional(leaves({ maxChars: maybeLeaf(positive), recommendedChars: maybeLeaf(positive) })),
  package: v.optional(packaging),
  aiDisclosure: maybeLeaf(aiDisclosure),
  imageSharing: maybeLeaf(v.looseObject({})),
  fixedSizes: maybeLeaf(v.array(pair)),
  textGrid: maybeLeaf(textGrid),
  penalty: maybeLeaf(v.string()),
  categoryRules: v.optional(v.array(categoryRule)),
  regionRules: v.optional(v.array(v.strictObject({ region: v.string(), ...wordedRule }))),
  errorCodes: v.optional(
    v.array(
      v.strictObject({
        name: v.string(),
        meaning: v.optional(v.string()),
        severity: v.picklist(['suppress', 'block', 'pause', 'warn'])
      })
    )
  ),
  future: v.optional(v.array(future))
});

export type Source = Readonly<v.InferOutput<typeof sourceSchema>>;
export type Role = Readonly<v.InferOutput<typeof role>>;
export type Naming = Readonly<v.InferOutput<typeof naming>>;
export type FutureChange = Readonly<v.InferOutput<typeof future>>;
/** One channel's rules: the whole of `profiles/<id>.json`. */
export type Channel = Readonly<v.InferOutput<typeof channel>>;

const everySourceIsListed = v.check<Channel, string>((profile) => {
  const ids = new Set(profile.sources.map(({ id }) => id));
  return leavesOf(profile).every(({ src }) => src.every((id) => ids.has(id)));
}, 'a value names a source that the profile does not list');

/** Reads one channel profile (form: docs of the data file, draft 2020-12). @throws `bad-request` with `path` */
export function parseChannel(json: unknown): Channel {
  return parseAs(v.pipe(channel, everySourceIsListed), json, 'channel profile');
}

/** Width ÷ height of `4:3`. */
export function ratioOf(text: string): number {
  const [width = 1, height = 1] = text.split(':').map(Number);
  return width / height;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
