import { callback } from '../engine/rpc.ts';
import type { AddedModel, AddProgress, ModelDescription } from '../engine/segment/api.ts';
import type { Studio } from './studio.ts';

export {
  MAX_MODEL_BYTES,
  type AddedModel,
  type AddProgress,
  type ModelDescription
} from '../engine/segment/api.ts';

/** A slow line may take hours for 600 MB; the deadline only catches a hung worker. */
const ADD_MS = 6 * 3_600_000;

/**
 * Reads the description of a model that a person wants to add; nothing is fetched but that.
 * @param from its file, or its address (relative to the app's root, or whole)
 * @throws `bad-request` (data.path: where), `file-too-large`, `model-unavailable`
 */
export const readModel = (studio: Studio, from: Blob | string): Promise<ModelDescription> =>
  studio.segment.call((api) => api.readModel(from));

export interface AddOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: AddProgress) => void) | undefined;
}

/**
 * Adds a model to those of this device. Calling it is the consent to fetch its files and the runtime's.
 * @param files by role; those that are not among them are fetched
 * @throws see `FinderApi.addModel`; whatever is thrown, nothing was kept
 */
export async function addModel(
  studio: Studio,
  description: ModelDescription,
  files: Readonly<Record<string, Blob>>,
  { signal, onProgress }: AddOptions = {}
): Promise<AddedModel> {
  const caller = crypto.randomUUID();
  const tell = callback(onProgress ?? (() => {}));
  try {
    return await studio.segment.call((api) => api.addModel(description, files, tell, caller), {
      signal,
      deadlineMs: ADD_MS
    });
  } finally {
    if (signal?.aborted) await studio.segment.call((api) => api.stopDownload(caller));
  }
}
