import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, untilOffline } from './app.ts';

const scripts = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?js$/.test(file))
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));

test('no built script fetches, imports or connects to a literal address', () => {
  const call =
    /(?:fetch|import|importScripts|sendBeacon|WebSocket|EventSource)\(\s*["'`](?:https?|wss?):\/\/[^"'`]*/g;
  const found = scripts('build').flatMap(({ file, text }) =>
    [...text.matchAll(call)].map((m) => `${file}: ${m[0]}`)
  );
  expect(found).toEqual([]);
});

test('starting, installing and reloading the app asks its own origin only', async ({ page, guard }) => {
  await page.goto('/');
  await untilOffline(page);
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(guard.egress).toEqual([]);
});
