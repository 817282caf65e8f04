import { hostWorker, type WorkerHost } from '../rpc.ts';
import type { ComposeApi } from './api.ts';

/** The compositor: holds layers, so it lives as long as the page. */
export const composeHost = (): WorkerHost<ComposeApi> =>
  hostWorker(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'compose' }), {
    name: 'compose'
  });
