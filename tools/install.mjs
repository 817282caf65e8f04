import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/* Runs before anything is installed: Node alone, no packages. */

const OLDEST_NODE = [20, 19];
const INSTALLED = 'node_modules/.package-lock.json';

/**
 * Runs a command with this terminal as its own.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's
 * @returns {boolean} whether it ended well
 */
export const run = (command, args, env = {}) =>
  spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32'
  }).status === 0;

/** Path of an installed package's command, started with this same Node. */
export const bin = (/** @type {string} */ name) => `node_modules/.bin/${name}`;

/** Says so and ends where this Node is too old. */
export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  console.error(`Packshot needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm writes its own lockfile copy last, so an interrupted install is not taken for a whole one. */
const isInstalled = () =>
  existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync('package-lock.json').mtimeMs;

/** The same packages although a checkout has touched the lockfile: every locked version is the installed one. */
function isSameAsLocked() {
  if (!existsSync(INSTALLED)) return false;
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const [installed, locked] = [read(INSTALLED), read('package-lock.json')];
  return Object.entries(locked).every(
    ([path, entry]) => !path || entry.optional || installed[path]?.version === entry.version
  );
}

/** Installs the locked packages unless they are there. @returns {boolean} whether they are there now */
export function install() {
  if (isInstalled() || isSameAsLocked()) return true;
  console.log('Installing packages (npm ci) …');
  return run('npm', ['ci', '--no-audit', '--no-fund']);
}
