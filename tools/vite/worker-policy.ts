import type { Connect, Plugin } from 'vite';
import { workerPolicy } from '../headers.mjs';

const middleware: Connect.NextHandleFunction = (request, response, next) => {
  const isWorker = request.headers['sec-fetch-dest'] === 'worker';
  const [path = ''] = (request.url ?? '').split('?');
  if (isWorker) response.setHeader('Content-Security-Policy', workerPolicy(path));
  next();
};

/** Sends workers' scripts with the policy they have in the built app, for tests of what it lets them do. */
export const workerPolicyHeaders = (): Plugin => ({
  name: 'packshot-worker-policy',
  enforce: 'pre',
  configureServer: (server) => {
    server.middlewares.use(middleware);
  }
});
