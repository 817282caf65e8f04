import { loadTypeScript } from '../typescript.mjs';

/** Serves the built app with the tests' tiny model in the place of the real one. */
export async function serveStubApp() {
  const { module, close } = await loadTypeScript('/tests/e2e/stub-build.ts');
  const stop = await module.default().catch(async (/** @type {unknown} */ error) => {
    await close();
    throw error;
  });
  return { url: String(process.env['PACKSHOT_URL']), close: () => stop().then(close) };
}
