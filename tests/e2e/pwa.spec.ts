import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import { serveFolder } from '../../tools/server.mjs';
import { expect, untilOffline } from './app.ts';
import { STUB_BUILD } from './stub-build.ts';

interface ShellFile {
  url: string;
  revision: string | null;
}

/** A copy of the built app that a test may change, on a host that knows nothing of `_headers`. */
async function ownHost() {
  const root = mkdtempSync(join(tmpdir(), 'packshot-'));
  cpSync(STUB_BUILD, root, { recursive: true });
  rmSync(join(root, '_headers'));
  const server = await serveFolder({ root });
  const end = async () => {
    await server.close();
    rmSync(root, { recursive: true });
  };
  return { root, url: server.url, kill: server.close, end };
}

/** Changes the list of files in the built service worker, as the next build would. */
function editShell(root: string, edit: (files: ShellFile[]) => ShellFile[]): void {
  const path = join(root, 'service-worker.js');
  const text = readFileSync(path, 'utf8');
  const list = /\[\{"revision":.*?\}\]/.exec(text)![0];
  writeFileSync(path, text.replace(list, JSON.stringify(edit(JSON.parse(list) as ShellFile[]))));
}

/** Publishes a next version: the start page has another title, and `old.js` is gone. */
function publishNext(root: string): void {
  const index = join(root, 'index.html');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('</head>', '<meta name="version" content="next" /></head>')
  );
  rmSync(join(root, '_app/immutable/old.js'));
  editShell(root, (files) =>
    files
      .filter(({ url }) => url !== '_app/immutable/old.js')
      .map((file) => (file.url === 'index.html' ? { ...file, revision: 'next' } : file))
  );
}

const isNext = (page: Page) => page.locator('meta[name=version]').count().then(Boolean);

test('a header-less host is isolated from the second load on, and the first is not reloaded', async ({
  page
}) => {
  const host = await ownHost();
  await page.goto(host.url);
  await page.evaluate(() => Object.assign(self, { sameLoad: true }));
  await untilOffline(page);
  expect(await page.evaluate(() => [self.crossOriginIsolated, 'sameLoad' in self])).toEqual([false, true]);
  await page.reload();
  expect(await page.evaluate(() => self.crossOriginIsolated)).toBe(true);
  await host.end();
});

test('a header-less host holds workers to their policy from the second load on', async ({ page }) => {
  const host = await ownHost();
  await page.goto(host.url);
  await untilOffline(page);
  await page.reload();
  const folder = '_app/immutable/workers';
  for (const file of readdirSync(join(host.root, folder)).filter((name) => name.endsWith('.js'))) {
    const started = page.waitForEvent('worker');
    await page.evaluate((url) => void new Worker(url, { type: 'module' }), `${host.url}${folder}/${file}`);
    const worker = await started;
    const blocked = await worker.evaluate(async () => {
      const violation = new Promise<string>((resolve) =>
        self.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      );
      await fetch('https://elsewhere.example/').catch(() => {});
      return violation;
    });
    expect(blocked, file).toBe('connect-src');
  }
  await host.end();
});

test('the app starts offline from any address with the server gone, isolated', async ({ page }) => {
  const host = await ownHost();
  await page.goto(host.url);
  await untilOffline(page);
  await host.kill();
  for (const path of ['', 'embed', 'embed.html', 'no/such/page?x=1']) {
    const response = await page.goto(host.url + path);
    expect(response!.status(), path).toBe(200);
    await expect(page.locator('body'), path).not.toHaveText('');
    expect(await page.evaluate(() => self.crossOriginIsolated), path).toBe(true);
  }
  await host.end();
});

