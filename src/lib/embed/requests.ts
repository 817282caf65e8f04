import * as v from 'valibot';
import { PackshotError } from '../domain/errors.ts';

/** No channel takes a larger file (channel profiles, `px.max`). */
const MAX_LONG_SIDE = 10_000;
/** No photo with a longer side is decoded. */
const MAX_COORDINATE = 30_000;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const blob = v.instance(Blob);
const longSide = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LONG_SIDE));
const coordinate = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_COORDINATE));
const point = v.strictObject({ x: coordinate, y: coordinate });
const points = v.pipe(v.array(point), v.maxLength(1000));

const prompt = v.strictObject({
  include: v.optional(points),
  exclude: v.optional(points),
  box: v.optional(v.strictObject({ x: coordinate, y: coordinate, width: coordinate, height: coordinate })),
  text: v.optional(name)
});

/** What each method takes. Keys that are not listed are refused, so that no option is silently ignored. */
export const REQUESTS = {
  capabilities: v.strictObject({}),
  prepare: v.strictObject({ model: v.optional(word) }),
  addPhoto: v.strictObject({
    name,
    data: blob,
    sku: v.optional(name),
    identifier: v.optional(word),
    slot: v.optional(word)
  }),
  removePhoto: v.strictObject({ id: word }),
  cutout: v.strictObject({
    id: word,
    model: v.optional(word),
    effort: v.optional(v.picklist(['fast', 'auto', 'best']), 'auto'),
    prompt: v.optional(prompt),
    holes: v.optional(v.literal('auto'))
  }),
  getMatte: v.strictObject({ id: word }),
  getCutout: v.strictObject({ id: word }),
  render: v.strictObject({ id: word, channel: word, role: word, longSide: v.optional(longSide) }),
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
  ui: v.optional(v.picklist(['editor', 'none']), 'editor'),
  channels: v.optional(v.pipe(v.array(word), v.minLength(1), v.maxLength(100))),
  persistence: v.optional(v.picklist(['host', 'local']), 'host'),
  locale: v.optional(v.pipe(v.string(), v.maxLength(35))),
  theme: v.optional(v.picklist(['light', 'dark', 'auto']), 'auto'),
  accent: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)))
});

export type EmbedOptions = v.InferOutput<typeof OPTIONS>;
export type MethodName = keyof typeof REQUESTS;
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
