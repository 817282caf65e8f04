import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from '../chromium.mjs';

/* A browser that can be killed at any moment and started again on the same profile. */

const START_MS = 30_000;

/** @typedef {{ context: import('playwright').BrowserContext, kill: () => Promise<void> }} Browser */

/** A folder for a browser's profile, and what removes it. */
export function profile() {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-soak-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Starts a browser as a process of its own, in a process group of its own.
 * @param {string} folder its profile
 * @returns {Promise<Browser>}
 */
export async function startBrowser(folder) {
  const path = findChromium();
  if (!path) throw new Error(HOW_TO_GET_CHROMIUM);
  // Left by a browser that was killed: its port would be taken for this one's.
  rmSync(join(folder, 'DevToolsActivePort'), { force: true });
  const args = [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`];
  const child = spawn(path, [...args, 'about:blank'], { detached: true, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid) killGroup(child.pid);
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(folder)}`);
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no context');
    return { context, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function killGroup(/** @type {number} */ pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone by itself.
  }
}

async function portIn(/** @type {string} */ folder) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    try {
      const [port] = readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port) return port;
    } catch {
      // Not written yet.
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('The browser did not say its port');
}

/** A photo that comes cut out, so that no model is needed: a dark block on nothing. */
const cutOutPhoto = () =>
  sharp({ create: { width: 400, height: 300, channels: 4, background: '#00000000' } })
    .composite([
      {
        input: { create: { width: 200, height: 200, channels: 4, background: '#203040' } },
        left: 100,
        top: 50
      }
    ])
    .png()
    .toBuffer();

/** The field whose text the soak writes: it is a part of the document. */
export const fieldOf = (/** @type {import('playwright').Page} */ page) =>
  page.getByLabel('ASIN', { exact: true });

/**
 * Makes a project with one photo, and waits until it is on the disk.
 * @param {import('playwright').BrowserContext} context
 * @param {string} url of the app
 * @returns {Promise<string>} the project's address
 */
export async function makeProject(context, url) {
  const page = await context.newPage();
  await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
  await page.goto(url);
  const buffer = await cutOutPhoto();
  await page
    .locator('[data-input=photos]')
    .setInputFiles([{ name: 'soak.png', mimeType: 'image/png', buffer }]);
  await fieldOf(page).waitFor();
  await page.locator('[data-state=saved]').waitFor({ state: 'attached' });
  const address = page.url();
  await page.close();
  return address;
}
