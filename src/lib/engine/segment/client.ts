import { hostWorker, type WorkerHost } from '../rpc.ts';
import type { SegmentApi } from './api.ts';

const IDLE_MS = 60_000;

/** The ISNet worker: holds the session (hundreds of MB), so it ends after a minute without work. */
export const segmentHost = (): WorkerHost<SegmentApi> =>
  hostWorker(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'segment' }), {
    name: 'segment',
    idleMs: IDLE_MS
  });

/** The @imgly/background-removal worker; alone in needing a looser content security policy. */
export const imglyHost = (): WorkerHost<SegmentApi> =>
  hostWorker(
    () => new Worker(new URL('./imgly.worker.ts', import.meta.url), { type: 'module', name: 'imgly' }),
    {
      name: 'imgly',
      idleMs: IDLE_MS
    }
  );
