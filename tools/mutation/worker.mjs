import { parentPort, workerData } from 'node:worker_threads';
import { load } from './suite.mjs';

/*
 * Tries mutants, one message each way. The first answer says which tests reach which mutants; those that are reached while
 * the bundle loads (constants, tables) cost a fresh evaluation.
 */

/** How many times more often than without it a mutant may be passed: beyond, it loops. */
const HITS_FACTOR = 100;
const HITS_MORE = 1000;

/** Stryker's switch between mutants, which instrumented code reads. */
const switches = /** @type {Record<string, unknown> & { mutantCoverage?: Coverage }} */ ({});
/** @typedef {{ static: Record<string, number>, perTest: Record<string, Record<string, number>> }} Coverage */
Reflect.set(globalThis, '__stryker__', switches);

let tests = load(workerData);
for (const { id, run } of tests) {
  switches['currentTestId'] = id;
  await run();
}
const coverage = /** @type {Coverage} */ (structuredClone(switches.mutantCoverage));
/** @type {Map<string, string[]>} */
const testsOf = new Map();
for (const [test, hits] of Object.entries(coverage.perTest)) {
  for (const mutant of Object.keys(hits)) testsOf.set(mutant, [...(testsOf.get(mutant) ?? []), test]);
}
const hitsOf = (/** @type {string} */ mutant) =>
  Object.values(coverage.perTest).reduce(
    (sum, hits) => sum + (hits[mutant] ?? 0),
    coverage.static[mutant] ?? 0
  );

/** @returns {Promise<'killed' | 'survived' | 'uncovered'>} */
async function attempt(/** @type {string} */ mutant, /** @type {readonly string[]} */ likely) {
  const isStatic = mutant in coverage.static;
  const reached = testsOf.get(mutant) ?? [];
  if (!isStatic && reached.length === 0) return 'uncovered';
  switches['activeMutant'] = mutant;
  switches['hitCount'] = 0;
  switches['hitLimit'] = hitsOf(mutant) * HITS_FACTOR + HITS_MORE;
  try {
    if (isStatic) tests = load(workerData);
    const first = new Set(isStatic ? [...reached, ...likely] : reached);
    for (const { id, run } of tests) if (first.has(id)) await run();
    for (const { id, run } of isStatic ? tests : []) if (!first.has(id)) await run();
    return 'survived';
  } catch {
    return 'killed';
  } finally {
    switches['activeMutant'] = undefined;
    if (isStatic) tests = load(workerData);
  }
}

parentPort?.on('message', async ({ mutant, siblings }) => {
  const likely = siblings.flatMap((/** @type {string} */ id) => testsOf.get(id) ?? []);
  parentPort?.postMessage({ mutant, status: await attempt(mutant, likely) });
});
parentPort?.postMessage({ tests: tests.length });
