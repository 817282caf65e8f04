/*
 * Who sends which policy:
 * - A page carries its content security policy in a <meta> tag (svelte.config.js, `csp`), because only SvelteKit
 *   knows the hash of its start script; a second full policy in a header would have to repeat every hash, and
 *   policies intersect. The header adds what <meta> cannot say: frame-ancestors.
 * - A worker does not inherit that <meta> policy: it obeys the headers of its own script. So each worker script is
 *   answered with WORKER_POLICY, by `_headers` on hosts that read it, by `npm run serve`, and by the service worker.
 */

/**
 * Sent together they isolate the page alone and in every embedding that was tried; `self.crossOriginIsolated` is
 * the only valid test.
 * @type {Readonly<Record<string, string>>}
 */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Document-Isolation-Policy': 'isolate-and-require-corp'
};

/** What our workers may do: run our scripts and WebAssembly, read our own origin, use our fonts. Nothing leaves. */
export const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; font-src 'self'";

/**
 * @imgly/background-removal starts onnxruntime from blob: URLs and reads arrays through ndarray, which compiles its
 * accessors with `new Function`. Its worker alone may do so; it too connects to its own origin only.
 */
export const IMGLY_WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval' blob:; worker-src 'self' blob:; connect-src 'self' blob:";

/**
 * The policy for a worker's script, by its path.
 * @param {string} path of the script, e.g. `/_app/immutable/workers/imgly.worker-Bx1.js`
 */
export const workerPolicy = (path) => (/imgly[^/]*$/.test(path) ? IMGLY_WORKER_POLICY : WORKER_POLICY);
