import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as guarded } from './app.ts';
import { test } from '@playwright/test';
import { STUB_BUILD } from './stub-build.ts';

const WORKERS = '_app/immutable/workers';
const workers = () => readdirSync(`${STUB_BUILD}/${WORKERS}`).filter((file) => file.endsWith('.js'));

/** Counts requests that reach another origin. */
async function elsewhere() {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits++;
    response.setHeader('Access-Control-Allow-Origin', '*').end();
  });
  await new Promise<void>((listening) => server.listen(0, () => listening()));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  return { url, hits: () => hits, close: () => server.close() };
}

for (const path of ['/', '/embed', '/no/such/page']) {
  guarded(`${path} starts without breaking its own policy`, async ({ page }) => {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await expect(page.locator('body')).not.toBeEmpty();
  });
}

test('a page cannot send anything to another origin', async ({ page }) => {
  const other = await elsewhere();
  await page.goto('/');
  const outcome = await page.evaluate(async (url) => {
    new Image().src = `${url}pixel`;
    navigator.sendBeacon(`${url}beacon`, 'x');
    return fetch(url).then(
      () => 'sent',
      () => 'refused'
    );
  }, other.url);
  other.close();
  expect([outcome, other.hits()]).toEqual(['refused', 0]);
});

test('no worker script can send anything to another origin', async ({ page }) => {
  const other = await elsewhere();
  await page.goto('/');
  expect(workers()).not.toEqual([]);
  for (const file of workers()) {
    const started = page.waitForEvent('worker');
    await page.evaluate((url) => void new Worker(url, { type: 'module' }), `/${WORKERS}/${file}`);
    const outcome = await (
      await started
    ).evaluate(
      (url) =>
        fetch(url).then(
          () => 'sent',
          () => 'refused'
        ),
      other.url
    );
    expect(outcome, file).toBe('refused');
  }
  other.close();
  expect(other.hits()).toBe(0);
});

test('only the imgly worker has a policy of its own, and it too connects to its own origin alone', async ({
  request
}) => {
  for (const file of workers()) {
    const policy = (await request.get(`/${WORKERS}/${file}`)).headers()['content-security-policy'] ?? '';
    expect(policy, file).toMatch(/connect-src 'self'( blob:)?(; font-src 'self')?$/);
    expect(policy.includes('blob:'), file).toBe(file.includes('imgly'));
  }
});
