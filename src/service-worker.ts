import { ISOLATION_HEADERS, workerPolicy } from '../tools/headers.mjs';

/*
 * Makes the app work offline and, on hosts that send no headers, isolated.
 * - The shell (pages, scripts, styles, icons) is kept whole, one cache per version. A new version waits until the page
 *   asks for it, and the version before it stays, so that an open page can still load its lazy chunks.
 * - Model files are kept across versions in one cache. Their names hold their hash; who fetches a chunk verifies it
 *   before it is kept (engine/segment), so this worker answers chunks from there and never writes one. The scripts of
 *   a download (`ort/`, for WebGPU) are kept there too.
 * - It answers its own origin only, and never reloads a page.
 */

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: readonly ShellFile[] };

/** A file of the shell: `url` is relative to the app's root; a null revision means that the name holds a hash. */
interface ShellFile {
  readonly url: string;
  readonly revision: string | null;
}

const SHELL_PREFIX = 'packshot-shell-';
const MODELS = 'packshot-models';
const FALLBACK_PAGE = '404.html';
/** Less than the engine's own patience, so that its retry never joins a dead connection. */
const STALL_MS = 15_000;
const DOCUMENT_AND_CODE = new Set(['document', 'iframe', 'frame', 'worker', 'sharedworker', 'script']);
const ROOT = new URL('./', self.location.href);

const SHELL_FILES = self.__WB_MANIFEST;
const SHELL = SHELL_PREFIX + fnv1a(JSON.stringify(SHELL_FILES));

/** 32-bit FNV-1a (Fowler, Noll, Vo), in hexadecimal: enough to tell one version's cache from the next. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** Where a page is kept, whichever of its names a host uses: `embed`, `embed/` and `embed.html` are one. */
const shellKey = (path: string): string =>
  new URL(path.replace(/(^|\/)index\.html$|\.html$|\/$/, ''), ROOT).href;

async function keepFile(shell: Cache, { url, revision }: ShellFile): Promise<void> {
  const address = new URL(url, ROOT).href;
  const known = revision === null ? await caches.match(address) : undefined;
  const response = known ?? (await fetch(address, { cache: revision === null ? 'default' : 'no-cache' }));
  if (!response.ok && url !== FALLBACK_PAGE) throw new TypeError(`${address}: ${response.status}`);
  // A navigation refuses a response that was redirected to, and hosts differ in how they name pages.
  const plain = response.redirected || !response.ok;
  await shell.put(
    shellKey(url),
    plain ? new Response(response.body, { headers: response.headers }) : response
  );
}

async function install(): Promise<void> {
  const isNew = !(await caches.has(SHELL));
  try {
    const shell = await caches.open(SHELL);
    await Promise.all(SHELL_FILES.map((file) => keepFile(shell, file)));
  } catch (error) {
    if (isNew) await caches.delete(SHELL);
    throw error;
  }
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(SHELL_PREFIX) && name !== SHELL);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  if (others.length === 0) await self.clients.claim();
}

/** From this version's shell, else from the one before it. */
async function inShell(path: string): Promise<Response | undefined> {
  const key = shellKey(path);
  try {
    return (await caches.match(key, { cacheName: SHELL })) ?? (await inOlderShell(key));
  } catch {
    return undefined;
  }
}

async function inOlderShell(key: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    const hit = name.startsWith(SHELL_PREFIX) ? await caches.match(key, { cacheName: name }) : undefined;
    if (hit) return hit;
  }
  return undefined;
}

/** Files a deployer may edit after the build, and the page whose headers name who may embed it. */
const isFreshFirst = (path: string): boolean =>
  path === 'packshot.config.json' || shellKey(path) === shellKey('embed');

async function freshFirst(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await inShell(path);
    if (kept) return kept;
    throw error;
  }
}

async function page(request: Request, path: string): Promise<Response> {
  const kept = await inShell(path);
  if (kept) return kept;
  const fresh = await fetch(request).catch(() => undefined);
  if (fresh && fresh.status !== 404) return fresh;
  return (await inShell(FALLBACK_PAGE)) ?? fresh ?? Response.error();
}

/** A model file on its way, shared by all who ask meanwhile. */
const flights = new Map<string, Promise<Response>>();

/** Reads a body to its end, calling `alive` for each part. */
async function drain(response: Response, alive: () => void): Promise<void> {
  const reader = response.body?.getReader();
  while (reader && !(await reader.read()).done) alive();
}

/** Fetches `url`; where the connection brings nothing for a while it is broken off, so that a retry starts anew. */
function takeOff(url: string): { flight: Promise<Response>; landed: Promise<void> } {
  const stalled = new AbortController();
  const strike = () => stalled.abort();
  let timer = setTimeout(strike, STALL_MS);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(strike, STALL_MS);
  };
  const flight = fetch(url, { signal: stalled.signal });
  const landed = flight
    .then((response) => drain(response.clone(), alive))
    .catch(() => {})
    .finally(() => clearTimeout(timer));
  return { flight, landed };
}

async function fetchOnce(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const known = flights.get(url);
  if (known) return (await known).clone();
  const { flight, landed } = takeOff(url);
  flights.set(url, flight);
  event.waitUntil(landed.then(() => flights.delete(url)));
  return (await flight).clone();
}

/** The bytes a `Range` header asks for (RFC 9110, 14.1.2); one range only. */
async function slice(whole: Response, range: string): Promise<Response> {
  const bytes = await whole.blob();
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const start = first ? Number(first) : Math.max(0, bytes.size - Number(last));
  const end = first && last ? Math.min(Number(last), bytes.size - 1) : bytes.size - 1;
  if ((!first && !last) || start > end) {
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${bytes.size}` } });
  }
  const headers = {
    'Content-Type': whole.headers.get('Content-Type') ?? 'application/octet-stream',
    'Content-Length': String(end - start + 1),
    'Content-Range': `bytes ${start}-${end}/${bytes.size}`,
    'Accept-Ranges': 'bytes'
  };
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}

async function modelFile(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const range = request.headers.get('Range');
  const kept = await caches.match(request.url, { cacheName: MODELS }).catch(() => undefined);
  if (kept) return range ? slice(kept, range) : kept;
  if (range) return fetch(request);
  return fetchOnce(event);
}

/** Adds what a header-less host leaves out. Large bodies pass untouched: wrapping them again is slow. */
function secured(response: Response, { destination }: Request, path: string): Response {
  if (
    !DOCUMENT_AND_CODE.has(destination) ||
    response.type === 'opaqueredirect' ||
    response.type === 'error'
  ) {
    return response;
  }
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION_HEADERS)) headers.set(name, value);
  if (destination.endsWith('worker') && !headers.has('Content-Security-Policy')) {
    headers.set('Content-Security-Policy', workerPolicy(path));
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  const { request } = event;
  if (isFreshFirst(path)) return freshFirst(request, path);
  if (request.mode === 'navigate') return page(request, path);
  const kept = await inShell(path);
  if (kept) return kept;
  return /^(models|ort)\//.test(path) ? modelFile(event) : fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return;
  const path = pathname.slice(ROOT.pathname.length);
  event.respondWith(answer(event, path).then((response) => secured(response, event.request, path)));
});
