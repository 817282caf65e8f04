import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { serveApp, serveHostPage, type HostSite, type HostWindow, type Served } from './embed-host.ts';
import { embed } from './embed-journey.ts';

/* Files from elsewhere, whatever is in them: each ends in a report or in an error with a code. */

let host: HostSite;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

interface End {
  /** The report's verdict, or the error's code. */
  readonly end: string;
  readonly colorSpace: string;
  /** Rules that are not met, with their reasons. */
  readonly open: readonly string[];
}

const inspect = (page: Page, file: Uint8Array, channel = 'amazon'): Promise<End> =>
  page.evaluate(
    async ({ base64, channel }) => {
      const self = window as unknown as HostWindow;
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      try {
        const report = await self.packshot.inspect(new Blob([bytes]), {
          channel,
          role: 'main',
          name: 'a.jpg'
        });
        const open = report.findings.filter(({ verdict }) => /fail|warn|review/.test(verdict));
        return {
          end: report.verdict,
          colorSpace: report.file.colorSpace,
          open: open.map(({ rule, verdict }) => `${rule}: ${verdict}`)
        };
      } catch (error) {
        const end = error instanceof self.PackshotError ? error.code : `untyped: ${String(error)}`;
        return { end, colorSpace: '', open: [] };
      }
    },
    { base64: Buffer.from(file).toString('base64'), channel }
  );

const box = sharp({ create: { width: 300, height: 300, channels: 3, background: '#204060' } });
const packshot = async () =>
  sharp({ create: { width: 600, height: 600, channels: 3, background: '#fff' } }).composite([
    { input: await box.clone().png().toBuffer(), left: 150, top: 150 }
  ]);

test('what a file is, beside its pixels, is in the report', async ({ page }) => {
  await embed(page, host, app);
  const told = await inspect(
    page,
    await (
      await packshot()
    )
      .withIccProfile('p3')
      .withExif({ IFD3: { GPSLatitude: '10/1 46/1 0/1', GPSLongitude: '106/1 42/1 0/1' } })
      .jpeg({ quality: 80 })
      .toBuffer()
  );
  expect(told.colorSpace).toBe('Display P3');
  expect(told.open).toEqual(
    expect.arrayContaining(['color-space: warn', 'metadata: warn', 'jpeg-quality: warn'])
  );
  const plain = await inspect(page, await (await packshot()).jpeg({ quality: 97 }).toBuffer());
  for (const rule of ['color-space', 'metadata', 'jpeg-quality'])
    expect(plain.open.join()).not.toContain(rule);
});

const photos = join('..', 'shared', 'photos');
for (const folder of ['malformed', 'formats']) {
  test(`the optional photo set: every file of ${folder} ends in a report or a typed error`, async ({
    page
  }) => {
    const from = join(photos, folder);
    test.skip(!existsSync(from), 'the photo set is not there');
    test.setTimeout(600_000);
    await embed(page, host, app);
    const ends: Record<string, number> = {};
    for (const name of readdirSync(from)) {
      const { end } = await inspect(page, readFileSync(join(from, name)));
      ends[end] = (ends[end] ?? 0) + 1;
      expect(end, name).not.toMatch(/untyped|timeout|worker-died|disconnected/);
    }
    console.info(folder, JSON.stringify(ends));
  });
}
