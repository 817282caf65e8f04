import { hostWorker, type WorkerHost } from '../rpc.ts';
import type { FinderApi, SegmentApi } from './api.ts';
import { recycled } from './recycled.ts';
import { rememberingGpu } from './webgpu/remembering.ts';

const IDLE_MS = 60_000;

/** ISNet needs 0.73 GB at its largest side, and changing sides does not grow that: twice as much is waste. */
const LIMITS = { heapBytes: 1.5 * 2 ** 30, calls: 100 };

/** The ISNet worker: holds the session (hundreds of MB), so it ends after a minute without work. */
export const segmentHost = (): WorkerHost<FinderApi> =>
  recycled(
    rememberingGpu(
      hostWorker<FinderApi>(
        () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'segment' }),
        { name: 'segment', idleMs: IDLE_MS }
      )
    ),
    (api) => api.heapBytes(),
    LIMITS
  );

/** The @imgly/background-removal worker; alone in needing a looser content security policy. */
export const imglyHost = (): WorkerHost<SegmentApi> =>
  hostWorker(
    () => new Worker(new URL('./imgly.worker.ts', import.meta.url), { type: 'module', name: 'imgly' }),
    {
      name: 'imgly',
      idleMs: IDLE_MS
    }
  );
