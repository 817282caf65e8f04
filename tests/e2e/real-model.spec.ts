import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { serveFolder } from '../../tools/server.mjs';
import { untilOffline, watch } from './app.ts';
import { agree, savedFile } from './steps.ts';

/*
 * The built app as it ships, with the 88 MB that a seller gets. An inference takes up to 15 s on two cores, so the
 * whole life of one visit is one test: first cutout, the network gone, another cutout, the other engine.
 */

const CUTOUT_MS = 120_000;

/** Waits for the final cutout by `engine`. */
async function untilCut(page: Page, engine: string): Promise<void> {
  await expect(page.getByText(new RegExp(`Cut out by ${engine}|^${engine} · `))).toBeVisible({
    timeout: CUTOUT_MS
  });
  await expect(page.getByRole('button', { name: 'Cut out again' })).toBeVisible({ timeout: CUTOUT_MS });
}

/** Area that is not background, as a share of the frame, and the frame's side. */
async function productShare(path: string): Promise<{ share: number; side: number }> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let product = 0;
  for (let p = 0; p < data.length; p += 3)
    if (Math.min(data[p]!, data[p + 1]!, data[p + 2]!) < 240) product++;
  return { share: product / (info.width * info.height), side: info.width };
}

/** The same of the scene's exact matte, placed so that its box's long side takes 90 % of the frame. */
async function trueShare(id: string): Promise<{ share: number; side: number }> {
  const { data, info } = await sharp(`tests/fixtures/samples/${id}-alpha.png`)
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  let area = 0;
  let [left, top, right, bottom] = [info.width, info.height, -1, -1];
  data.forEach((alpha, index) => {
    if (alpha < 128) return;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    area++;
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y)
    ];
  });
  const side = Math.max(right - left + 1, bottom - top + 1) / 0.9;
  return { share: area / side ** 2, side };
}

async function saved(page: Page): Promise<{ name: string; path: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  return savedFile(await download);
}

/** Counts what is written of a project's card: each time with a picture. */
async function countCards(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    const counts = window as unknown as { cards: number };
    counts.cards = 0;
    IDBObjectStore.prototype.put = function (...row) {
      if (this.name === 'cards') counts.cards++;
      return put.apply(this, row);
    };
  });
  return () => page.evaluate(() => (window as unknown as { cards: number }).cards);
}

test('the real model cuts a sample out; with the server gone the next photo is cut out too, by either engine', async ({
  browser
}) => {
  test.setTimeout(8 * 60_000);
  const server = await serveFolder({ root: 'build' });
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
  const watched = await watch(context, [new URL(server.url).origin]);
  const page = await context.newPage();
  const cards = await countCards(page);
  await page.goto('/');
  await untilOffline(page);
  await page.getByRole('button', { name: /^Try it with.*bag/i }).click();
  await agree(page);
  await untilCut(page, 'ISNet');
  // Once a picture, and not with each of the download's thousand steps.
  expect(await cards()).toBeLessThan(10);
  const first = await productShare((await saved(page)).path);
  const truth = await trueShare('bag');
  expect(Math.abs(first.side - truth.side) / truth.side).toBeLessThan(0.02);
  expect(Math.abs(first.share - truth.share) / truth.share).toBeLessThan(0.03);

  await server.close();
  await page.goto('/');
  await page.locator('[data-input=photos]').setInputFiles('static/samples/mug.jpg');
  await untilCut(page, 'ISNet');
  await page.getByRole('radio', { name: 'imgly' }).check();
  await page.getByRole('button', { name: 'Cut out again' }).click();
  await untilCut(page, 'imgly');
  const stock = await productShare((await saved(page)).path);
  const mug = await trueShare('mug');
  expect(Math.abs(stock.share - mug.share) / mug.share).toBeLessThan(0.05);
  expect(watched.egress, 'requests off-origin').toEqual([]);
  expect(watched.violations, 'content security policy violations').toEqual([]);
  await context.close();
});
