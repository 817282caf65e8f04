import * as v from 'valibot';
import { PackshotError } from '../../domain/errors.ts';
import type { InferenceSide, ModelEntry } from './api.ts';

/*
 * The registry: what `models/models.json` says this build ships. The build writes it (tools/vite/models.ts); a
 * deployer may not be trusted to have left it whole, so it is parsed here.
 */

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A file that is fetched, verified and kept as one: `models/<sha256>`. */
const PieceSchema = v.object({ bytes: Bytes, sha256: Sha256 });

/** A larger file, cut into pieces in order. */
const WholeSchema = v.pipe(
  v.object({ bytes: Bytes, sha256: Sha256, chunks: v.pipe(v.array(PieceSchema), v.minLength(1)) }),
  v.check(({ bytes, chunks }) => bytes === sizeOf(chunks), 'chunks do not add up')
);

const PatchSchema = v.object({
  hex: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/)),
  at: v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))
});

const about = {
  id: v.string(),
  name: v.string(),
  task: v.string(),
  weights: WholeSchema,
  licence: v.string(),
  licenceEvidence: v.pipe(v.string(), v.url()),
  provenance: v.string(),
  commercialUse: v.picklist(['yes', 'no', 'unconfirmed'])
};

const IsnetSchema = v.object({
  ...about,
  engine: v.literal('isnet'),
  /** Network input = 8-bit sRGB value × scale + offset, NCHW, R G B. */
  input: v.object({ name: v.string(), scale: v.number(), offset: v.number() }),
  output: v.string(),
  /** Byte patches that make the weights take a picture of that side, in px. */
  patches: v.object({
    512: v.array(PatchSchema),
    768: v.array(PatchSchema),
    1024: v.array(PatchSchema)
  })
});

const ImglySchema = v.object({ ...about, engine: v.literal('imgly') });

const ManifestSchema = v.object({
  schema: v.literal(1),
  runtime: v.object({
    name: v.string(),
    version: v.string(),
    /** Script that starts the WebAssembly, below the app's root. Part of the app, not of the download. */
    glue: v.object({ path: v.string(), bytes: Bytes, sha256: Sha256 }),
    wasm: WholeSchema
  }),
  models: v.array(v.variant('engine', [IsnetSchema, ImglySchema]))
});

export type Piece = v.InferOutput<typeof PieceSchema>;
export type Whole = v.InferOutput<typeof WholeSchema>;
export type Patch = v.InferOutput<typeof PatchSchema>;
export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type Model = Manifest['models'][number];
export type IsnetModel = v.InferOutput<typeof IsnetSchema>;

/** Bytes of all pieces together. */
export function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** @throws `model-unavailable` where `json` is not a registry this version understands */
export function parseManifest(json: unknown): Manifest {
  const parsed = v.safeParse(ManifestSchema, json);
  if (parsed.success) return parsed.output;
  throw new PackshotError('model-unavailable', `models.json: ${v.summarize(parsed.issues)}`);
}

/** Finds a model. @throws `model-unavailable` */
export function modelCalled(manifest: Manifest, id: string): Model {
  const model = manifest.models.find((candidate) => candidate.id === id);
  if (!model) throw new PackshotError('model-unavailable', `This build has no model ${id}`, { model: id });
  return model;
}

/** Finds a model and makes sure that it is of `engine`. @throws `model-unavailable` */
export function modelOf<E extends Model['engine']>(
  manifest: Manifest,
  engine: E,
  id: string
): Extract<Model, { engine: E }> {
  const model = modelCalled(manifest, id);
  if (model.engine === engine) return model as Extract<Model, { engine: E }>;
  throw new PackshotError('model-unavailable', `${id} is not a model of ${engine}`, { model: id });
}

/** Everything a first run with `model` fetches, runtime included. */
export const piecesOf = (manifest: Manifest, model: Model): Piece[] => [
  ...manifest.runtime.wasm.chunks,
  ...model.weights.chunks
];

/** What the settings screen and the Embed API say about a model. */
export const entryOf = (manifest: Manifest, model: Model): ModelEntry => ({
  id: model.id,
  name: model.name,
  task: model.task,
  bytes: sizeOf(piecesOf(manifest, model)),
  sha256: model.weights.sha256,
  licence: model.licence,
  licenceEvidence: model.licenceEvidence,
  provenance: model.provenance,
  commercialUse: model.commercialUse
});

/** Writes the patches for `side` into `weights`, in place. @throws `model-unavailable` where one lies outside */
export function applyPatches(weights: Uint8Array, model: IsnetModel, side: InferenceSide): void {
  for (const { hex, at } of model.patches[side]) {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    for (const offset of at) {
      if (offset + bytes.length > weights.length) {
        throw new PackshotError('model-unavailable', `${model.id}: a patch lies outside the weights`);
      }
      weights.set(bytes, offset);
    }
  }
}
