import { expect, test, type Page } from '@playwright/test';
import {
  openHost,
  serveApp,
  serveHostPage,
  type HostSite,
  type HostWindow,
  type Served
} from './embed-host.ts';

/* Who is let in, and how calls end when the frame does. Nothing may hang. */

let host: HostSite;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

/** Code of what `createPackshot` rejects with; `connected` where it does not. */
const connect = (page: Page, options: object) =>
  page.evaluate(async (options) => {
    const self = window as unknown as HostWindow;
    try {
      self.packshot = await self.createPackshot(document.querySelector<HTMLElement>('#place')!, options);
      return 'connected';
    } catch (error) {
      return error instanceof self.PackshotError ? error.code : String(error);
    }
  }, options);

const frames = (page: Page) => page.locator('iframe').count();

test('an origin that is not listed gets silence: `timeout` at the host, one warning in the frame', async ({
  page
}) => {
  const closed = await serveApp({ allowedOrigins: ['https://shop.example'], frameAncestors: ['*'] });
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openHost(page, host, closed);
  expect(await connect(page, { ui: 'none', timeoutMs: 5_000 })).toBe('timeout');
  await closed.close();
  expect(warnings.filter((text) => text.includes(host.origin))).toHaveLength(1);
  expect(await frames(page)).toBe(0);
});

test('the list is read at run time: an origin added to the file is let in without a build', async ({
  page
}) => {
  const open = await serveApp({ allowedOrigins: ['*'] });
  await openHost(page, host, open);
  expect(await connect(page, { ui: 'none' })).toBe('connected');
  await open.close();
});

test('a frame that the app’s headers forbid ends in `timeout`', async ({ page }) => {
  const closed = await serveApp({ allowedOrigins: [host.origin], frameAncestors: [] });
  await openHost(page, host, closed);
  expect(await connect(page, { ui: 'none', timeoutMs: 3_000 })).toBe('timeout');
  await closed.close();
});

test('options that the contract does not know are `bad-request`, an unknown channel `rule-unknown`', async ({
  page
}) => {
  await openHost(page, host, app);
  expect(await connect(page, { ui: 'table' })).toBe('bad-request');
  expect(await connect(page, { ui: 'none', accent: 'red;}' })).toBe('bad-request');
  expect(await connect(page, { ui: 'none', channels: ['nowhere'] })).toBe('rule-unknown');
  expect(await connect(page, { ui: 'none', src: 'javascript:alert(1)' })).toBe('bad-request');
  expect(await frames(page)).toBe(0);
});

test('a signal ends the handshake with `aborted` and takes the frame away', async ({ page }) => {
  await openHost(page, host, app);
  const code = await page.evaluate(async () => {
    const self = window as unknown as HostWindow;
    const place = document.querySelector<HTMLElement>('#place')!;
    const opening = self.createPackshot(place, { ui: 'none', signal: AbortSignal.timeout(1) });
    return opening.then(
      () => 'connected',
      (error: { code: string }) => error.code
    );
  });
  expect([code, await frames(page)]).toEqual(['aborted', 0]);
});

test('a frame that speaks a newer version is `version`', async ({ page }) => {
  await page.route(`${app.origin}/embed`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script>parent.postMessage({ packshot: 2, type: "ready" }, "*")</script>'
    })
  );
  await openHost(page, host, app);
  expect(await connect(page, { ui: 'none' })).toBe('version');
});

