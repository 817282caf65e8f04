/** Folder of worker scripts in the built app (SvelteKit's `appDir` and Vite's worker output). */
const BUILT_FOLDER = '/_app/immutable/';

/**
 * The app's root, for a worker that only knows its own script. In the built app the script lies in
 * `<root>/_app/immutable/…`, wherever the app is hosted; in development Vite's base (`/` or `/sub/`) is the root.
 *
 * @param script `import.meta.url` of the worker
 * @param base `import.meta.env.BASE_URL`: absolute in development, `./` in the built app
 */
export function appRoot(script: string, base: string): URL {
  const at = script.lastIndexOf(BUILT_FOLDER);
  return at >= 0 ? new URL(script.slice(0, at + 1)) : new URL(base, script);
}
