import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * `0.1.0+1a2b3c4`: the package's version and the commit it is built from, where git can tell. The same source builds
 * the same files.
 */
export function appVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  try {
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    });
    return `${version}+${commit.trim()}`;
  } catch {
    return version;
  }
}
