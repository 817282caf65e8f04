import { fileURLToPath } from 'node:url';
import { makeProject, profile, startBrowser } from './browser.mjs';
import { quantile, readProbe } from './gauges.mjs';
import { inDatabase } from './rows.mjs';

/* Ten thousand photos on the light table: how soon it is there, how many cards live, and how it scrolls. */

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
/** Frames of each way of scrolling. */
const FRAMES = 300;
/** A frame that a display of 60 Hz has to leave out. */
const SLOW_MS = 25;

/**
 * @typedef {object} GridRun
 * @property {number} count
 * @property {number} openMs until cards are there
 * @property {number} pictureMs until all cards in sight have their pictures
 * @property {number} openLongest task, ms
 * @property {number} cards most at once
 * @property {{ p50: number, p99: number, slow: number }} frame ms; share of slow ones
 * @property {number} longest task while scrolling, ms
 * @property {number} tasks of 50 ms and more while scrolling
 * @property {number} heapMb
 */

/**
 * Makes the project's only photo to `count`, each with a small file of its own.
 * @param {import('playwright').Page} page
 * @param {string} id
 * @param {number} count
 */
const multiply = (page, id, count) =>
  inDatabase(
    page,
    `const row = await done(db.transaction('projects').objectStore('projects').get('${id}'));
     const canvas = new OffscreenCanvas(96, 72);
     const pen = canvas.getContext('2d');
     const [first] = row.document.photos;
     const [photos, products] = [[], []];
     for (let from = 0; from < ${count}; from += 500) {
       const blobs = [];
       for (let at = from; at < Math.min(from + 500, ${count}); at++) {
         pen.fillStyle = 'hsl(' + (at * 47 % 360) + ' 60% 70%)';
         pen.fillRect(0, 0, 96, 72);
         pen.fillStyle = '#203040';
         pen.fillText(String(at), 8, 40);
         const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 });
         const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
         const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
         blobs.push({ sha256, blob });
         const source = { sha256, type: blob.type, bytes: blob.size };
         const edits = { ...first.edits, cutout: { ...first.edits.cutout, found: null } };
         const identifier = 'B0C4T' + String(at).padStart(5, '0');
         products.push({ id: 'product-' + at, identifier });
         const photo = { id: 'photo-' + at, name: identifier + '.MAIN.jpg', productId: 'product-' + at };
         photos.push({ ...first, ...photo, source, edits, size: { width: 96, height: 72 } });
       }
       const tx = db.transaction('blobs', 'readwrite');
       for (const blob of blobs) tx.objectStore('blobs').put(blob);
       await new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onabort = () => reject(tx.error); });
     }
     const tx = db.transaction(['projects', 'steps'], 'readwrite');
     tx.objectStore('steps').delete('${id}');
     await done(tx.objectStore('projects').put({ ...row, document: { ...row.document, photos, products } }));`
  );

/** Scrolls by `px` a frame, and back; then by jumps, as a hand on the bar does. @param {import('playwright').Page} page */
const scroll = (page) =>
  page.evaluate(`(async () => {
    const grid = document.querySelector('[role=grid]');
    const scroller = grid.parentElement;
    const { frames } = probe;
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const count = () => (frames.cards = Math.max(frames.cards, grid.querySelectorAll('[role=gridcell]').length));
    frames.isOn = true;
    for (const px of [24, 120, 900, -400]) {
      for (let at = 0; at < ${FRAMES}; at++) {
        scroller.scrollTop += px;
        await frame();
        count();
      }
    }
    for (let at = 0; at < 60; at++) {
      if (at % 10 === 0) scroller.scrollTop = (grid.clientHeight * ((at * 7) % 60)) / 60;
      await frame();
      count();
    }
    frames.isOn = false;
  })()`);

/**
 * @param {{ url: string, count: number }} options
 * @returns {Promise<GridRun>}
 */
export async function soakGrid({ url, count }) {
  const { folder, remove } = profile();
  const browser = await startBrowser(folder);
  try {
    const id = new URL(await makeProject(browser.context, url)).searchParams.get('id') ?? '';
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
    await page.addInitScript({ path: PROBE });
    await page.goto(`${url}about`);
    await multiply(page, id, count);
    const began = Date.now();
    await page.goto(`${url}project?id=${id}&view=table`);
    await page.getByRole('gridcell').first().waitFor({ timeout: 120_000 });
    const openMs = Date.now() - began;
    const openLongest = (await readProbe(page)).tasks.longest;
    const missing =
      '[...document.querySelectorAll("[role=gridcell]")].slice(0, 12).some((card) => !card.querySelector("img"))';
    // The page's policy lets no text be evaluated in it while it is waited for.
    const until = began + 120_000;
    while ((await page.evaluate(missing)) && Date.now() < until) await page.waitForTimeout(50);
    const pictureMs = Date.now() - began;
    await page.evaluate('probe.restart()');
    await scroll(page);
    const { frames, tasks } = await readProbe(page);
    const sorted = frames.ms.toSorted((a, b) => a - b);
    const slow = sorted.filter((ms) => ms > SLOW_MS).length / Math.max(1, sorted.length);
    const heapMb = Number(await page.evaluate('performance.memory.usedJSHeapSize / 1e6'));
    return {
      count,
      openMs,
      pictureMs,
      openLongest,
      cards: frames.cards,
      frame: { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), slow },
      longest: tasks.longest,
      tasks: tasks.count,
      heapMb
    };
  } finally {
    await browser.kill();
    remove();
  }
}
