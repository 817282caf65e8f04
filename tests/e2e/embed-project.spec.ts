import { expect, test, type Page } from '@playwright/test';
import { serveApp, serveHostPage, type HostWindow, type Served } from './embed-host.ts';
import { embed, journey } from './embed-journey.ts';

/* A host that keeps the project itself, through the built embed.js. */

let host: Served;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

/** What the host has of the frame's project, as JSON and base64. */
const taken = (page: Page) =>
  page.evaluate(async () => {
    const { document, blobs } = await (window as unknown as HostWindow).packshot.getProject();
    const base64 = async (blob: Blob) =>
      btoa(
        Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('')
      );
    const entries = Object.entries(blobs).map(async ([hash, blob]) => [hash, await base64(blob)] as const);
    return { document: document as object, blobs: Object.fromEntries(await Promise.all(entries)) };
  });

const given = (page: Page, project: Awaited<ReturnType<typeof taken>>) =>
  page.evaluate(async ({ document, blobs }) => {
    const bytes = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const entries = Object.entries(blobs).map(([hash, base64]) => [hash, new Blob([bytes(base64)])] as const);
    await (window as unknown as HostWindow).packshot.loadProject({
      document,
      blobs: Object.fromEntries(entries)
    });
  }, project);

test('a project taken out of one frame goes on in another: same document, same blobs, same file; an editor can undo it', async ({
  page
}) => {
  await embed(page, host, app);
  await page.evaluate(() => {
    const { packshot } = window as unknown as HostWindow;
    const heard: string[] = [];
    packshot.on('changed', ({ id }) => heard.push(id));
    Object.assign(window, { heard });
  });
  const { added, rendered } = await journey(page);
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(new Set(heard)).toEqual(new Set([added.id]));
  const project = await taken(page);
  expect(Object.keys(project.blobs).length).toBeGreaterThanOrEqual(2);

  await embed(page, host, app, { ui: 'editor' });
  await given(page, project);
  expect(await taken(page)).toEqual(project);
  const again = await page.evaluate(async (id) => {
    const { packshot } = window as unknown as HostWindow;
    return (await packshot.render(id, { channel: 'amazon', role: 'main' })).report.file.sha256;
  }, added.id);
  expect(again).toBe(rendered.report.file.sha256);
  const frame = page.frameLocator('iframe[title=Packshot]');
  await expect(frame.getByRole('heading', { name: 'B0C4TR311X front.jpg' })).toBeVisible();
  await frame.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await taken(page)).document).toMatchObject({ photos: [] });
});

test('a forged blob is refused and leaves the frame’s project as it is', async ({ page }) => {
  await embed(page, host, app);
  await journey(page);
  const project = await taken(page);
  const [hash = ''] = Object.keys(project.blobs);
  const forged = { ...project, blobs: { ...project.blobs, [hash]: btoa('forged') } };
  await expect(given(page, forged)).rejects.toThrow(/blobs/);
  expect(await taken(page)).toEqual(project);
});
