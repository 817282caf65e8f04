import * as v from 'valibot';
import { ratioOf } from '../domain/channels/channel.ts';
import { MAX_CANDIDATES } from '../domain/compliance/policy.ts';
import { FIX_IDS } from '../domain/compliance/fix-id.ts';
import { IDENTITY_ADJUST } from '../domain/document/edits/adjust.ts';
import { IDENTITY_ANNOTATE } from '../domain/document/edits/annotate.ts';
import { IDENTITY_CROP } from '../domain/document/edits/crop.ts';
import { IDENTITY_CORRECTION, MAX_POINTS } from '../domain/document/edits/cutout.ts';
import { FILE_FORMATS, IDENTITY_ENCODE, QUALITIES } from '../domain/document/edits/encode.ts';
import { IDENTITY_FRAME, MAX_RATIO } from '../domain/document/edits/frame.ts';
import { languageTag } from '../domain/document/edits/schemas.ts';
import { IDENTITY_SHADOW } from '../domain/document/edits/shadow.ts';
import { IDENTITY_METADATA } from '../domain/document/metadata.ts';
import { MAX_PRESET_NAME } from '../domain/document/preset.ts';
import { PackshotError } from '../domain/errors.ts';
import { BATCH_REQUESTS } from './batch-requests.ts';
import { RECIPE_REQUESTS } from './recipe-requests.ts';
import { blob, channels, MAX_CHANNELS, name, presetEdits, variant, word } from './request-parts.ts';
import { PRODUCT_REQUESTS } from './product-requests.ts';

/** No channel takes a larger file (channel profiles, `px.max`). */
const MAX_LONG_SIDE = 10_000;
/** No photo with a longer side is decoded. */
const MAX_COORDINATE = 30_000;
/** Most photos that one call may share a cutout with. */
const MAX_SHARED = 1000;
/** Most blobs of one project. */
const MAX_BLOBS = 20_000;

/** Of a file's name with its folders. */
const MAX_PATH = 1024;
/** Most sets of pictures of one export. */
const MAX_LOCALES = 300;

/** Most files of one audit, ZIPs counted as one. */
const MAX_AUDITED = 10_000;

const longSide = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LONG_SIDE));
// Whether it lies in its picture is looked at where the picture is known.
const coordinate = v.pipe(v.number(), v.minValue(-MAX_COORDINATE), v.maxValue(MAX_COORDINATE));
const length = v.pipe(v.number(), v.minValue(0), v.maxValue(2 * MAX_COORDINATE));
const point = v.strictObject({ x: coordinate, y: coordinate });
const points = v.pipe(v.array(point), v.maxLength(MAX_POINTS), v.readonly());
const effort = v.optional(v.picklist(['fast', 'auto', 'best']), 'auto');

const prompt = v.strictObject({
  include: v.optional(points),
  exclude: v.optional(points),
  box: v.optional(v.strictObject({ x: coordinate, y: coordinate, width: length, height: length })),
  text: v.optional(word)
});
const asked = {
  prompt: v.optional(prompt),
  holes: v.optional(v.picklist(['auto', 'keep', 'cut'])),
  pick: v.optional(word)
};

/** Some of the fields that `edit` has. What is in them is looked at where they are put into a document (`patchEdits`). */
const fieldsOf = <E extends object>(edit: E) =>
  v.optional(v.strictObject(v.entriesFromList(namesOf(edit), v.optional(v.unknown()))));
const namesOf = <E extends object>(edit: E) => Object.keys(edit) as (keyof E & string)[];

/** Edits as a host may change them. */
const patch = v.strictObject({
  crop: fieldsOf(IDENTITY_CROP),
  cutout: v.optional(
    v.strictObject({
      ask: v.optional(v.strictObject({ ...asked, pick: v.optional(v.nullable(word)) })),
      correction: fieldsOf(IDENTITY_CORRECTION)
    })
  ),
  adjust: fieldsOf(IDENTITY_ADJUST),
  backdrop: v.optional(v.looseObject({ kind: word })),
  shadow: v.optional(
    v.strictObject({
      contact: fieldsOf(IDENTITY_SHADOW.contact),
      drop: fieldsOf(IDENTITY_SHADOW.drop),
      reflection: fieldsOf(IDENTITY_SHADOW.reflection),
      original: fieldsOf(IDENTITY_SHADOW.original),
      reachesFrame: v.optional(v.unknown())
    })
  ),
  annotate: fieldsOf(IDENTITY_ANNOTATE),
  frame: fieldsOf(IDENTITY_FRAME),
  encode: fieldsOf(IDENTITY_ENCODE)
});

/** What a project's files say of themselves, as a host may change it. */
const metadataPatch = v.strictObject(v.entriesFromList(namesOf(IDENTITY_METADATA), v.optional(v.unknown())));

const ratio = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}(\.\d{1,4})?:\d{1,4}(\.\d{1,4})?$/, 'not of the form 4:5'),
  v.transform(ratioOf),
  v.minValue(1 / MAX_RATIO),
  v.maxValue(MAX_RATIO)
);

const candidates = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CANDIDATES));
const isPlain = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Object]';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A set of pictures: a country, a locale, or `global`. */
const locale = v.union([languageTag, v.literal('global')]);

