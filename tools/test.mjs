import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { bin, install, needNode, run } from './install.mjs';

/*
 * npm test: everything that must hold, from a fresh clone. Every step runs, so that one run shows all that is wrong.
 * The last line counts tests, and each step that is not made of tests as one.
 */

/** `flaky`: passed at the second try. @typedef {{ passed: number, failed: number, skipped: number, flaky?: number }} Count */
/** @typedef {{ count: (path: string) => Count, failures: (path: string) => string[] }} Report */
/** @typedef {{ name: string, commands: string[][], report?: Report, browser?: boolean }} Step */
/** @typedef {{ name: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} VitestFile */
/** @typedef {{ suites?: PlaywrightSuite[], specs?: { ok: boolean, title: string, tests: { results: { error?: { message?: string } }[] }[] }[] }} PlaywrightSuite */

const REPORTS = '.cache/test-counts';

/** @returns {Count} */
function vitestCount(/** @type {string} */ path) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read(path);
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0
  ).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
}

/** @returns {Count} */
function playwrightCount(/** @type {string} */ path) {
  const { expected, unexpected, flaky, skipped } = read(path).stats;
  return { passed: expected + flaky, failed: unexpected, skipped, flaky };
}

/** Names of the tests that failed, each with the first line of why. */
function vitestFailures(/** @type {string} */ path) {
  return read(path).testResults.flatMap((/** @type {VitestFile} */ { name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (assertionResults.length === 0 && message) return [`${name}: ${firstLine(message)}`];
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`);
  });
}

/** As `vitestFailures`, of Playwright's nested suites. @returns {string[]} */
function playwrightFailures(/** @type {string} */ path) {
  /** @returns {string[]} */
  const within = (/** @type {PlaywrightSuite} */ { suites = [], specs = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => `${title}: ${firstLine(tests[0]?.results[0]?.error?.message)}`),
    ...suites.flatMap(within)
  ];
  return within(read(path));
}

const firstLine = (text = '') => text.split('\n', 1)[0];

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));

const vitest = (/** @type {string} */ project) => [
  'vitest',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORTS}/${project}.json`
];

/** @type {Report} */
const OF_VITEST = { count: vitestCount, failures: vitestFailures };
/** @type {Report} */
const OF_PLAYWRIGHT = { count: playwrightCount, failures: playwrightFailures };

/** @type {Step[]} */
const STEPS = [
  { name: 'format', commands: [['prettier', '--check', '.']] },
  { name: 'lint', commands: [['eslint', '.']] },
  { name: 'boundaries', commands: [['depcruise', '--config', '.dependency-cruiser.cjs', 'src']] },
  {
    name: 'types',
    commands: [
      ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
      ...['src/lib/domain', 'src/lib/engine', 'tsconfig.service-worker.json', 'tools'].map((at) => [
        'tsc',
        '-p',
        at
      ])
    ]
  },
  { name: 'node', commands: [vitest('node')], report: OF_VITEST },
  { name: 'browser', commands: [vitest('browser')], report: OF_VITEST, browser: true },
  { name: 'webgpu', commands: [vitest('webgpu')], report: OF_VITEST, browser: true },
  { name: 'build', commands: [['vite', 'build']] },
  {
    name: 'e2e',
    commands: [['playwright', 'test', '--reporter=list,json']],
    report: OF_PLAYWRIGHT,
    browser: true
  }
];

/** On a Debian machine that we may change, fetches Chromium; elsewhere says how to get one. */
function findOrInstallChromium() {
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!findChromium() && isDebianRoot) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive'
    });
  }
  const found = findChromium();
  if (!found) console.error(HOW_TO_GET_CHROMIUM);
  return found;
}

/** @returns {Count} */
function runStep(/** @type {Step} */ step, /** @type {string | undefined} */ chromium) {
  console.log(`\n=== ${step.name}`);
  if (step.browser && !chromium) return { passed: 0, failed: 1, skipped: 0 };
  const path = `${REPORTS}/${step.name}.json`;
  const env = { CHROMIUM_PATH: chromium ?? '', PLAYWRIGHT_JSON_OUTPUT_NAME: path };
  const good = step.commands.map(([name = '', ...args]) => run(bin(name), args, env)).every(Boolean);
  const count =
    step.report && existsSync(path) ? step.report.count(path) : { passed: 0, failed: 0, skipped: 0 };
  // A step that broke off before it could count, or that has no tests to count.
  if (!good && count.failed === 0) return { ...count, failed: 1 };
  return step.report ? count : { passed: 1, failed: 0, skipped: 0 };
}

/** What failed once more by name, where the end of a long log is all that is looked at. */
function sayFailures() {
  for (const { name, report } of STEPS) {
    const path = `${REPORTS}/${name}.json`;
    if (!report || !existsSync(path)) continue;
    for (const failure of report.failures(path)) console.log(`failed in ${name}: ${failure}`);
  }
}

function main() {
  needNode();
  if (!install()) return { passed: 0, failed: 1, skipped: 0 };
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const chromium = findOrInstallChromium();
  // What the checks below read and the build writes: routes' types, compiled messages.
  run('npm', ['run', '--silent', 'sync']);
  const counts = STEPS.map((step) => ({ name: step.name, ...runStep(step, chromium) }));
  sayFailures();
  console.log('');
  console.table(Object.fromEntries(counts.map(({ name, ...count }) => [name, count])));
  const sum = (/** @type {keyof Count} */ of) => counts.reduce((total, count) => total + (count[of] ?? 0), 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

const { passed, failed } = main();
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
