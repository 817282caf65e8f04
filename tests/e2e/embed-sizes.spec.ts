import { expect, test } from '@playwright/test';
import { serveApp, serveHostPage, type HostWindow, type Served } from './embed-host.ts';
import { embed } from './embed-journey.ts';
import { boxPhoto } from './steps.ts';

/* Sizes of a colour share pictures: a host's export lists the files of each, and may leave them off. */

let host: Served;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

test('a size without photos has its files in a host’s export, unless the host leaves them off', async ({
  page
}) => {
  await embed(page, host, app);
  const { buffer } = await boxPhoto('shirt.jpg');
  const said = await page.evaluate(async (photo) => {
    const { packshot } = window as unknown as HostWindow;
    const red = { parent: 'TEE', colorFamily: 'Red' };
    await packshot.setProduct(null, { ...red, size: 'S', identifier: 'B0C4TR311X' });
    const medium = await packshot.setProduct(null, { ...red, size: 'M', identifier: 'B09KX7M2QD' });
    const data = await (await fetch(`data:image/jpeg;base64,${photo}`)).blob();
    const { id } = await packshot.addPhoto({ name: 'B0C4TR311X.jpg', identifier: 'B0C4TR311X', data });
    await packshot.cutout(id);
    const both = await packshot.export({ channels: ['amazon'] });
    const one = await packshot.export({ channels: ['amazon'], sharedSizes: false });
    return { medium: medium.id, both: both.manifest, bytes: both.zip!.size, one: one.manifest };
  }, buffer.toString('base64'));
  const [own, shared] = said.both.files;
  expect(said.both.files.map(({ name, product, sharedFrom }) => [name, product, sharedFrom])).toEqual([
    ['amazon/B0C4TR311X.MAIN.jpg', undefined, undefined],
    ['amazon/B09KX7M2QD.MAIN.jpg', said.medium, 'B0C4TR311X']
  ]);
  expect(shared!.sha256).toBe(own!.sha256);
  expect(said.bytes).toBeGreaterThan(own!.bytes + shared!.bytes);
  expect(said.one.files.map(({ name }) => name)).toEqual(['amazon/B0C4TR311X.MAIN.jpg']);
  expect(said.one.missing?.map(({ name }) => name)).toEqual(['B09KX7M2QD.MAIN.jpg']);
});