/** What each method takes. Keys that are not listed are refused, so that no option is silently ignored. */
export const REQUESTS = {
  capabilities: v.strictObject({}),
  prepare: v.strictObject({ model: v.optional(word) }),
  addPhoto: v.strictObject({
    name,
    data: blob,
    sku: v.optional(name),
    identifier: v.optional(word),
    slot: v.optional(word),
    prompt: v.optional(word)
  }),
  ...PRODUCT_REQUESTS,
  removePhoto: v.strictObject({ id: word }),
  cutout: v.strictObject({
    id: word,
    model: v.optional(word),
    effort,
    ...asked
  }),
  shareCutout: v.strictObject({
    from: word,
    to: v.optional(v.pipe(v.array(word), v.maxLength(MAX_SHARED))),
    model: v.optional(word),
    effort
  }),
  setMatte: v.strictObject({ id: word, png: blob }),
  getMatte: v.strictObject({ id: word }),
  getCutout: v.strictObject({ id: word }),
  getEdits: v.strictObject({ id: word, variant: v.optional(variant) }),
  setEdits: v.strictObject({ id: word, patch: v.nullable(patch), variant: v.optional(variant) }),
  getMetadata: v.strictObject({}),
  setMetadata: v.strictObject({ patch: metadataPatch }),
  getPresets: v.strictObject({}),
  savePreset: v.strictObject({
    id: word,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_PRESET_NAME)),
    edits: presetEdits,
    variant: v.optional(variant)
  }),
  applyPreset: v.strictObject({
    id: word,
    preset: name,
    edits: presetEdits,
    variant: v.optional(variant)
  }),
  deletePreset: v.strictObject({ preset: name }),
  exportPreset: v.strictObject({ preset: name }),
  importPreset: v.strictObject({ file: blob }),
  ...RECIPE_REQUESTS,
  ...BATCH_REQUESTS,
  render: v.strictObject({
    id: word,
    ...variant.entries,
    ratio: v.optional(ratio),
    longSide: v.optional(longSide),
    format: v.optional(v.picklist(FILE_FORMATS)),
    quality: v.optional(v.picklist(QUALITIES)),
    preview: v.optional(v.boolean(), false),
    fix: v.optional(v.picklist(['safe', 'none'])),
    candidates: v.optional(candidates)
  }),
  fix: v.strictObject({
    id: word,
    ...variant.entries,
    fixes: v.optional(v.pipe(v.array(v.picklist(FIX_IDS)), v.minLength(1), v.readonly()))
  }),
  export: v.strictObject({
    channels: v.pipe(channels, v.readonly()),
    locales: v.optional(v.pipe(v.array(locale), v.minLength(1), v.maxLength(MAX_LOCALES), v.readonly())),
    photos: v.optional(v.pipe(v.array(word), v.minLength(1), v.maxLength(MAX_BLOBS), v.readonly())),
    only: v.optional(v.literal('changed')),
    sharedSizes: v.optional(v.boolean()),
    to: v.optional(v.instance(WritableStream))
  }),
  setChannels: v.strictObject({ channels }),
  getRules: v.strictObject({}),
  getChannel: v.strictObject({ id: word }),
  // What is in these is looked at where they are parsed (`domain/channels/rules`).
  setRules: v.strictObject({ layer: v.nullable(v.custom<object>(isPlain)) }),
  addRulePack: v.strictObject({ pack: v.custom<object>(isPlain) }),
  getProject: v.strictObject({}),
  loadProject: v.strictObject({
    // What is in it is looked at where it is parsed (`takeBundle`).
    document: v.custom<object>(isPlain),
    blobs: v.pipe(v.record(hash, blob), v.maxEntries(MAX_BLOBS))
  }),
  audit: v.strictObject({
    files: v.pipe(
      v.array(
        v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PATH)), data: blob })
      ),
      v.minLength(1),
      v.maxLength(MAX_AUDITED),
      v.readonly()
    ),
    channels: v.pipe(channels, v.readonly()),
    roles: v.optional(v.pipe(v.record(word, word), v.maxEntries(MAX_CHANNELS)))
  }),
  inspect: v.strictObject({
    blob,
    channel: word,
    role: word,
    name: v.optional(name),
    matte: v.optional(blob)
  })
};

/** What the host may set when it connects. */
export const OPTIONS = v.strictObject({
  ui: v.optional(v.picklist(['editor', 'batch', 'none']), 'editor'),
  channels: v.optional(channels),
  persistence: v.optional(v.picklist(['host', 'local']), 'host'),
  locale: v.optional(v.pipe(v.string(), v.maxLength(35))),
  theme: v.optional(v.picklist(['light', 'dark', 'auto']), 'auto'),
  accent: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)))
});

export type EmbedOptions = v.InferOutput<typeof OPTIONS>;
export type MethodName = keyof typeof REQUESTS;
/** What `setEdits` is given. */
export type Patch = v.InferOutput<typeof patch>;
/** A variant as a host names it. */
export type Variant = v.InferOutput<typeof variant>;
export type Params<M extends MethodName> = v.InferOutput<(typeof REQUESTS)[M]>;

/** `value` as `schema` has it. @throws `bad-request` that names the field, `what.field` */
export function parseParams<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = [what, v.getDotPath(issue)].filter(Boolean).join('.');
  const why = issue.expected === 'never' ? 'not an option of this version' : issue.message;
  throw new PackshotError('bad-request', `${path}: ${why}`, { path });
}
