import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { accentTones } from '../../src/routes/embed/accent.ts';
import { watch } from './app.ts';
import { serveApp, serveHostPage, type Served } from './embed-host.ts';
import { embed, frameOf, isIsolated, journey, UPRIGHT } from './embed-journey.ts';

/* Packshot inside a page of another site (127.0.0.1 embeds localhost), through the built embed.js. */

let plain: Served;
let isolated: Served;
let app: Served;

test.beforeAll(async () => {
  plain = await serveHostPage();
  isolated = await serveHostPage({ isolated: true });
  app = await serveApp({ allowedOrigins: [plain.origin, isolated.origin] });
});
test.afterAll(() => Promise.all([plain, isolated, app].map(({ close }) => close())));

/** What lies in the frame's storage, model cache aside. */
const keptIn = (page: Page) =>
  frameOf(page, app).evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage)
  }));

const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
const png = (base64: string) => sharp(Buffer.from(base64, 'base64'));

/** PNG, 11.2.1 IHDR; colour type 0 is greyscale, 6 truecolour with alpha. */
function headerOf(base64: string) {
  const bytes = Buffer.from(base64, 'base64');
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    depth: bytes[24],
    colourType: bytes[25]
  };
}

for (const kind of ['plain', 'isolated'] as const) {
  test(`a photo goes all the way in an ${kind} host page, and nothing leaves the two sites`, async ({
    page,
    context
  }) => {
    const host = kind === 'plain' ? plain : isolated;
    const { egress } = await watch(context, [host.origin, app.origin]);
    await embed(page, host, app);
    const made = await journey(page);

    expect(made.capabilities.version).toBe(1);
    expect(made.capabilities.channels).toHaveLength(31);
    expect(made.capabilities.channels[0]).toMatchObject({
      id: 'amazon',
      roles: ['main', 'secondary', 'swatch', 'compliance']
    });
    expect(await isIsolated(page, app), 'the frame is isolated whatever the host is').toBe(true);
    expect(made.added).toMatchObject({ ...UPRIGHT, warnings: [] });
    expect(made.cutout.confidence).toBeGreaterThanOrEqual(0);
    expect(made.cutout.flagged).toBe(made.cutout.confidence < 0.5);
    expect(made.stages).toEqual(expect.arrayContaining(['cutout/model', 'cutout/infer', 'cutout/store']));

    const { name, width, height, report } = made.rendered;
    expect([name, made.type]).toEqual(['B0C4TR311X.MAIN.jpg', 'image/jpeg']);
    expect(await png(made.file).metadata()).toMatchObject({ format: 'jpeg', width, height });
    expect(report).toMatchObject({
      schema: 1,
      channel: 'amazon',
      role: 'main',
      file: { name, width, height }
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'background-white', verdict: 'pass' })
    );
    expect(made.again.file).toMatchObject({ sha256: report.file.sha256, name, width, height });
    expect(egress).toEqual([]);
    expect(await keptIn(page), 'persistence "host" keeps no photo and no document').toEqual({
      databases: [],
      local: []
    });
  });
}

test('matte: 8-bit grey PNG; cutout: RGBA PNG, colour 0 where clear; both at upright source size', async ({
  page
}) => {
  await embed(page, plain, app);
  const { matte, cut } = await journey(page);
  expect([headerOf(matte), headerOf(cut)]).toEqual([
    { ...UPRIGHT, depth: 8, colourType: 0 },
    { ...UPRIGHT, depth: 8, colourType: 6 }
  ]);
  const { data } = await png(cut).raw().toBuffer({ resolveWithObject: true });
  let clear = 0;
  let coloured = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 0) continue;
    clear++;
    if (data[at]! + data[at + 1]! + data[at + 2]! > 0) coloured++;
  }
  expect(clear).toBeGreaterThan(0);
  expect(coloured).toBe(0);
});

test('without isolation headers the frame works on one thread', async ({ page }) => {
  const bare = await serveApp({ allowedOrigins: [plain.origin], isolation: false });
  await embed(page, plain, bare);
  const { capabilities, rendered } = await journey(page);
  expect(await isIsolated(page, bare)).toBe(false);
  await bare.close();
  expect([capabilities.threads, rendered.name]).toEqual([1, 'B0C4TR311X.MAIN.jpg']);
});

test('embed.js can be imported by any site, and its types lie beside it', async ({ request }) => {
  for (const path of ['embed.js', 'embed.d.ts']) {
    const response = await request.get(`${app.origin}/${path}`);
    expect([response.status(), response.headers()['access-control-allow-origin']], path).toEqual([200, '*']);
  }
});

test('ui "editor" shows the editor with the photo that the host added, and the source and licences', async ({
  page
}) => {
  await embed(page, plain, app, { ui: 'editor', theme: 'dark', locale: 'vi', accent: '#a02060' });
  const frame = page.frameLocator('iframe[title=Packshot]');
  const { added } = await journey(page);
  expect(added.id).toBeTruthy();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.locator('canvas').first()).toBeVisible();
  const accent = await frame
    .locator('.btn.primary')
    .evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(accent, 'the accent, lightened until it can be read on dark').toBe(
    rgb(accentTones('#a02060').dark.color)
  );
  const legal = frame.locator('#legal');
  await expect(legal, 'the licences cover nothing until they are asked for').toBeHidden();
  await frame.getByRole('button', { name: 'AGPL' }).click();
  await expect(legal.getByRole('link', { name: 'LICENSE' })).toBeVisible();
  await expect(legal.getByText(/GNU Affero/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('iframe').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await frame.getByRole('button', { name: 'AGPL' }).press('Escape');
  await expect(legal).toBeHidden();
});

test('ui "none" is in the page but neither seen nor reached by the keyboard', async ({ page }) => {
  await embed(page, plain, app);
  const frame = page.locator('iframe');
  expect(await frame.evaluate((element) => [element.tabIndex, getComputedStyle(element).opacity])).toEqual([
    -1,
    '0'
  ]);
  expect(await frame.getAttribute('sandbox')).toBe('allow-scripts allow-same-origin allow-downloads');
});
