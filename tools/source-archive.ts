import { execFileSync } from 'node:child_process';

/** Never part of the source: what is installed, built or measured. */
const MADE_HERE = [
  'node_modules',
  'build',
  'build-*',
  '.svelte-kit',
  '.cache',
  'bench/results',
  'test-results'
];
const MAX_BYTES = 64 * 2 ** 20;

const run = (root: string, command: string, args: readonly string[]): Buffer =>
  execFileSync(command, args, { cwd: root, maxBuffer: MAX_BYTES, stdio: ['ignore', 'pipe', 'ignore'] });

/** The commit that holds the working tree as it is: uncommitted changes of tracked files included. */
function snapshot(root: string): string {
  return run(root, 'git', ['stash', 'create']).toString().trim() || 'HEAD';
}

/**
 * The Corresponding Source of this build (AGPL-3.0, sections 6 and 13) as a gzipped tar, so that a copy of the app
 * carries its own source wherever it is hosted: from git, else (an unpacked archive) from the folder as it lies.
 * @throws where neither git nor tar is at hand: an app without its source must not be shipped unnoticed
 */
export function sourceArchive(root: string): Buffer {
  try {
    return run(root, 'git', ['archive', '--format=tar.gz', '--prefix=packshot/', snapshot(root)]);
  } catch {
    const without = MADE_HERE.map((name) => `--exclude=./${name}`);
    return run(root, 'tar', ['-czf', '-', ...without, '--exclude=./.git', '.']);
  }
}
