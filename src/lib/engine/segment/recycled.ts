import type { RemoteApi, WorkerHost } from '../rpc.ts';

/** Memory of WebAssembly never shrinks, and what leaks in a worker leaks until it ends. */
export interface Limits {
  /** Above this the worker is ended. Must be more than its sessions need, or it would be ended after every photo. */
  readonly heapBytes: number;
  /** After so many calls it is ended in any case. */
  readonly calls: number;
}

/**
 * `host`, whose worker is ended between two calls once it has grown beyond `limits`: never while one is open, so that
 * only the next call notices, which starts a fresh one.
 *
 * @param heapBytes asks the worker how large its memory is
 */
export function recycled<Api>(
  host: WorkerHost<Api>,
  heapBytes: (api: RemoteApi<Api>) => Promise<number>,
  limits: Limits
): WorkerHost<Api> {
  let open = 0;
  let calls = 0;

  const renew = async () => {
    const isGrown = calls >= limits.calls || (await host.call(heapBytes)) > limits.heapBytes;
    if (!isGrown || open > 0) return;
    calls = 0;
    host.end();
  };

  return {
    end: () => host.end(),
    async call(run, options) {
      open++;
      calls++;
      const result = await host.call(run, options).finally(() => open--);
      // Not awaited, and not after a failure: a worker that died need not be started to be asked.
      if (open === 0) renew().catch(() => {});
      return result;
    }
  };
}
