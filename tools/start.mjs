import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bin, install, needNode, run } from './install.mjs';

/* npm start: install if needed, build if anything is newer than the build, serve. Arguments go to the server. */

const SOURCES = [
  'src',
  'static',
  'tools',
  'package-lock.json',
  'package.json',
  'svelte.config.js',
  'vite.config.ts'
];
/** Made by the build itself. */
const GENERATED = join('src', 'lib', 'paraglide');
/** The build's last page: absent while a build runs or when it broke off. */
const BUILT = join('build', '404.html');

/**
 * Newest change below a path, ms since 1970. Folders count: deleting a file changes its folder.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (path === GENERATED || !existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}

needNode();
if (!install()) process.exit(1);
const stale = !existsSync(BUILT) || SOURCES.some((path) => newest(path) > statSync(BUILT).mtimeMs);
if (stale && !run(bin('vite'), ['build'])) process.exit(1);
await import('./serve.mjs');
