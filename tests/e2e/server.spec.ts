import { serveFolder } from '../../tools/server.mjs';
import { expect, test } from './app.ts';
import { STUB_BUILD } from './stub-build.ts';

const ISOLATION = [
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'document-isolation-policy'
];

test('the built app is isolated where the host sends its headers', async ({ page }) => {
  const response = await page.goto('/');
  expect(Object.keys(response!.headers())).toEqual(expect.arrayContaining(ISOLATION));
  expect(await page.evaluate(() => self.crossOriginIsolated)).toBe(true);
});

test('--no-isolation leaves out the isolation headers and nothing else', async ({ request }) => {
  const server = await serveFolder({ root: STUB_BUILD, isolation: false });
  const headers = (await request.get(`${server.url}embed`)).headers();
  await server.close();
  expect(Object.keys(headers).filter((name) => ISOLATION.includes(name))).toEqual([]);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "frame-ancestors 'self'"
  });
});

test('every page can be framed by its own origin only, unless packshot.config.json says more', async ({
  request
}) => {
  for (const path of ['/', '/embed']) {
    expect((await request.get(path)).headers()['content-security-policy'], path).toBe(
      "frame-ancestors 'self'"
    );
  }
  expect((await request.get('/no/such/page')).headers()['x-frame-options']).toBe('SAMEORIGIN');
  expect(await (await request.get('/packshot.config.json')).json()).toEqual({ allowedOrigins: [] });
});

test('a prerendered page answers under its clean address, an unknown one with the app and status 404', async ({
  request
}) => {
  const embed = await request.get('/embed');
  expect([embed.status(), embed.headers()['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const unknown = await request.get('/no/such/page');
  expect([unknown.status(), await unknown.text()]).toEqual([
    404,
    expect.stringContaining('/_app/immutable/')
  ]);
});

test('what an offline photo needs is kept with the app: pages, scripts, styles, and the JPEG encoder', async ({
  request
}) => {
  const worker = await (await request.get('/service-worker.js')).text();
  for (const part of [
    /project\.html/,
    /workers\/worker-[^"]+\.js/,
    /mozjpeg_enc-[^"]+\.wasm/,
    /ort-wasm[^"]+\.mjs/
  ]) {
    expect(worker).toMatch(part);
  }
});

test('source, licence and third-party notices lie beside the app', async ({ request }) => {
  const offer = await (await request.get('/source-offer.json')).json();
  expect(offer).toMatchObject({
    name: 'packshot',
    licence: 'AGPL-3.0-or-later',
    build: 'npm ci && npm run build'
  });
  const source = await (await request.get(`/${offer.archive}`)).body();
  // A gzip stream of the whole tree, not an empty one.
  expect([...source.subarray(0, 2), source.length > 300_000]).toEqual([0x1f, 0x8b, true]);
  expect(await (await request.get('/LICENSE.txt')).text()).toContain('GNU AFFERO GENERAL PUBLIC LICENSE');
  expect(await (await request.get('/THIRD_PARTY_NOTICES.txt')).text()).toContain(
    'onnxruntime-web 1.30.0 (MIT)'
  );
});
