import { createServer } from 'vite';

/**
 * Loads a TypeScript file of this repository: Node 20 does not read TypeScript; Vite, which is there anyway, does.
 * @param {string} path from the repository's root, with a leading slash
 * @returns {Promise<{ module: Record<string, any>, close: () => Promise<void> }>}
 */
export async function loadTypeScript(path) {
  const vite = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    define: { __APP_VERSION__: JSON.stringify('tools') },
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true }
  });
  try {
    return { module: await vite.ssrLoadModule(path), close: () => vite.close() };
  } catch (error) {
    await vite.close();
    throw error;
  }
}
