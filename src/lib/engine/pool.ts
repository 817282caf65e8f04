import type { WorkerHost } from './rpc.ts';

/** Most workers of a pool: more would wait for memory, not for cores (architecture, "Threads"). */
const MAX_WORKERS = 4;

/** How many stateless workers this device can keep busy beside its page. */
export const poolSize = (): number =>
  Math.min(MAX_WORKERS, Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 1) - 1));

/**
 * Several workers of one stateless kind behind one host: a call goes to the one with the fewest open calls, so that a
 * worker starts only where all those before it are busy.
 */
export function poolWorkers<Api>(host: () => WorkerHost<Api>, size = poolSize()): WorkerHost<Api> {
  const workers = Array.from({ length: size }, () => ({ host: host(), open: 0 }));
  return {
    async call(run, options) {
      const free = workers.reduce((least, other) => (other.open < least.open ? other : least));
      free.open++;
      try {
        return await free.host.call(run, options);
      } finally {
        free.open--;
      }
    },
    end: () => workers.forEach((worker) => worker.host.end())
  };
}
