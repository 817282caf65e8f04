import type { Ask } from '../../domain/document/edits/cutout.ts';
import type { Matte, Rect } from '../../domain/pixels.ts';

/** The Cache Storage cache of verified model files; unversioned, so that it outlives updates of the app. */
export const MODEL_CACHE = 'packshot-models';

/** One entry of `models.json`, as this build ships it. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  /** Everything a first run fetches, runtime included. */
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
  readonly cached: boolean;
}

/** Bytes fetched so far of those a model needs. */
export interface DownloadProgress {
  readonly done: number;
  readonly total: number;
}

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
}
