import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../tools/chromium.mjs';
import { serveFolder } from '../tools/server.mjs';

const CUTOUT_MS = 180_000;

/** Brotli bytes of the scripts and styles that the start screen asks for before anything is touched. */
async function firstLoad(page: Page, url: string): Promise<{ file: string; bytes: number }[]> {
  const files = new Set<string>();
  page.on('response', (response) => {
    const request = response.request();
    const isCode = ['script', 'stylesheet'].includes(request.resourceType());
    // The service worker's precaching comes later and is nobody's wait.
    if (isCode && !request.serviceWorker()) files.add(new URL(response.url()).pathname);
  });
  await page.goto(url);
  await page
    .getByRole('button', { name: /^Try it with/ })
    .first()
    .waitFor();
  return Promise.all(
    [...files].map(async (file) => ({
      file,
      bytes: brotliCompressSync(await readFile(join('build', file))).length
    }))
  );
}

interface LongTask {
  readonly step: string;
  readonly ms: number;
}

/** The longest main-thread tasks (≥ 50 ms, as the browser reports them) of a first visit, step by step. */
async function longTasks(page: Page): Promise<LongTask[]> {
  const tasks: LongTask[] = [];
  const step = async (name: string, act: () => Promise<unknown>) => {
    await page.evaluate(() => Object.assign(window, { taskMs: [] }));
    await act();
    const ms = await page.evaluate(() => (window as unknown as { taskMs: number[] }).taskMs);
    tasks.push({ step: name, ms: Math.max(0, ...ms) });
  };
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      const { taskMs } = window as unknown as { taskMs: number[] };
      taskMs.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  await step('import', async () => {
    await page
      .getByRole('button', { name: /^Try it with/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Download \d/ }).waitFor();
  });
  await step('download and cutout', async () => {
    await page.getByRole('button', { name: /^Download \d/ }).click();
    await page.getByRole('button', { name: 'Cut out again' }).waitFor({ timeout: CUTOUT_MS });
  });
  await step('save', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await download;
  });
  return tasks;
}

/** `npm run bench -- page`: first-load size, and the longest main-thread task of a first visit with the real model. */
export async function benchPage(): Promise<void> {
  const server = await serveFolder({ root: 'build' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const files = await firstLoad(page, server.url);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`first load: ${(total / 1000).toFixed(1)} KB brotli JS+CSS in ${files.length} files`);
    const tasks = await longTasks(page);
    for (const { step, ms } of tasks) {
      console.log(`longest task, ${step.padEnd(20)} ${ms === 0 ? 'under 50' : ms.toFixed(0)} ms`);
    }
    await mkdir('bench/results', { recursive: true });
    await writeFile('bench/results/page.json', JSON.stringify({ total, files, tasks }, null, 2));
  } finally {
    await browser.close();
    await server.close();
  }
}
