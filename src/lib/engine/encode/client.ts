import { hostWorker, type WorkerHost } from '../rpc.ts';
import type { EncodeApi } from './api.ts';

/** The codec worker: stateless, ended after ten seconds without work. */
export const encodeHost = (): WorkerHost<EncodeApi> =>
  hostWorker(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'encode' }), {
    name: 'encode',
    idleMs: 10_000
  });
