import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { ISOLATION_HEADERS } from './headers.mjs';

/** @typedef {{ pattern: RegExp, headers: [name: string, value: string][] }} HeaderRule */
/** @typedef {{ start: number, end: number }} ByteRange both ends included */
/** @typedef {{ root: string, port?: number, host?: string, isolation?: boolean }} ServeOptions */

const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2'
};

const escapeRegExp = (/** @type {string} */ text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/**
 * Reads a `_headers` file as Netlify and Cloudflare Pages do: a path (`*` = anything, `:name` = one segment) and,
 * indented below it, `Name: value` lines. `#` starts a comment line.
 * @param {string} text
 * @returns {HeaderRule[]}
 */
export function parseHeaderRules(text) {
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const colon = line.indexOf(':');
      rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    } else {
      const source = escapeRegExp(line.trim()).replaceAll('*', '.*').replace(/:\w+/g, '[^/]+');
      rules.push({ pattern: new RegExp(`^${source}$`), headers: [] });
    }
  }
  return rules;
}

/**
 * Headers for a path. Where several rules set the same one their values are joined with a comma, as those hosts do.
 * @param {HeaderRule[]} rules
 * @param {string} path
 * @returns {Map<string, string>} by lower-case name
 */
export function headersFor(rules, path) {
  const found = new Map();
  for (const [name, value] of rules
    .filter((rule) => rule.pattern.test(path))
    .flatMap((rule) => rule.headers)) {
    const key = name.toLowerCase();
    found.set(key, found.has(key) ? `${found.get(key)}, ${value}` : value);
  }
  return found;
}

/**
 * The one range of a `Range` header (RFC 9110, 14.1.2).
 * @param {string | undefined} header
 * @param {number} size of the file, bytes
 * @returns {ByteRange | 'unsatisfiable' | null} null = send everything (no range, several ranges, not bytes)
 */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (!match[1] && !match[2])) return null;
  const [first, last] = [match[1], match[2]];
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  if (first && last && Number(last) < start) return null;
  return start < size && start <= end ? { start, end } : 'unsatisfiable';
}

const fileAt = async (/** @type {string} */ path) => {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, size: found.size, modifiedMs: found.mtimeMs } : null;
};

/** Path of a request inside the site, or null where it is malformed or points outside. */
function sitePath(/** @type {string} */ url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '');
    const outside = path.split(/[/\\]/).includes('..') || path.includes('\0') || !path.startsWith('/');
    return outside || path === '/_headers' ? null : path;
  } catch {
    return null;
  }
}

/** The file for a path: itself, or the prerendered page of that name. */
async function find(/** @type {string} */ root, /** @type {string} */ path) {
  const names = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  for (const name of names) {
    const full = resolve(join(root, name));
    const file = full.startsWith(root + sep) && (await fileAt(full));
    if (file) return file;
  }
  return null;
}

/**
 * Answers exactly what lies in a folder, as the static hosts do that read `_headers`: ranges, ETags, clean URLs for
 * prerendered pages, and `404.html` (status 404) for the rest.
 * @param {{ root: string, isolation: boolean, rules: HeaderRule[] }} site
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(site, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = sitePath(request.url ?? '/');
  const found = path === null ? null : await find(site.root, path);
  const file = found ?? (await fileAt(join(site.root, '404.html')));
  for (const [name, value] of headersFor(site.rules, path ?? '/404')) response.setHeader(name, value);
  if (!site.isolation) for (const name of Object.keys(ISOLATION_HEADERS)) response.removeHeader(name);
  if (!response.hasHeader('cache-control') || !found) response.setHeader('Cache-Control', 'no-cache');
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  send(file, found ? 200 : 404, request, response);
}

/**
 * @param {{ path: string, size: number, modifiedMs: number }} file
 * @param {number} status where the whole file is sent
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function send(file, status, request, response) {
  const etag = `"${file.size.toString(16)}-${Math.trunc(file.modifiedMs).toString(16)}"`;
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file.path))] ?? 'application/octet-stream';
  response.setHeader('Content-Type', type).setHeader('ETag', etag).setHeader('Accept-Ranges', 'bytes');
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  const current = (request.headers['if-range'] ?? etag) === etag;
  const range = status === 200 && current ? parseRange(request.headers.range, file.size) : null;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${file.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  response.setHeader('Content-Length', end - start + 1);
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${file.size}`);
  response.writeHead(range ? 206 : status);
  if (request.method === 'HEAD' || file.size === 0) response.end();
  else
    createReadStream(file.path, { start, end })
      .on('error', () => response.destroy())
      .pipe(response);
}

/**
 * Serves a folder over HTTP until closed.
 * @param {ServeOptions} options `port` 0 (default) = any free one; without `host` every interface answers;
 * `isolation: false` leaves out the isolation headers only
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws where the port is taken or the folder has no index.html
 */
export async function serveFolder({ root, port = 0, host, isolation = true }) {
  const folder = resolve(root);
  if (!(await fileAt(join(folder, 'index.html'))))
    throw new Error(`${root}/ holds no built app; run npm run build`);
  const rules = parseHeaderRules(await readFile(join(folder, '_headers'), 'utf8').catch(() => ''));
  const server = createServer((request, response) => {
    answer({ root: folder, isolation, rules }, request, response).catch(() => response.destroy());
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => listening(undefined));
  });
  const taken = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  const close = () =>
    /** @type {Promise<void>} */ (
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })
    );
  return { url: `http://${host ?? 'localhost'}:${taken}/`, port: taken, close };
}
