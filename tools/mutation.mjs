import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'vite';

/*
 * npm run mutation: each operator, limit and word of the compliance rules is changed, one at a time, and some test of theirs
 * has to notice. Prints the share that is noticed, file by file, and where it is not; ends with an error below the bar.
 * The mutants are Stryker's; they are all built into one bundle and switched on one by one.
 *
 *   npm run mutation [-- part of a file's path]
 */

const SOURCES = 'src/lib/domain/compliance';
const TESTS = 'tests/node/domain/compliance';
const REPORT = '.cache/mutation.json';
const WORKERS = 2;
/** Of all mutants, percent. */
const BAR = 90;
/** A mutant that says nothing for so long loops. */
const PATIENCE_MS = 20_000;

/** @typedef {import('@stryker-mutator/api/core').Mutant} Mutant */
/** @typedef {'killed' | 'survived' | 'uncovered' | 'looped'} Status */

const filesIn = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => resolve(folder, name))
    .sort();

function instrument() {
  const silent = () => undefined;
  const logger = /** @type {never} */ ({ debug: silent, info: silent, isDebugEnabled: () => false });
  const files = filesIn(SOURCES).map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  return new Instrumenter(logger).instrument(files, options);
}

/** All tests with instrumented sources, as one script. @returns {Promise<string>} */
async function bundle(/** @type {readonly { name: string, content: string }[]} */ sources) {
  const ENTRY = '\0tests';
  const contents = new Map(sources.map(({ name, content }) => [name, content]));
  const tests = filesIn(TESTS).filter((name) => name.endsWith('.test.ts'));
  contents.set(ENTRY, tests.map((name) => `import ${JSON.stringify(name)};`).join('\n'));
  const plugin = {
    name: 'instrumented',
    enforce: /** @type {const} */ ('pre'),
    resolveId: (/** @type {string} */ id) => (id === ENTRY ? id : undefined),
    load: (/** @type {string} */ id) => contents.get(id)
  };
  const output = {
    format: /** @type {const} */ ('iife'),
    globals: { vitest: 'vitest', 'fast-check': 'fc' },
    codeSplitting: false
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [plugin],
    build: {
      write: false,
      minify: false,
      target: 'node20',
      modulePreload: false,
      rolldownOptions: { input: ENTRY, external: ['vitest', 'fast-check'], treeshake: false, output }
    }
  });
  const [chunk] = /** @type {{ output: { code: string }[] }[]} */ ([built].flat())[0]?.output ?? [];
  if (!chunk) throw new Error('no bundle was built');
  return chunk.code;
}

/** @returns {Promise<Map<string, Status>>} */
async function tryAll(/** @type {string} */ code, /** @type {readonly Mutant[]} */ mutants) {
  const queue = [...mutants];
  /** @type {Map<string, Status>} */
  const found = new Map();
  const siblings = (/** @type {Mutant} */ { fileName }) =>
    mutants.filter((other) => other.fileName === fileName).map(({ id }) => id);
  const serve = () =>
    new Promise((done, fail) => {
      const worker = new Worker(new URL('./mutation/worker.mjs', import.meta.url), { workerData: code });
      /** @type {NodeJS.Timeout | undefined} */
      let patience;
      const next = () => {
        const mutant = queue.shift();
        if (!mutant) return done(worker.terminate());
        patience = setTimeout(async () => {
          found.set(mutant.id, 'looped');
          await worker.terminate();
          serve().then(done, fail);
        }, PATIENCE_MS);
        worker.postMessage({ mutant: mutant.id, siblings: siblings(mutant) });
      };
      worker.on('error', fail);
      worker.on('message', ({ mutant, status }) => {
        clearTimeout(patience);
        if (mutant) found.set(mutant, status);
        next();
      });
    });
  await Promise.all(Array.from({ length: WORKERS }, serve));
  return found;
}

/** @returns {{ file: string, line: number, mutator: string, was: string, became: string, status: Status | undefined }} */
function describe(
  /** @type {Mutant} */ { id, fileName, location, mutatorName, replacement },
  /** @type {Map<string, Status>} */ found
) {
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  const file = fileName.slice(resolve(SOURCES).length + 1);
  return {
    file,
    line: start.line + 1,
    mutator: mutatorName,
    was: lines.join('\n'),
    became: replacement,
    status: found.get(id)
  };
}

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

const started = performance.now();
const { files, mutants } = await instrument();
const wanted = mutants.filter(({ fileName }) => fileName.includes(process.argv[2] ?? ''));
const found = await tryAll(await bundle(files), wanted);
const results = wanted.map((mutant) => describe(mutant, found));

const isNoticed = (/** @type {{ status: Status | undefined }} */ { status }) =>
  status === 'killed' || status === 'looped';
const score = (/** @type {typeof results} */ some) => (100 * some.filter(isNoticed).length) / some.length;

for (const { file, line, mutator, was, became } of results.filter((each) => !isNoticed(each))) {
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').slice(0, 70);
  console.log(`${file}:${line} ${mutator}: ${short(was)} → ${short(became)}`);
}
const names = [...new Set(results.map(({ file }) => file))];
const table = names.map((name) => {
  const own = results.filter(({ file }) => file === name);
  return { file: name, mutants: own.length, noticed: own.filter(isNoticed).length, score: round(score(own)) };
});
console.table(table);
const whole = round(score(results));
mkdirSync(dirname(REPORT), { recursive: true });
writeFileSync(REPORT, JSON.stringify({ score: whole, bar: BAR, files: table, mutants: results }, null, 2));
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${whole} % of ${results.length} mutants were noticed (at least ${BAR} %), in ${seconds} s: ${REPORT}`
);
process.exitCode = whole >= BAR ? 0 : 1;