test('a host that speaks a newer version is told `version` on every call', async ({ page }) => {
  await openHost(page, host, app);
  const answer = await page.evaluate(async (src) => {
    const frame = document.createElement('iframe');
    frame.src = src;
    document.body.append(frame);
    await new Promise((ready) => addEventListener('message', ready, { once: true }));
    const { port1, port2 } = new MessageChannel();
    const { origin } = new URL(src);
    frame.contentWindow!.postMessage({ packshot: 2, type: 'connect', options: {} }, origin, [port2]);
    port1.postMessage({ id: 1, method: 'capabilities', params: {} });
    return new Promise<unknown>((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  }, `${app.origin}/embed`);
  expect(answer).toMatchObject({ id: 1, error: { code: 'version' } });
});

test('a frame inside the host’s page cannot connect in its place, and a second connect steals nothing', async ({
  page
}) => {
  await openHost(page, host, app);
  expect(await connect(page, { ui: 'none' })).toBe('connected');
  const answers = await page.evaluate(async (origin) => {
    const target = document.querySelector('iframe')!.contentWindow!;
    const heard: unknown[] = [];
    const knock = (from: Pick<Window, 'postMessage'>) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(data);
      from.postMessage.call(
        target,
        { packshot: 1, type: 'connect', options: {} },
        { targetOrigin: origin, transfer: [port2] }
      );
      port1.postMessage({ id: 1, method: 'capabilities', params: {} });
    };
    knock(target);
    await new Promise((later) => setTimeout(later, 500));
    return heard;
  }, app.origin);
  expect(answers).toEqual([]);
});

/** Starts three calls, does `what`, and tells how the calls ended and how long that took. */
const endingOf = (page: Page, what: 'destroy' | 'remove' | 'navigate') =>
  page.evaluate(async (what) => {
    const { packshot } = window as unknown as HostWindow;
    let closed = 0;
    packshot.on('closed', () => closed++);
    const calls = [
      packshot.prepare(),
      packshot.cutout('a'),
      packshot.inspect(new Blob(['x']), { channel: 'amazon', role: 'main' })
    ];
    const codes = calls.map((call) => call.then(String, (error: { code: string }) => error.code));
    const frame = document.querySelector('iframe');
    const started = performance.now();
    if (what === 'destroy') packshot.destroy();
    else if (what === 'remove') frame!.remove();
    else frame!.src = 'about:blank';
    const ended = await Promise.all(codes);
    const ms = performance.now() - started;
    const later = await packshot.prepare().then(String, (error: { code: string }) => error.code);
    packshot.destroy();
    packshot.destroy();
    return { ended, later, closed, ms };
  }, what);

test('destroy rejects open and later calls with `destroyed`, and may be called again', async ({ page }) => {
  await openHost(page, host, app);
  await connect(page, { ui: 'none' });
  const { ended, later, closed } = await endingOf(page, 'destroy');
  expect([ended, later, closed]).toEqual([['destroyed', 'destroyed', 'destroyed'], 'destroyed', 0]);
  expect(await frames(page)).toBe(0);
});

for (const what of ['remove', 'navigate'] as const) {
  test(`a frame that the host page ${what}s rejects its open calls with \`disconnected\` within 2 s`, async ({
    page
  }) => {
    await openHost(page, host, app);
    await connect(page, { ui: 'none' });
    const { ended, later, closed, ms } = await endingOf(page, what);
    expect([ended[0], ended[2], later, closed]).toEqual(['disconnected', 'disconnected', 'disconnected', 1]);
    expect(ms).toBeLessThan(2_000);
  });
}

test('a frame whose process crashed rejects its open calls with `disconnected` within 20 s', async ({
  page
}) => {
  await openHost(page, host, app);
  await connect(page, { ui: 'none' });
  await page.evaluate(() => {
    const { packshot } = window as unknown as HostWindow;
    const tell = (code: string) => fetch(`/ended?${code}`);
    packshot.prepare().then(
      () => tell('prepared'),
      (error: { code: string }) => tell(error.code)
    );
  });
  const frame = page.frames().find((candidate) => candidate.url().startsWith(app.origin))!;
  const devtools = await page.context().newCDPSession(frame);
  devtools.send('Page.crash').catch(() => {});
  // Playwright gives the whole page up with its frame, but the page lives: its server hears from it.
  await expect
    .poll(() => host.asked.filter((path) => path.startsWith('/ended')), { timeout: 20_000 })
    .toEqual(['/ended?disconnected']);
});

test('the embed page opened by itself says what it is and asks nobody', async ({ page }) => {
  await page.goto(`${app.origin}/embed`);
  await expect(page.getByRole('link', { name: 'Packshot' })).toBeVisible();
});
