import type { Ask } from '../../domain/document/edits/cutout.ts';
import type { Matte, Rect } from '../../domain/pixels.ts';

/** The Cache Storage cache of verified model files; unversioned, so that it outlives updates of the app. */
export const MODEL_CACHE = 'packshot-models';

/** A model of this build (`models.json`), or one that a person added. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  /** `salient-segmentation` needs no prompt, `promptable-segmentation` a box or clicks, `text-segmentation` a word. */
  readonly task: string;
  /** What runs it; `onnx` runs the models that a person added. */
  readonly engine: 'isnet' | 'imgly' | 'centernet' | 'text' | 'face' | 'onnx';
  /** A person added it: removing it deletes its description too. */
  readonly removable: boolean;
  /** Everything a first run fetches, runtime included; that for the graphics processor where it would be used. */
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly licenceEvidence: string;
  readonly provenance: string;
  readonly commercialUse: 'yes' | 'no' | 'unconfirmed';
}

export interface ModelStatus extends ModelEntry {
  /** Bytes already on this device and verified. */
  readonly storedBytes: number;
  /** It can run; what the graphics processor needs on top may still be missing. */
  readonly cached: boolean;
}

/** Bytes fetched so far of those a model needs. */
export interface DownloadProgress {
  readonly done: number;
  readonly total: number;
}

/** Largest model that can be added, all its files together, in bytes. */
export const MAX_MODEL_BYTES = 600_000_000;

/** A model as its author describes it; docs/models.md explains the fields, of which a person reads these. */
export interface ModelDescription {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  readonly licence: string;
  readonly licenceEvidence: string;
  readonly licenceText?: string | undefined;
  readonly provenance: string;
  readonly commercialUse: ModelEntry['commercialUse'];
  readonly minMemoryMB?: number | undefined;
  /** `url` is an address, or a file's name; without an address the file must be handed in. */
  readonly files: readonly {
    readonly role: string;
    readonly url?: string | undefined;
    readonly sha256?: string | undefined;
    readonly bytes?: number | undefined;
  }[];
}

/** `fetch` and `keep` count bytes; `verify` counts files; `test` runs the model once. */
export interface AddProgress extends DownloadProgress {
  readonly stage: 'fetch' | 'verify' | 'test' | 'keep';
}

export interface AddedModel {
  readonly model: ModelStatus;
  readonly files: readonly { readonly role: string; readonly bytes: number; readonly sha256: string }[];
  readonly test: {
    readonly ms: number;
    /** Share of the generated picture that was found, 0–1. */
    readonly found: number;
    /** Of what was found, as `selfTest.expectSha` states it. */
    readonly sha256: string;
  };
}

/** What computes a network: the graphics processor, or the processor through WebAssembly. */
export type Provider = 'webgpu' | 'wasm';

/** Why the graphics processor is not tried. */
export type GpuRefusal =
  | 'not-shipped'
  | 'no-webgpu'
  | 'no-adapter'
  | 'software'
  | 'no-f16'
  | 'limits'
  | 'no-jspi'
  | 'little-memory'
  | 'unknown-memory';

/** Why it was tried, and is tried no more while the page lives. */
export type GpuFailure = 'start' | 'self-test' | 'wrong-answer' | 'lost' | 'error' | 'slow' | 'worker-died';

/** Whether the graphics processor computes cutouts here. Bytes are those of what only it needs. */
export type GpuStatus =
  | { readonly state: 'unfit'; readonly reason: GpuRefusal }
  | { readonly state: 'failed'; readonly reason: GpuFailure; readonly message: string }
  | { readonly state: 'untested' | 'ready'; readonly bytes: number; readonly storedBytes: number };

/** Input sides the weights can be patched to. */
export type InferenceSide = 512 | 768 | 1024;

export type SegmentStage = 'load' | 'prepare' | 'infer' | 'refine';

/**
 * How much is tried: `draft` one small pass for a preview, `fast` one pass, `auto` more candidates until one is sure,
 * `best` all of them.
 */
export type Effort = 'draft' | 'fast' | 'auto' | 'best';

export interface SegmentOptions {
  readonly model: string;
  readonly effort: Effort;
  /** What is looked for; the whole photo's most salient product where absent. */
  readonly ask?: Ask | undefined;
  /** The photo's name for what is kept of it between calls (its sha256): another ask of it costs less. */
  readonly photo?: string | undefined;
}

