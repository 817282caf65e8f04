import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  ChaiStyleAssertions,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState
} from '@vitest/expect';
import * as fc from 'fast-check';

/*
 * The tests of a bundle, in this very process: thousands of runs, each in milliseconds, which a test runner's start alone
 * would take longer than. The assertions are vitest's own.
 */

/** @typedef {{ id: string, run: () => unknown }} Test */

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(ChaiStyleAssertions);
chai.use(JestAsymmetricMatchers);
const expect = Object.assign(
  (/** @type {unknown} */ value, /** @type {string} */ message) => chai.expect(value, message),
  chai.expect,
  /** @type {Record<symbol, object>} */ (/** @type {unknown} */ (globalThis))[ASYMMETRIC_MATCHERS_OBJECT]
);
Reflect.set(globalThis, GLOBAL_EXPECT, expect);
setState({ assertionCalls: 0 }, /** @type {never} */ (expect));

/** Evaluates a bundle anew, with all that it does while it loads. @returns {Test[]} */
export function load(/** @type {string} */ code) {
  /** @type {Test[]} */
  const tests = [];
  const it = (/** @type {string} */ title, /** @type {() => unknown} */ run) =>
    tests.push({ id: `${tests.length} ${title}`, run });
  const describe = (/** @type {string} */ _title, /** @type {() => void} */ body) => body();
  const vitest = { expect, it: withEach(it), test: withEach(it), describe: withEach(describe) };
  new Function('vitest', 'fc', code)(vitest, fc);
  return tests;
}

/** `it.each`: a row that is a list is spread, as vitest does. */
const withEach = (/** @type {(title: string, run: () => unknown) => unknown} */ one) =>
  Object.assign(one, {
    each:
      (/** @type {unknown[]} */ rows) =>
      (/** @type {string} */ title, /** @type {(...row: unknown[]) => unknown} */ run) =>
        rows.forEach((row) => one(title, () => run(...(Array.isArray(row) ? row : [row]))))
  });
