import { callback, type WorkerHost } from '../engine/rpc.ts';
import type { DownloadProgress, ModelStatus, SegmentApi } from '../engine/segment/api.ts';
import type { Studio } from './studio.ts';

export type { DownloadProgress, ModelStatus } from '../engine/segment/api.ts';

/** Our own pipeline around the ISNet weights. */
export const DEFAULT_MODEL = 'isnet-fp16';
/** @imgly/background-removal, as it comes. */
export const IMGLY_MODEL = 'imgly-isnet-fp16';

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
  } finally {
    if (signal?.aborted) await engine.call((api) => api.stopDownload(caller));
  }
}

/** Deletes a model's files from the device. */
export const removeModel = (studio: Studio, model: string): Promise<void> =>
  engineOf(studio, model).call((api) => api.remove(model));
