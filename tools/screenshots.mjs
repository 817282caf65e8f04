import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { many } from './screenshots/many.mjs';
import { FOLDER, shoot, SIZES } from './screenshots/shoot.mjs';
import { serveFolder } from './server.mjs';
import { serveStubApp } from './soak/stub-app.mjs';

/*
 * npm run screenshots: start → sample → editor → check of the built app, with the real model, into docs/screenshots/.
 * npm run screenshots -- many: forty photos through intake, batch, review and export, with the tests' tiny model.
 */

/** A cutout at 1024 px on two cores without isolation's threads, with room to spare. */
const CUTOUT_MS = 180_000;

/**
 * The tools at work: a stroke under the brush, a box with clicks, the edge, and where it is in doubt.
 * @param {import('playwright').Page} page
 */
async function tools(page) {
  const tool = (/** @type {string} */ name) =>
    page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name }).click();
  /** A place in the photo, as shares of it, in px of the window. */
  const at = async (/** @type {number} */ x, /** @type {number} */ y) => {
    const box = await page.locator('.picture .source').boundingBox();
    if (!box) throw new Error('no picture');
    return /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  };
  await tool('Brush');
  await page.mouse.move(...(await at(0.12, 0.2)));
  await page.mouse.down();
  await page.mouse.move(...(await at(0.24, 0.3)), { steps: 12 });
  await page.mouse.up();
  await shoot(page, 'brush');
  await page.keyboard.press('Control+z');
  await tool('Pick');
  await page.mouse.move(...(await at(0.12, 0.08)));
  await page.mouse.down();
  await page.mouse.move(...(await at(0.88, 0.94)), { steps: 8 });
  await page.mouse.up();
  await page.mouse.click(...(await at(0.5, 0.6)));
  await page.getByRole('region', { name: /^(Quick cutout|Refining)/ }).waitFor({ timeout: CUTOUT_MS });
  await page
    .getByRole('region', { name: /^(Quick cutout|Refining)/ })
    .waitFor({ state: 'hidden', timeout: CUTOUT_MS });
  await shoot(page, 'pick');
  await tool('Edge');
  await shoot(page, 'edge');
  const doubt = page.getByRole('button', { name: /^Doubt/ });
  if (await doubt.isVisible()) {
    await doubt.click();
    await shoot(page, 'doubt');
    await page.getByRole('button', { name: 'Before and after', exact: true }).click();
  }
  for (const name of ['Adjust', 'Backdrop', 'Shadow', 'Frame']) {
    await tool(name);
    await shoot(page, name.toLowerCase());
  }
  await tool('Cutout');
  await cropAndNotes(page, tool);
  await looks(page);
}

/**
 * The photo straightened in its crop, and one note of each kind.
 * @param {import('playwright').Page} page
 * @param {(name: string) => Promise<void>} tool
 */
async function cropAndNotes(page, tool) {
  await tool('Crop');
  await page.getByRole('slider', { name: 'Straighten' }).fill('4');
  await shoot(page, 'crop');
  await page.getByRole('button', { name: 'Reset the crop' }).click();
  await tool('Notes');
  await page.getByRole('button', { name: 'Dimension', exact: true }).click();
  await page.getByLabel('Length', { exact: true }).fill('9.5');
  for (const name of ['Text', 'Arrow', 'Callout', 'Badge'])
    await page.getByRole('button', { name, exact: true }).click();
  await shoot(page, 'notes');
  for (let steps = 0; steps < 5; steps++) await page.getByRole('button', { name: 'Undo' }).click();
  await tool('Cutout');
}

/**
 * The matte as grey, the histogram, the loupe.
 * @param {import('playwright').Page} page
 */
async function looks(page) {
  await page.keyboard.press('t');
  await shoot(page, 'alpha');
  await page.keyboard.press('t');
  await page.keyboard.press('i');
  await page.getByRole('img', { name: /^How often each value/ }).waitFor();
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await shoot(page, 'histogram');
  await page.keyboard.press('l');
  await page.keyboard.press('i');
}

