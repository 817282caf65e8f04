import * as v from 'valibot';
import { parseAs } from '../schema.ts';

const LEVELS = ['required', 'recommended', 'informative'] as const;
const AUTHORITIES = [
  'official',
  'official-relayed',
  'third-party',
  'brief',
  'none',
  'design-choice'
] as const;

const isoDate = v.pipe(v.string(), v.isoDate());
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

/** One figure of a profile with its weight and where it was read. A null value: looked for, and not stated. */
const leaf = <S extends v.GenericSchema>(value: S) =>
  v.strictObject({
    value: v.nullable(value),
    level: v.picklist(LEVELS),
    src: v.pipe(v.array(v.string()), v.minLength(1)),
    checked: isoDate,
    note: v.optional(v.string())
  });

const anyLeaf = leaf(v.unknown());
const strings = v.array(v.string());

/** Known leaves have their type; a channel's peculiar ones are kept as they are until a rule reads them. */
const leaves = <S extends v.ObjectEntries>(known: S) => v.objectWithRest(known, anyLeaf);

const source = v.strictObject({
  id: v.string(),
  title: v.string(),
  url: v.string(),
  authority: v.picklist(AUTHORITIES),
  published: v.optional(v.nullable(v.string())),
  checked: isoDate,
  note: v.optional(v.string())
});

/** Width ÷ height as the channel writes it: `1:1`, `1.91:1`. */
const ratio = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/));

/** In px: one number for the side that `measure` names, or [width, height]. */
const bound = leaf(v.union([pixels, v.tuple([pixels, pixels])]));

const background = v.looseObject({
  rule: v.picklist(['solid', 'one-of', 'any']),
  rgb: v.optional(v.tuple([byte, byte, byte])),
  maxDeviation: v.optional(byte)
});

const role = v.strictObject({
  id: v.string(),
  required: v.boolean(),
  variantCodes: v.optional(strings),
  aspect: leaves({ required: v.optional(leaf(ratio)), recommended: v.optional(leaf(ratio)) }),
  px: v.strictObject({
    measure: v.picklist(['longest', 'shortest', 'both', 'width']),
    min: v.optional(bound),
    zoomMin: v.optional(bound),
    recommendedMin: v.optional(bound),
    max: v.optional(bound),
    target: v.optional(bound),
    hardMin: v.optional(bound),
    warnBelow: v.optional(bound),
    maxMegapixels: v.optional(leaf(v.number())),
    noUpscale: v.optional(leaf(v.boolean()))
  }),
  background: leaf(background),
  fill: leaves({ min: v.optional(leaf(fraction)), max: v.optional(leaf(fraction)) }),
  forbidden: leaf(strings),
  safeZone: v.optional(anyLeaf)
});

const naming = leaves({
  template: leaf(v.string()),
  identifierTypes: v.optional(leaf(strings)),
  regex: v.optional(leaf(v.string())),
  reject: v.optional(leaf(strings)),
  missingVariantMeans: v.optional(leaf(v.string()))
});

/** A dated change: from `effectiveFrom` on, the leaf at `path` has this value. */
const future = v.looseObject({
  effectiveFrom: isoDate,
  path: v.string(),
  value: v.unknown(),
  level: v.picklist(LEVELS),
  src: strings
});

const channel = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  name: v.string(),
  kind: v.picklist(['marketplace', 'storefront', 'feed', 'social', 'ads']),
  version: v.string(),
  status: v.picklist(['verified-official', 'verified-secondary', 'unverified']),
  statusNote: v.optional(v.string()),
  locales: strings,
  sources: v.pipe(v.array(source), v.minLength(1)),
  roles: v.pipe(v.array(role), v.minLength(1)),
  formats: leaves({ accepted: leaf(strings) }),
  maxBytes: leaves({}),
  maxBytesByFormat: v.optional(anyLeaf),
  color: leaves({}),
  jpeg: v.optional(leaves({})),
  naming,
  count: leaves({}),
  altText: v.optional(leaves({})),
  package: v.optional(leaves({})),
  aiDisclosure: v.optional(anyLeaf),
  imageSharing: v.optional(anyLeaf),
  fixedSizes: v.optional(anyLeaf),
  textGrid: v.optional(anyLeaf),
  penalty: v.optional(anyLeaf),
  categoryRules: v.optional(v.array(v.unknown())),
  regionRules: v.optional(v.array(v.unknown())),
  errorCodes: v.optional(v.array(v.unknown())),
  future: v.optional(v.array(future))
});

/** One figure of a profile; `T` is its value's type. */
export interface Leaf<T> {
  readonly value: T | null;
  readonly level: (typeof LEVELS)[number];
  /** Ids of the channel's `sources`. */
  readonly src: readonly string[];
  /** ISO date on which somebody read the source. */
  readonly checked: string;
  readonly note?: string;
}

export type Source = Readonly<v.InferOutput<typeof source>>;
export type Role = Readonly<v.InferOutput<typeof role>>;
export type Naming = Readonly<v.InferOutput<typeof naming>>;
/** One channel's rules: the whole of `profiles/<id>.json`. */
export type Channel = Readonly<v.InferOutput<typeof channel>>;

const everySourceIsListed = v.check<Channel, string>((profile) => {
  const ids = new Set(profile.sources.map(({ id }) => id));
  return leavesOf(profile).every(({ src }) => src.every((id) => ids.has(id)));
}, 'a value names a source that the profile does not list');

function leavesOf(node: unknown): Leaf<unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('src' in node && 'level' in node) return [node as Leaf<unknown>];
  return Object.values(node).flatMap(leavesOf);
}

/** Reads one channel profile (form: docs of the data file, draft 2020-12). @throws `bad-request` with `path` */
export function parseChannel(json: unknown): Channel {
  return parseAs(v.pipe(channel, everySourceIsListed), json, 'channel profile');
}

/** Width ÷ height of `4:3`. */
export function ratioOf(text: string): number {
  const [width = 1, height = 1] = text.split(':').map(Number);
  return width / height;
}