/** One of the mattes that were compared. */
export interface Candidate {
  /** `Ask.pick` chooses it: the same id means the same way of looking in every photo. */
  readonly id: string;
  /** 0–1, by which they were ranked. */
  readonly score: number;
  /** Long side ≤ 160 px, before refinement. */
  readonly thumb: Matte;
}

export interface Segmentation {
  /** At the size of the bitmap that came in. */
  readonly matte: Matte;
  /** Long side ≤ 1024 px, 255 = most in doubt; null where the engine cannot tell. */
  readonly doubt: Matte | null;
  /** 0–1, calibrated, see `confidence.ts`. 0 = no subject. */
  readonly confidence: number;
  readonly model: string;
  /** `wasm` where any of it was; null where answers from memory were enough. */
  readonly provider: Provider | null;
  /** All that were compared, best first; the first is the one that was used unless `ask.pick` says otherwise. */
  readonly candidates: readonly Candidate[];
  readonly ms: {
    readonly load: number;
    readonly prepare: number;
    readonly infer: number;
    readonly refine: number;
  };
}

/** A thing that was recognised. */
export interface Detection {
  /** One of the 80 COCO names, `teddy bear`. */
  readonly name: string;
  /** 0–1 */
  readonly score: number;
  /** Upright source px. */
  readonly box: Rect;
}

/**
 * Finds the product in a photo. Two workers speak this: `worker.ts` (ISNet on onnxruntime-web) and
 * `imgly.worker.ts` (@imgly/background-removal). Each closes the bitmap it is given.
 */
export interface SegmentApi {
  /** Every model this build ships, of either engine, and how much of it is on the device. @throws `model-unavailable` */
  models(): Promise<ModelStatus[]>;
  /**
   * Fetches, verifies and keeps what `model` needs; resumes where an earlier try stopped. Callers that want the
   * same model at once share one download; `caller` is any name that no other call has, for `stopDownload`.
   * @throws `model-unavailable`, `aborted`
   */
  download(model: string, onProgress: (progress: DownloadProgress) => void, caller?: string): Promise<void>;
  /**
   * `caller` no longer wants its download: it hears no more of it, and where nobody else wants it either, it is
   * stopped, keeping the chunks that are complete. Does nothing where the download has ended.
   */
  stopDownload(caller: string): Promise<void>;
  /** Deletes a model's files from the device; what another model shares goes with them. */
  remove(model: string): Promise<void>;
  /** Builds the session so that the next call starts at once. */
  warm(options: SegmentOptions): Promise<void>;
  /**
   * Finds the product. Fetches what of the model is missing: asking for it is the consent.
   * @throws `model-unavailable`, `out-of-memory`; `unsupported-prompt` where this engine takes no prompt; `bad-request`
   * where a prompt lies outside the picture
   */
  segment(
    bitmap: ImageBitmap,
    options: SegmentOptions,
    onStage: (stage: SegmentStage) => void
  ): Promise<Segmentation>;
}

/** What our own worker can do beyond finding the product. */
export interface FinderApi extends SegmentApi {
  /**
   * The things that can be named in a photo, most certain first. Fetches the detection model where it is missing.
   * Closes the bitmap. @throws `model-unavailable`, `out-of-memory`
   */
  detect(bitmap: ImageBitmap): Promise<Detection[]>;
  /** Size of onnxruntime's memory, which never shrinks while the worker lives; 0 before its first session. */
  heapBytes(): Promise<number>;
  /**
   * Whether the graphics processor is used. @param known what an earlier worker of this page found out: a failure is
   * final, a passed test need not be repeated. @throws `model-unavailable`
   */
  gpu(known?: GpuStatus): Promise<GpuStatus>;
  /**
   * Reads a model's description: a file, or an address (this app's own, or one that its policy lets it reach).
   * @throws `bad-request` (data.path: where), `file-too-large`, `model-unavailable`
   */
  readModel(from: Blob | string): Promise<ModelDescription>;
  /**
   * Adds a model: its files are taken from `files` (by role) or fetched, their hashes compared or computed, and the
   * model is run once on a generated picture. Only then it is kept on the device and listed; else nothing is.
   * @param caller any name that no other call has, for `stopDownload`
   * @throws `bad-request`, `file-too-large`, `model-unavailable` (data.reason: `corrupt`, `test`, or as `download`),
   * `no-storage`, `quota-exceeded`, `out-of-memory`, `aborted`
   */
  addModel(
    description: unknown,
    files: Readonly<Record<string, Blob>>,
    onProgress: (progress: AddProgress) => void,
    caller: string
  ): Promise<AddedModel>;
}
