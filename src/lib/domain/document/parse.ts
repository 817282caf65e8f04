import * as v from 'valibot';
import { PackshotError } from '../errors.ts';
import { parseAs } from '../schema.ts';
import type { BlobRef } from './blob.ts';
import { DOCUMENT_VERSION, type Project } from './document.ts';
import type { Edits } from './edits.ts';
import { MAX_EDGE_PX, MAX_POINTS, MAX_STROKE_POINTS, MAX_STROKES } from './edits/cutout.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { migrate, versionOf } from './migrations/migrate.ts';

const text = v.pipe(v.string(), v.minLength(1));
const side = v.pipe(v.number(), v.integer(), v.minValue(1));

const blobRef: v.GenericSchema<unknown, BlobRef> = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  type: v.string(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0))
});

const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const coordinate = v.pipe(v.number(), v.finite());
const length = v.pipe(v.number(), v.finite(), v.gtValue(0));
const points = v.pipe(v.array(v.strictObject({ x: coordinate, y: coordinate })), v.maxLength(MAX_POINTS));

/** What a cutout is asked for; also a door of its own, for what an embedding page asks. */
export const ask = v.strictObject({
  prompt: v.strictObject({
    box: v.nullable(v.strictObject({ x: coordinate, y: coordinate, width: length, height: length })),
    include: points,
    exclude: points,
    text: v.nullable(text)
  }),
  holes: v.picklist(['auto', 'keep', 'cut']),
  pick: v.nullable(text)
});

const stroke = v.strictObject({
  kind: v.picklist(['keep', 'erase']),
  points: v.pipe(
    v.array(coordinate),
    v.minLength(2),
    v.maxLength(2 * MAX_STROKE_POINTS),
    v.check((list) => list.length % 2 === 0, 'x without y')
  ),
  radius: length,
  hardness: unit,
  snap: v.boolean()
});

const edgePx = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_EDGE_PX));

const cutout = v.strictObject({
  ask,
  isShared: v.boolean(),
  found: v.nullable(
    v.strictObject({
      matte: blobRef,
      doubt: v.nullable(blobRef),
      model: v.string(),
      confidence: v.nullable(unit),
      ask
    })
  ),
  correction: v.strictObject({
    strokes: v.pipe(v.array(stroke), v.maxLength(MAX_STROKES)),
    invert: v.boolean(),
    smooth: edgePx,
    grow: v.pipe(v.number(), v.minValue(-MAX_EDGE_PX), v.maxValue(MAX_EDGE_PX)),
    feather: edgePx
  })
});

const edits = v.strictObject({
  cutout,
  backdrop: v.strictObject({ kind: v.literal('channel') }),
  frame: v.strictObject({ fill: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))) })
}) satisfies v.GenericSchema<unknown, Edits>;

const product = v.strictObject({
  id: text,
  sku: v.optional(v.string()),
  identifier: v.optional(v.string()),
  title: v.optional(v.string())
});

const photo = v.strictObject({
  id: text,
  name: v.string(),
  productId: v.optional(text),
  slot: v.optional(text),
  source: blobRef,
  size: v.strictObject({ width: side, height: side }),
  edits,
  variants: v.record(v.string(), v.partial(edits))
});

const shape: v.GenericSchema<unknown, Project> = v.strictObject({
  version: v.literal(DOCUMENT_VERSION),
  id: text,
  name: v.string(),
  channels: v.array(text),
  products: v.array(product),
  photos: v.array(photo)
});

const isUnique = (items: readonly { readonly id: string }[]) =>
  new Set(items.map(({ id }) => id)).size === items.length;

function hasItsProducts({ products, photos }: Project): boolean {
  const known = new Set(products.map(({ id }) => id));
  return photos.every(({ productId }) => productId === undefined || known.has(productId));
}

const project = v.pipe(
  shape,
  v.check<Project, string>(({ products }) => isUnique(products), 'two products have the same id'),
  v.check<Project, string>(({ photos }) => isUnique(photos), 'two photos have the same id'),
  v.check<Project, string>(hasItsProducts, 'a photo names a product that is not there')
);

/**
 * Reads a saved document of any version up to this build's. The input is never changed.
 * @throws `version` for a newer document; `bad-request` with `path` for anything else that is not a project
 */
export function parseProject(json: unknown): Project {
  const version = versionOf(json);
  if (version > DOCUMENT_VERSION) {
    throw new PackshotError('version', `document version ${version} is newer than this build`, {
      version,
      supported: DOCUMENT_VERSION
    });
  }
  return parseAs(project, migrate(json, MIGRATIONS, DOCUMENT_VERSION), 'project');
}
