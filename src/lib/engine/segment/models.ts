import * as v from 'valibot';
import { PackshotError } from '../../domain/errors.ts';
import type { InferenceSide, ModelEntry } from './api.ts';
import {
  CenternetSchema,
  FaceSchema,
  ImglySchema,
  IsnetSchema,
  OnnxSchema,
  PieceSchema,
  TextSchema,
  WholeSchema,
  type PatchSchema
} from './model-schema.ts';

/*
 * The registry: what `models/models.json` says this build ships, and the models a person added. The build writes the
 * former (tools/vite/models.ts); a deployer may not be trusted to have left it whole, so it is parsed here.
 */

const ScriptSchema = v.required(PieceSchema, ['path']);

const RuntimeSchema = v.object({
  name: v.string(),
  version: v.string(),
  /** Script that starts the WebAssembly, below the app's root. Part of the app, not of the download. */
  glue: v.object({
    path: v.string(),
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
  }),
  wasm: WholeSchema,
  /** The build of onnxruntime that computes on WebGPU. */
  webgpu: v.optional(
    v.object({
      /** `api` is imported; it starts `wasm` by `glue`. */
      api: ScriptSchema,
      glue: ScriptSchema,
      wasm: WholeSchema,
      /** A small graph of the kinds of nodes that ISNet has: its answers show whether a processor computes rightly. */
      probe: WholeSchema
    })
  )
});

const ManifestSchema = v.object({
  schema: v.literal(1),
  runtime: RuntimeSchema,
  models: v.array(
    v.variant('engine', [IsnetSchema, ImglySchema, CenternetSchema, TextSchema, FaceSchema, OnnxSchema])
  )
});

export type Piece = v.InferOutput<typeof PieceSchema>;
export type Whole = v.InferOutput<typeof WholeSchema>;
export type Patch = v.InferOutput<typeof PatchSchema>;
export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type Model = Manifest['models'][number];
export type IsnetModel = v.InferOutput<typeof IsnetSchema>;
export type OnnxModel = v.InferOutput<typeof OnnxSchema>;

/** Bytes of all pieces together. */
export function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** @throws `model-unavailable` (data.path: where) if `json` is not a registry this version understands */
export function parseManifest(json: unknown): Manifest {
  const parsed = v.safeParse(ManifestSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? '';
  throw new PackshotError('model-unavailable', `models.json at ${path}: ${issue.message}`, { path });
}

/** Finds a model. @throws `model-unavailable` */
export function modelCalled(manifest: Manifest, id: string): Model {
  const model = manifest.models.find((candidate) => candidate.id === id);
  if (!model) throw new PackshotError('model-unavailable', `There is no model ${id}`, { model: id });
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

/** A model's own files, without the runtime. */
export const filesOf = (model: Model): readonly Whole[] =>
  model.engine === 'onnx' ? model.files : [model.weights];

/** What every run with `model` needs, runtime included. */
export const piecesOf = (manifest: Manifest, model: Model): Piece[] => [
  ...manifest.runtime.wasm.chunks,
  ...filesOf(model).flatMap(({ chunks }) => chunks)
];

/** What the graphics processor needs beyond that. ISNet alone is computed there. */
export function gpuPiecesOf({ runtime: { webgpu } }: Manifest, { engine }: Pick<Model, 'engine'>): Piece[] {
  if (!webgpu || engine !== 'isnet') return [];
  const { api, glue, wasm, probe } = webgpu;
  return [api, glue, ...wasm.chunks, ...probe.chunks];
}

/**
 * What the settings screen and the Embed API say about a model.
 * @param pieces everything a first run fetches
 */
export const entryOf = (
  manifest: Manifest,
  model: Model,
  pieces: readonly Piece[] = piecesOf(manifest, model)
): ModelEntry => ({
  id: model.id,
  name: model.name,
  task: model.task,
  engine: model.engine,
  removable: model.engine === 'onnx',
  bytes: sizeOf(pieces),
  sha256: filesOf(model)[0]!.sha256,
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
