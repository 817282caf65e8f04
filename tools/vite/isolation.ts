import type { Plugin } from 'vite';
import { ISOLATION_HEADERS } from '../headers.mjs';

interface MiddlewareHost {
  middlewares: {
    use(fn: (req: unknown, res: { setHeader(k: string, v: string): void }, next: () => void) => void): void;
  };
}

/** Sends the isolation headers in dev and preview. SvelteKit's own middlewares ignore `server.headers`, so these come first. */
export function isolationHeaders(): Plugin {
  const use = (server: MiddlewareHost) => {
    server.middlewares.use((_req, res, next) => {
      for (const [key, value] of Object.entries(ISOLATION_HEADERS)) res.setHeader(key, value);
      next();
    });
  };
  return { name: 'packshot-isolation', enforce: 'pre', configureServer: use, configurePreviewServer: use };
}
