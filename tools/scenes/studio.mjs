import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findChromium } from '../chromium.mjs';

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const THREE = fileURLToPath(new URL('../../node_modules/three/', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

async function answer(request, response) {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  const file = path.startsWith('/three/') ? join(THREE, path.slice(7)) : join(PAGE, path);
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** Serves the scene page on a free local port; resolves to the server. */
const serve = () =>
  new Promise((resolve) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => resolve(server));
  });

/**
 * Opens the scene page in headless Chromium with software WebGL, so that every machine makes the same pictures.
 * `CHROMIUM_PATH` names the browser. Returns `shoot(name, options)`, `shootTrial(name, options)` and
 * `close()`.
 */
export async function openStudio() {
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']
  });
  const page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/index.html`);
  await page.waitForFunction(() => 'shoot' in window, null, { timeout: 60_000 });
  const shoot = async (name, options) => {
    const shot = await page.evaluate(([n, o]) => window.shoot(n, o), [name, options]);
    return { ...shot, photo: Buffer.from(shot.photo, 'base64'), mask: Buffer.from(shot.mask, 'base64') };
  };
  const shootTrial = async (name, options) => {
    const shot = await page.evaluate(([n, o]) => window.shootTrial(n, o), [name, options]);
    return { ...shot, photo: Buffer.from(shot.photo, 'base64'), cutout: Buffer.from(shot.cutout, 'base64') };
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { shoot, shootTrial, close };
}