/** The journey of a first visit. */
async function journey(/** @type {import('playwright').Page} */ page) {
  await page
    .getByRole('button', { name: /^Try it with/ })
    .first()
    .waitFor();
  await shoot(page, 'start');
  await page
    .getByRole('button', { name: /^Try it with/ })
    .first()
    .click();
  const consent = page.getByRole('button', { name: /^Download [\d.,]+/ });
  await consent.waitFor();
  await shoot(page, 'consent');
  await consent.click();
  // The strip names the verdict once the file has been made and checked; the first one is of a quick preview.
  const verdict = page.getByRole('button', { name: /^Amazon MAIN: (Pass|Fixed|Needs review|Fail)/ });
  await verdict.waitFor({ timeout: CUTOUT_MS });
  await page
    .getByRole('region', { name: /^(Quick cutout|Refining)/ })
    .waitFor({ state: 'hidden', timeout: CUTOUT_MS });
  await verdict.waitFor({ timeout: CUTOUT_MS });
  await shoot(page, 'editor');
  await tools(page);
  await verdict.click();
  await page.getByRole('region', { name: 'Report' }).waitFor();
  await shoot(page, 'check');
}

/** Amazon's MAIN at another size, for a while. */
const RULES = {
  ...{ schema: 1, id: 'autumn', name: 'Autumn rules', version: '1.0.0', date: '2026-11-25' },
  patches: [
    {
      ...{ channel: 'amazon', path: 'roles[main].px.target', value: [2400, 2400], level: 'recommended' },
      ...{ src: ['G1881'], checked: '2026-11-20' }
    }
  ]
};

/**
 * What of a batch would be another file by other rules.
 * @param {import('playwright').Page} page
 * @param {string} batch its address
 */
async function refresh(page, batch) {
  const settings = new URL('settings', batch).href;
  await page.goto(settings);
  const buffer = Buffer.from(JSON.stringify(RULES));
  const file = { name: 'autumn.json', mimeType: 'application/json', buffer };
  await page.locator('[data-input=rules]').setInputFiles(file);
  const pack = page.getByRole('button', { name: 'Remove the pack Autumn rules' });
  await pack.waitFor();
  await page.goto(batch.replace('view=batch', 'view=refresh'));
  await page.getByRole('heading', { name: /other rules$/ }).waitFor();
  await shoot(page, 'refresh');
  await page.goto(settings);
  await pack.click();
  await pack.waitFor({ state: 'detached' });
}

/**
 * A project of all samples at work, and what of it needs a person.
 * @param {import('playwright').Page} page
 * @param {string} url
 */
async function batch(page, url) {
  await page.goto(url);
  const samples = page.getByRole('button', { name: /^Try it with/ });
  await samples.first().waitFor();
  const names = await page.evaluate(async () => await fetch('samples/samples.json').then((r) => r.json()));
  const files = await Promise.all(
    /** @type {{ file: string }[]} */ (names).map(async ({ file }) => {
      const buffer = await (await page.request.get(new URL(`samples/${file}`, url).href)).body();
      return { name: file, mimeType: 'image/jpeg', buffer };
    })
  );
  await page.locator('[data-input=photos]').setInputFiles(files);
  await page.locator('[data-state=saved]').waitFor({ state: 'attached' });
  await page.goto(page.url().replace(/(\?id=[^&]+).*/, '$1&view=batch'));
  await page.getByRole('button', { name: /^Make files of/ }).click();
  await page.getByRole('progressbar', { name: 'Photos done' }).waitFor();
  await page.locator('[data-state=review], [data-state=done]').first().waitFor({ timeout: CUTOUT_MS });
  await shoot(page, 'batch');
  await page.getByText('The batch is done').waitFor({ timeout: files.length * CUTOUT_MS });
  const { href } = new URL(page.url());
  await page.goto(href.replace('view=batch', 'view=table'));
  await page.getByRole('searchbox').waitFor();
  await shoot(page, 'table');
  await refresh(page, href);
  await page.goto(href.replace('view=batch', 'view=overview'));
  await page.getByRole('grid', { name: 'Products by channel' }).waitFor();
  await shoot(page, 'overview');
  await page.goto(href);
  const review = page.getByRole('button', { name: 'Start', exact: true });
  if (!(await review.isVisible())) return;
  await review.click();
  await page
    .getByRole('img', { name: /cut out on white$/ })
    .first()
    .waitFor({ timeout: CUTOUT_MS });
  await shoot(page, 'review');
}

async function main() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
  mkdirSync(FOLDER, { recursive: true });
  const isMany = process.argv.includes('many');
  const server = isMany ? await serveStubApp() : await serveFolder({ root: 'build' });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ locale: 'en', viewport: SIZES.desktop });
    if (isMany) return await many(page, server.url);
    await page.goto(server.url);
    await journey(page);
    await batch(page, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
console.log(`Screenshots are in ${FOLDER}/`);