test('an update waits until it is asked for, never reloads, and leaves the old version its files', async ({
  page
}) => {
  const host = await ownHost();
  writeFileSync(join(host.root, '_app/immutable/old.js'), 'export default 1;');
  editShell(host.root, (files) => [...files, { url: '_app/immutable/old.js', revision: null }]);
  await page.goto(host.url);
  await untilOffline(page);
  const other = await page.context().newPage();
  await other.goto(host.url);
  for (const open of [page, other]) await open.evaluate(() => Object.assign(self, { sameLoad: true }));
  const isSameLoad = (open: Page) => open.evaluate(() => 'sameLoad' in self);

  publishNext(host.root);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const reload = page.getByRole('button', { name: 'Reload now' });
  await expect(reload).toBeVisible();
  expect([await isSameLoad(page), await isSameLoad(other)], 'nothing reloads by itself').toEqual([
    true,
    true
  ]);
  const third = await page.context().newPage();
  await third.goto(host.url);
  expect(await isNext(third), 'the version that waits is not served').toBe(false);
  // While it is watched as here, Chromium ends the old version in the middle of a page's load and forgets that it was to go.
  for (const open of [other, third]) await open.waitForLoadState('networkidle');

  await reload.click();
  // The old version ends what it is answering first, which takes a busy machine a while.
  await expect.poll(() => isNext(page), { timeout: 60_000 }).toBe(true);
  expect(await isSameLoad(other), 'other tabs go on').toBe(true);
  const lazy = await other.evaluate(() => fetch('_app/immutable/old.js').then((response) => response.text()));
  expect(lazy).toBe('export default 1;');
  await host.end();
});

test('a failed update keeps the running version whole', async ({ page }) => {
  const host = await ownHost();
  await page.goto(host.url);
  await untilOffline(page);
  editShell(host.root, (files) => [...files, { url: '_app/immutable/missing.js', revision: null }]);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    await new Promise((gone) => installing?.addEventListener('statechange', gone));
  });
  await host.kill();
  expect((await page.goto(host.url))!.status()).toBe(200);
  await host.end();
});

test('a kept model file is answered without the server, whole and by range', async ({ page }) => {
  const host = await ownHost();
  await page.goto(host.url);
  await untilOffline(page);
  await host.kill();
  const answers = await page.evaluate(async () => {
    const url = new URL('models/kept', location.href).href;
    await (await caches.open('packshot-models')).put(url, new Response('0123456789'));
    const ask = async (range?: string) => {
      const response = await fetch(url, range ? { headers: { Range: range } } : {});
      return [response.status, await response.text(), response.headers.get('Content-Range')];
    };
    return [
      await ask(),
      await ask('bytes=2-4'),
      await ask('bytes=-3'),
      await ask('bytes=8-99'),
      await ask('bytes=10-')
    ];
  });
  expect(answers).toEqual([
    [200, '0123456789', null],
    [206, '234', 'bytes 2-4/10'],
    [206, '789', 'bytes 7-9/10'],
    [206, '89', 'bytes 8-9/10'],
    [416, '', 'bytes */10']
  ]);
  await host.end();
});

test('two who ask for one large file at once cause one request, and a chunk is not kept unverified', async ({
  page
}) => {
  const host = await ownHost();
  writeFileSync(join(host.root, 'models/large'), Buffer.alloc(4_000_000, 7));
  await page.goto(host.url);
  await untilOffline(page);
  const asked: string[] = [];
  page.context().on('request', (request) => {
    if (request.serviceWorker() && request.url().endsWith('models/large')) asked.push(request.url());
  });
  // Nobody is answered before all three have asked.
  let letGo = () => {};
  const gate = new Promise<void>((open) => (letGo = open));
  await page.context().route('**/models/large', async (route) => {
    if (route.request().serviceWorker()) await gate;
    await route.continue();
  });
  const sizes = page.evaluate(() =>
    Promise.all([1, 2, 3].map(async () => (await (await fetch('models/large')).arrayBuffer()).byteLength))
  );
  await expect.poll(() => asked.length).toBe(1);
  await page.waitForTimeout(500);
  letGo();
  expect([await sizes, asked.length]).toEqual([[4_000_000, 4_000_000, 4_000_000], 1]);
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('packshot-models');
    return (await cache.match(new URL('models/large', location.href).href)) !== undefined;
  });
  expect(kept).toBe(false);
  await host.end();
});

test('where nothing can be kept the app works, online', async ({ page }) => {
  const host = await ownHost();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(host.url).origin, quotaSize: 1 });
  await page.goto(host.url);
  await expect(page.getByRole('heading').first()).toBeVisible();
  const states = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('service-worker.js').catch(() => null);
    const worker = registration?.installing;
    if (worker) await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    return [worker?.state ?? 'redundant', await caches.keys()];
  });
  expect(states).toEqual(['redundant', []]);
  await page.reload();
  await expect(page.getByRole('heading').first()).toBeVisible();
  await host.end();
});

test('the app can be installed', async ({ page }) => {
  await page.goto('/');
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data!)).toMatchObject({ name: 'Packshot', display: 'standalone', start_url: './' });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    []
  );
});
