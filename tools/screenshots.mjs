import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { serveFolder } from './server.mjs';

/* npm run screenshots: start → sample → editor → check of the built app, with the real model, into docs/screenshots/. */

const FOLDER = 'docs/screenshots';
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const SCHEMES = /** @type {const} */ (['light', 'dark']);
/** A cutout at 1024 px on two cores without isolation's threads, with room to spare. */
const CUTOUT_MS = 180_000;

/**
 * One screen in every size and scheme.
 * @param {import('playwright').Page} page
 * @param {string} screen
 */
async function shoot(page, screen) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Panels settle and the stage draws itself anew.
      await page.waitForTimeout(800);
      const png = await page.screenshot();
      // A palette keeps a screen's look at a third of the bytes.
      await sharp(png)
        .png({ palette: true, effort: 10 })
        .toFile(`${FOLDER}/${screen}-${size}-${colorScheme}.png`);
    }
  }
  await page.setViewportSize(SIZES.desktop);
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
  await verdict.click();
  await page.getByRole('region', { name: 'Report' }).waitFor();
  await shoot(page, 'check');
}

async function main() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
  mkdirSync(FOLDER, { recursive: true });
  const server = await serveFolder({ root: 'build' });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ locale: 'en', viewport: SIZES.desktop });
    await page.goto(server.url);
    await journey(page);
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(`Screenshots are in ${FOLDER}/`);
}

await main();
