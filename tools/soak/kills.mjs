import { fileURLToPath } from 'node:url';
import { fieldOf, makeProject, profile, startBrowser } from './browser.mjs';

/* R1: a page is killed in the middle of its work, again and again. Nothing that it called saved may be gone. */

const DRIVER = fileURLToPath(new URL('driver.js', import.meta.url));
/** A save has about this many requests, each with a before and an after. */
const PLACES = 24;
const WAYS = /** @type {const} */ ([
  'browser at a place in a save',
  'browser at any time',
  'page at any time'
]);

/**
 * @typedef {{ trial: number, way: string, acked: number, typed: number, found: number, lostMs: number, openMs: number, problem: string | null }} Trial
 * @typedef {{ acked: number, typed: number, typedAt: number[], killedAt: number, way: string }} Work
 */

const below = (/** @type {number} */ limit) => Math.floor(Math.random() * limit);
const sleep = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));
const numberIn = (/** @type {string} */ text) => Number(/^S(\d+)$/.exec(text)?.[1] ?? 0);

/**
 * Opens the project and works on it until the page is killed.
 * @param {import('./browser.mjs').Browser} browser
 * @param {import('playwright').Page} page
 * @param {Work} work
 */
async function workUntilKilled(browser, page, work) {
  let isOver = false;
  const end = async (/** @type {boolean} */ isPage) => {
    if (isOver) return;
    isOver = true;
    work.killedAt = Date.now();
    if (!isPage) return browser.kill();
    const cdp = await page.context().newCDPSession(page);
    // A page that has crashed answers nothing.
    cdp.send('Page.crash').catch(() => {});
    await Promise.race([page.waitForEvent('crash').catch(() => {}), sleep(2_000)]);
  };
  const stopped = new Promise((hear) => {
    page.on('console', (message) => {
      const text = message.text();
      if (text.startsWith('ACK ') && !isOver) work.acked = Math.max(work.acked, numberIn(text.slice(4)));
      if (text.startsWith('STOP ')) hear(end(false));
    });
  });
  if (work.way === WAYS[0]) await page.evaluate(`soak.places = ${1 + below(PLACES)}`);
  const isPage = work.way === WAYS[2];
  const last = sleep(work.way === WAYS[0] ? 15_000 : 200 + below(4_000)).then(() => end(isPage));
  while (!isOver) {
    const next = work.typed + 1;
    // A page that stops, or has gone, answers nothing.
    const typing = page.evaluate(`soak.type('S${next}')`).catch(() => false);
    work.typed = next;
    work.typedAt[next] = Date.now();
    await Promise.race([typing, stopped, last]);
    await Promise.race([sleep(20 + below(900)), stopped, last]);
  }
  await Promise.race([stopped, last]);
}

/**
 * What the project holds when it is opened again.
 * @param {import('playwright').BrowserContext} context
 * @param {string} address
 */
async function reopen(context, address) {
  const page = await context.newPage();
  await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
  await page.addInitScript({ path: DRIVER });
  const started = Date.now();
  await page.goto(address);
  await fieldOf(page).waitFor({ timeout: 60_000 });
  const openMs = Date.now() - started;
  return { page, openMs, found: numberIn(await fieldOf(page).inputValue()) };
}

/** @param {Work} work @param {number} found @returns {string | null} */
function problemOf(work, found) {
  if (found < work.acked) return `acknowledged S${work.acked}, found S${found}`;
  return found > work.typed ? `found S${found}, which nobody typed` : null;
}

/**
 * @param {{ url: string, count: number, log: (trial: Trial) => void }} options
 * @returns {Promise<Trial[]>}
 */
export async function soakKills({ url, count, log }) {
  const { folder, remove } = profile();
  /** @type {Trial[]} */
  const trials = [];
  /** @type {Work} */
  const work = { acked: 0, typed: 0, typedAt: [], killedAt: 0, way: '' };
  let browser = await startBrowser(folder);
  try {
    const address = await makeProject(browser.context, url);
    let opened = await reopen(browser.context, address);
    for (let trial = 1; trial <= count; trial++) {
      work.way = WAYS[trial % WAYS.length] ?? WAYS[0];
      await workUntilKilled(browser, opened.page, work);
      await browser.kill();
      browser = await startBrowser(folder);
      opened = await reopen(browser.context, address);
      const { found, openMs } = opened;
      const lostAt = work.typedAt[found + 1];
      const lostMs = lostAt === undefined ? 0 : Math.max(0, work.killedAt - lostAt);
      const { way, acked, typed } = work;
      const done = { trial, way, acked, typed, found, lostMs, openMs, problem: problemOf(work, found) };
      trials.push(done);
      log(done);
      // What was lost without having been acknowledged was never there.
      Object.assign(work, { acked: found, typed: found });
      work.typedAt.length = found + 1;
    }
    return trials;
  } finally {
    await browser.kill();
    remove();
  }
}
