import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { serveFolder } from '../../tools/server.mjs';
import type { createPackshot, PackshotError } from '../../src/lib/embed/sdk/host.ts';
import type { Packshot } from '../../src/lib/embed/sdk/types.ts';
import { STUB_BUILD } from './stub-build.ts';

/** What the host page has on its `window` once it runs. */
export interface HostWindow extends Window {
  createPackshot: typeof createPackshot;
  PackshotError: typeof PackshotError;
  hostIsReady: boolean;
  packshot: Packshot;
}

const HOST_PAGE = 'tests/fixtures/host-page/index.html';
const HOST_ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp'
};

export interface Served {
  /** Without a slash at its end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** `asked` lists the paths that were requested of it. */
export interface HostSite extends Served {
  readonly asked: readonly string[];
}

/** Another website, on 127.0.0.1: to a browser that is another site than localhost. */
export async function serveHostPage({ isolated = false } = {}): Promise<HostSite> {
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...(isolated && HOST_ISOLATION) });
    createReadStream(HOST_PAGE).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

export interface AppOptions {
  /** What `packshot.config.json` lists. */
  readonly allowedOrigins: readonly string[];
  /** What `_headers` lets embed the page; default the same list. */
  readonly frameAncestors?: readonly string[];
  readonly isolation?: boolean;
}

/** The built app as a deployer would configure it: the same files, with another allow-list. */
export async function serveApp({
  allowedOrigins,
  frameAncestors,
  isolation = true
}: AppOptions): Promise<Served> {
  const root = await mkdtemp(join(tmpdir(), 'packshot-embed-'));
  const own = ['packshot.config.json', '_headers'];
  const shared = (await readdir(STUB_BUILD)).filter((name) => !own.includes(name));
  await Promise.all(shared.map((name) => symlink(resolve(STUB_BUILD, name), join(root, name))));
  await writeFile(join(root, 'packshot.config.json'), JSON.stringify({ allowedOrigins }));
  const ancestors = ["'self'", ...(frameAncestors ?? allowedOrigins)].join(' ');
  const headers = await readFile(join(STUB_BUILD, '_headers'), 'utf8');
  await writeFile(join(root, '_headers'), headers.replace(/(?<=frame-ancestors ).*/g, ancestors));
  const server = await serveFolder({ root, host: 'localhost', isolation });
  const close = async () => {
    await server.close();
    await rm(root, { recursive: true });
  };
  return { origin: new URL(server.url).origin, close };
}

/** Opens the host page with the SDK of `app`, and no frame yet. */
export async function openHost(page: Page, host: Served, app: Served): Promise<void> {
  await page.goto(`${host.origin}/?sdk=${encodeURIComponent(`${app.origin}/embed.js`)}`);
  await page.waitForFunction(() => (window as unknown as HostWindow).hostIsReady);
}
