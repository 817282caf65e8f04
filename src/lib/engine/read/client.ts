import { hostWorker, type WorkerHost } from '../rpc.ts';
import type { ReaderApi } from './api.ts';

const IDLE_MS = 30_000;

/** The worker that finds words and faces in finished files. */
export const readerHost = (): WorkerHost<ReaderApi> =>
  hostWorker(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'read' }), {
    name: 'read',
    idleMs: IDLE_MS
  });
