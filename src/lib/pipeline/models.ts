import { callback, type WorkerHost } from '../engine/rpc.ts';
import type {
  AddedModel,
  AddProgress,
  DownloadProgress,
  ModelDescription,
  ModelStatus,
  SegmentApi
} from '../engine/segment/api.ts';
import type { Studio } from './studio.ts';

export {
  MAX_MODEL_BYTES,
  type AddedModel,
  type AddProgress,
  type DownloadProgress,
  type ModelDescription,
  type ModelStatus
} from '../engine/segment/api.ts';

/** Our own pipeline around the ISNet weights. */
export const DEFAULT_MODEL = 'isnet-fp16';
/** @imgly/background-removal, as it comes. */
export const IMGLY_MODEL = 'imgly-isnet-fp16';

/** The models that read finished files: one finds words, one faces. */
export const READER_MODELS: readonly string[] = ['ppocr-v4-det', 'blazeface'];

/** A slow line may take hours for 100 MB, and says so byte by byte; the deadline only catches a hung worker. */
const DOWNLOAD_MS = 6 * 3_600_000;

/** The worker that runs `model`. */
export const engineOf = (studio: Studio, model: string): WorkerHost<SegmentApi> =>
  model === IMGLY_MODEL ? studio.imgly : studio.segment;

/** Every model this build offers, with what of it is on the device. Fetches `models.json`, nothing else. */
export async function listModels(studio: Studio): Promise<ModelStatus[]> {
  return studio.segment.call((api) => api.models());
}

export interface PrepareOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

export interface AddOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: AddProgress) => void) | undefined;
}

/**
 * Brings a model onto the device: fetched, verified chunk by chunk, kept. Calling it is the consent to fetch. An abort
 * keeps what is complete, and the next call goes on from there.
 * @throws `model-unavailable`, `aborted`
 */
export async function prepareModel(
  studio: Studio,
  model: string,
  { signal, onProgress }: PrepareOptions = {}
): Promise<void> {
  const engine = engineOf(studio, model);
  const caller = crypto.randomUUID();
  try {
    await engine.call((api) => api.download(model, callback(onProgress ?? (() => {})), caller), {
      signal,
      deadlineMs: DOWNLOAD_MS
    });
    // Files pressed before were judged without it.
    if (READER_MODELS.includes(model)) studio.pressed.clear();
  } finally {
    if (signal?.aborted) await engine.call((api) => api.stopDownload(caller));
  }
}

/**
 * Reads a model's description from a file or an address, so that a person can look at its licence first.
 * @throws `bad-request`, `file-too-large`, `model-unavailable`, `aborted`
 */
export const readModel = (
  studio: Studio,
  from: Blob | string,
  signal?: AbortSignal | undefined
): Promise<ModelDescription> => studio.segment.call((api) => api.readModel(from), { signal });

/**
 * Adds a model that a person brought: its files by role, or fetched from where its description says. It is tried once
 * before it is kept. Calling it is the consent to fetch.
 * @throws `bad-request`, `file-too-large`, `model-unavailable`, `no-storage`, `quota-exceeded`, `aborted`
 */
export async function addModel(
  studio: Studio,
  description: unknown,
  files: Readonly<Record<string, Blob>>,
  { signal, onProgress }: AddOptions = {}
): Promise<AddedModel> {
  const caller = crypto.randomUUID();
  try {
    return await studio.segment.call(
      (api) => api.addModel(description, files, callback(onProgress ?? (() => {})), caller),
      { signal, deadlineMs: DOWNLOAD_MS }
    );
  } finally {
    if (signal?.aborted) await studio.segment.call((api) => api.stopDownload(caller));
  }
}

/** Deletes a model's files from the device, and what it answered: another one may come under its name. */
export async function removeModel(studio: Studio, model: string): Promise<void> {
  studio.cutouts.clear();
  if (READER_MODELS.includes(model)) studio.pressed.clear();
  await engineOf(studio, model).call((api) => api.remove(model));
}
