import * as v from 'valibot';
import { asPackshotError, PackshotError } from '../errors.ts';
import { parseAs } from '../schema.ts';
import { choicesSchema } from './choices.ts';
import { decisionsSchema } from './decisions.ts';
import { frozen } from '../frozen.ts';
import { DOCUMENT_VERSION, type Photo, type Project } from './document.ts';
import { editsPatchSchema, editsSchema } from './edits.ts';
import { blobRef, languageTag, text } from './edits/schemas.ts';
import { metadataSchema } from './metadata.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { migrate, versionOf } from './migrations/migrate.ts';
import { field, productSchema } from './product.ts';

const side = v.pipe(v.number(), v.integer(), v.minValue(1));

const photo = v.strictObject({
  id: text,
  name: v.string(),
  path: v.optional(field),
  productId: v.optional(text),
  slot: v.optional(text),
  locale: v.optional(languageTag),
  prompt: v.optional(field),
  source: blobRef,
  size: v.strictObject({ width: side, height: side }),
  edits: editsSchema,
  variants: v.record(v.string(), editsPatchSchema),
  decisions: v.optional(v.record(v.string(), decisionsSchema))
});

const shapeWith = (photos: v.GenericSchema<unknown, readonly Photo[]>): v.GenericSchema<unknown, Project> =>
  v.strictObject({
    version: v.literal(DOCUMENT_VERSION),
    id: text,
    name: v.string(),
    channels: v.array(text),
    metadata: metadataSchema,
    products: v.array(productSchema),
    photos,
    choices: v.optional(choicesSchema)
  });
const photoList: v.GenericSchema<unknown, readonly Photo[]> = v.array(photo);

const isUnique = (items: readonly { readonly id: string }[]) =>
  new Set(items.map(({ id }) => id)).size === items.length;

function hasItsProducts({ products, photos }: Project): boolean {
  const known = new Set(products.map(({ id }) => id));
  return photos.every(({ productId }) => productId === undefined || known.has(productId));
}

const projectOf = (photos: v.GenericSchema<unknown, readonly Photo[]>) =>
  v.pipe(
    shapeWith(photos),
    v.check<Project, string>(({ products }) => isUnique(products), 'two products have the same id'),
    v.check<Project, string>(({ photos }) => isUnique(photos), 'two photos have the same id'),
    v.check<Project, string>(hasItsProducts, 'a photo names a product that is not there')
  );

const project = projectOf(photoList);
/** Its photos have been parsed already. */
const projectOfParsed = projectOf(v.custom<readonly Photo[]>(Array.isArray));

/**
 * Reads a saved document of any version up to this build's. The input is never changed.
 * @throws `version` for a newer document; `bad-request` with `path` for anything else that is not a project
 */
export function parseProject(json: unknown): Project {
  return parseAs(project, current(json), 'project');
}

/** Photos that are parsed in one step: some 10 ms. */
const PHOTOS_A_STEP = 100;

/**
 * As `parseProject`, a step at a time: ten thousand photos at once would hold up a page for a second.
 * @throws as `parseProject`
 */
export function* parseInSteps(json: unknown): Generator<void, Project> {
  const document = current(json) as { readonly photos?: unknown };
  const { photos } = document;
  if (!Array.isArray(photos)) return parseAs(project, document, 'project');
  const parsed: Photo[] = [];
  for (let from = 0; from < photos.length; from += PHOTOS_A_STEP) {
    const some = v.safeParse(photoList, photos.slice(from, from + PHOTOS_A_STEP), { abortEarly: true });
    // Parsed as a whole it says where in the document the problem lies.
    if (!some.success) return parseAs(project, document, 'project');
    parsed.push(...frozen(some.output));
    yield;
  }
  return parseAs(projectOfParsed, { ...document, photos: parsed }, 'project');
}

/** As it would be written today. @throws `version`, `bad-request` */
function current(json: unknown): unknown {
  const version = versionOf(json);
  if (version > DOCUMENT_VERSION) {
    throw new PackshotError('version', `document version ${version} is newer than this build`, {
      version,
      supported: DOCUMENT_VERSION
    });
  }
  return migrated(json);
}

/** A step trusts that its document is of its version; one that is not may break it. */
function migrated(json: unknown): unknown {
  try {
    return migrate(json, MIGRATIONS, DOCUMENT_VERSION);
  } catch (error) {
    throw asPackshotError(error, 'bad-request');
  }
}
