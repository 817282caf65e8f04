import type { Pixels } from '../domain/pixels.ts';
import type { Examined } from '../engine/encode/api.ts';
import { handOver } from '../engine/rpc.ts';
import type { Studio } from './studio.ts';

/**
 * What a pressed file is. Its pixels go to the worker and come back: they are handed over, not copied.
 * @throws `decode-failed`, `aborted`, `worker-died`
 */
export const examineFile = (
  studio: Studio,
  file: Blob,
  pixels: Pixels,
  signal?: AbortSignal | undefined
): Promise<Examined> =>
  studio.encode.call((api) => api.examine(file, handOver(pixels, [pixels.data.buffer])), { signal });
