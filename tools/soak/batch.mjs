import { fileURLToPath } from 'node:url';
import { profile, startBrowser } from './browser.mjs';
import { Gauges, quantileOf, readProbe, rssSlope } from './gauges.mjs';
import { rowsIn, setChannels } from './rows.mjs';

/* R3: a thousand photos through intake and batch. All are accounted for, and neither time nor memory grows with them. */

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
/** Of all channels the one with the smallest frame (1024²): here the batch is looked at, not the encoder. */
const CHANNEL = 'shopee';
const TAKE_IN_MS = 1_200_000;

/**
 * @typedef {object} Stood How long the main thread stood still.
 * @property {number} p99 ms that a timer came late
 * @property {number} longest ms
 * @property {number} tasks of 50 ms and more
 * @property {number} total ms
 *
 * @typedef {object} BatchRun
 * @property {string} photos what was worked on
 * @property {number} count
 * @property {number} accounted
 * @property {Record<string, number>} states
 * @property {number} heapMb peak
 * @property {number} rssMb peak
 * @property {number} rssSlope MB a photo, over the last half
 * @property {Stood} intake
 * @property {Stood} batch
 * @property {number} intakeMs a photo
 * @property {Record<string, number>} photoMs mean of the first so many photos, and of the last tenth
 * @property {number} storedMb
 * @property {import('./gauges.mjs').Sample[]} samples
 */

/** @param {import('./gauges.mjs').Probe} probe @returns {Stood} */
const stood = ({ late, tasks }) => ({
  p99: quantileOf(late, 0.99),
  longest: tasks.longest,
  tasks: tasks.count,
  total: tasks.total
});

/** Mean ms a photo of the first 10, 100, 1,000 and of the last tenth. @param {readonly number[]} over @param {number} began */
function photoMs(over, began) {
  const mean = (/** @type {number} */ from, /** @type {number} */ to) =>
    ((over[to - 1] ?? 0) - (over[from - 1] ?? began)) / (to - from);
  const firsts = [10, 100, 1_000].filter((count) => count <= over.length);
  const tenth = over.length - Math.ceil(over.length / 10);
  return Object.fromEntries([
    ...firsts.map((count) => [`first ${count}`, mean(0, count)]),
    ['last tenth', mean(tenth, over.length)]
  ]);
}

/**
 * Gives the page files by their paths: their bytes need not go through this process.
 * @param {import('playwright').Page} page
 * @param {readonly string[]} paths
 */
async function choose(page, paths) {
  const cdp = await page.context().newCDPSession(page);
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: '[data-input=photos]'
  });
  await cdp.send('DOM.setFileInputFiles', { nodeId, files: [...paths] });
  await cdp.detach();
}

/**
 * From the start screen to the project that holds all photos.
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {readonly string[]} paths
 */
async function takeIn(page, url, paths) {
  await page.goto(url);
  await page.locator('[data-input=photos]').waitFor({ state: 'attached' });
  await page.evaluate('probe.restart()');
  const began = Date.now();
  await choose(page, paths);
  // Where no name says what it is of, nothing is asked.
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^Take in/ });
  const grid = page.getByRole('grid', { name: 'Products' });
  await confirm.or(grid).first().waitFor({ timeout: TAKE_IN_MS });
  if (await confirm.isVisible()) await confirm.click();
  await grid.waitFor({ timeout: TAKE_IN_MS });
  return { ms: (Date.now() - began) / paths.length, stood: stood(await readProbe(page)) };
}

/** @param {import('playwright').Page} page */
async function begin(page) {
  const start = page.getByRole('button', { name: /^Make files of/ });
  await start.waitFor({ timeout: 60_000 });
  await start.click();
  // Asked once: the second project of a browser has the model.
  const agree = page.getByRole('button', { name: /^Download \d/ });
  const running = page.getByRole('progressbar', { name: 'Photos done' });
  await agree.or(running).first().waitFor();
  if (await agree.isVisible()) await agree.click();
  await running.waitFor();
}

/**
 * @param {{ context: import('playwright').BrowserContext, url: string, photos: string, paths: readonly string[], longestMs: number, log: (text: string) => void }} options
 * @returns {Promise<BatchRun>}
 */
export async function runBatch({ context, url, photos, paths, longestMs, log }) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
  await page.addInitScript({ path: PROBE });
  try {
    const taken = await takeIn(page, url, paths);
    log(`${photos}: ${paths.length} taken in, ${Math.round(taken.ms)} ms a photo`);
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    await setChannels(page, id, [CHANNEL]);
    await page.goto(`${url}project?id=${id}&view=batch`);
    await page.getByRole('button', { name: /^Make files of/ }).waitFor({ timeout: 60_000 });
    const gauges = await Gauges.on(page);
    await page.evaluate('probe.restart()');
    const began = Number(await page.evaluate('performance.now()'));
    await begin(page);
    await untilOver(page, longestMs, paths.length, log);
    const samples = gauges.stop();
    const probe = await readProbe(page);
    const jobs = await rowsIn(page, 'jobs', id);
    /** @type {Record<string, number>} */
    const states = {};
    for (const { state } of jobs) states[state] = (states[state] ?? 0) + 1;
    const storedMb = Number(
      await page.evaluate('navigator.storage.estimate().then(({ usage }) => usage / 1e6)')
    );
    return {
      photos,
      count: paths.length,
      accounted: (states['done'] ?? 0) + (states['review'] ?? 0) + (states['failed'] ?? 0),
      states,
      heapMb: Math.max(...samples.map(({ heapMb }) => heapMb)),
      rssMb: Math.max(...samples.map(({ rssMb }) => rssMb)),
      rssSlope: rssSlope(samples),
      intake: taken.stood,
      batch: stood(probe),
      intakeMs: taken.ms,
      photoMs: photoMs(probe.over, began),
      storedMb,
      samples
    };
  } finally {
    await page.close();
  }
}

/** @param {import('playwright').Page} page @param {number} longestMs @param {number} count @param {(text: string) => void} log */
async function untilOver(page, longestMs, count, log) {
  const until = Date.now() + longestMs;
  let told = 0;
  for (;;) {
    const over = Number(await page.evaluate('probe.over.length'));
    if (over - told >= 50 || over >= count) {
      told = over;
      log(`${over}/${count}`);
    }
    if (over >= count || Date.now() > until) return;
    await new Promise((later) => setTimeout(later, 1_000));
  }
}

/**
 * Runs sets of photos one after the other, each a project of its own, in one browser.
 * @param {{ url: string, sets: readonly { photos: string, paths: readonly string[] }[], longestMs: number, log: (text: string) => void }} options
 * @returns {Promise<BatchRun[]>}
 */
export async function soakBatch({ url, sets, longestMs, log }) {
  const { folder, remove } = profile();
  const browser = await startBrowser(folder);
  try {
    const runs = [];
    for (const set of sets)
      runs.push(await runBatch({ context: browser.context, url, ...set, longestMs, log }));
    return runs;
  } finally {
    await browser.kill();
    remove();
  }
}
