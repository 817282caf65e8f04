import { PackshotError } from '../../../domain/errors.ts';
import type { RemoteApi, WorkerHost } from '../../rpc.ts';
import type { FinderApi, GpuStatus } from '../api.ts';

const isDeath = (error: unknown): error is PackshotError =>
  error instanceof PackshotError && (error.code === 'worker-died' || error.code === 'timeout');

/** It was being used, or about to be. */
const isTried = (known: GpuStatus | undefined): boolean =>
  known !== undefined && 'bytes' in known && known.storedBytes === known.bytes;

/**
 * `host`, whose workers share what they find out about the graphics processor while the page lives: what failed in one
 * is not tried in the next, what passed its test is not tested again. A worker that dies while using it counts as a
 * failure: the processor's driver may have taken it along.
 */
export function rememberingGpu(host: WorkerHost<FinderApi>): WorkerHost<FinderApi> {
  let known: GpuStatus | undefined;

  /** Not awaited: a worker that is busy or gone keeps nobody waiting. */
  const note = (api: RemoteApi<FinderApi>): void => {
    api.gpu().then(
      (status) => (known = status),
      () => {}
    );
  };

  return {
    end: () => host.end(),
    async call(run, options) {
      try {
        return await host.call(async (api) => {
          if (known?.state === 'failed' || known?.state === 'ready') await api.gpu(known).catch(() => {});
          try {
            return await run(api);
          } finally {
            note(api);
          }
        }, options);
      } catch (error) {
        if (isDeath(error) && isTried(known)) {
          known = { state: 'failed', reason: 'worker-died', message: error.message };
        }
        throw error;
      }
    }
  };
}
