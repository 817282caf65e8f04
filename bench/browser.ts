import { readFile } from 'node:fs/promises';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../tools/chromium.mjs';
import { serveFolder } from '../tools/server.mjs';
import { watchMemory, type MemoryWatch } from './memory.ts';

export interface BenchBrowser {
  readonly page: Page;
  readonly memory: MemoryWatch;
  /** Makes a local file readable to the page under the returned path. */
  serveFile(file: string): Promise<string>;
  close(): Promise<void>;
}

const HOST = '/bench-host';

/**
 * The built app behind its own server, and a page of the same origin that embeds it through `/embed.js`: the bench
 * asks exactly what a marketplace would ask.
 */
export async function openBench(): Promise<BenchBrowser> {
  const server = await serveFolder({ root: 'build' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  const headers = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp'
  };
  await page.route(`**${HOST}`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers,
      body: '<!doctype html><title>Bench</title><body></body>'
    })
  );
  await page.goto(`${server.url.replace(/\/$/, '')}${HOST}`);
  return {
    page,
    memory: await watchMemory(browser),
    async serveFile(file) {
      const path = `/bench-file/${encodeURIComponent(file)}`;
      await page.route(`**${path}`, async (route) => route.fulfill({ body: await readFile(file) }));
      return path;
    },
    async close() {
      await browser.close();
      await server.close();
    }
  };
}
