import { expect, test, type Page } from '@playwright/test';
import { serveApp, serveHostPage, type HostWindow, type Served } from './embed-host.ts';
import { embed, frameOf } from './embed-journey.ts';
import { boxPhoto, drop, emptyPhoto } from './steps.ts';

/* A batch that another site asks for: made, known when it is out of date, made again. */

let host: Served;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

test('two photos for two channels: files with verdicts, none made twice, changed ones made again', async ({
  page
}) => {
  await embed(page, host, app);
  const photos = await Promise.all(
    ['B0C4TR311X.jpg', 'B0C4TR311Y.jpg'].map(async (name) => {
      const { buffer } = await boxPhoto(name, { width: 900, height: 700 });
      return { name, data: buffer.toString('base64') };
    })
  );
  const made = await page.evaluate(async (given) => {
    const { packshot } = window as unknown as HostWindow;
    const atRest = async () => {
      for (;;) {
        const batch = await packshot.getBatch();
        if (batch.state === 'idle' || batch.state === 'paused') return batch;
        await new Promise((later) => setTimeout(later, 50));
      }
    };
    const ids: string[] = [];
    for (const { name, data } of given) {
      const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
      ids.push((await packshot.addPhoto({ name, data: blob })).id);
    }
    const stages = new Set<string>();
    packshot.on('progress', ({ task, stage }) => task === 'batch' && stages.add(stage));
    await packshot.startBatch({ channels: ['amazon', 'etsy'], effort: 'fast' });
    const first = await atRest();
    const fresh = await packshot.getStale();
    await packshot.setEdits(ids[0]!, { frame: { padding: 0.2 } });
    const stale = await packshot.getStale();
    const again = await packshot.startBatch({ channels: ['amazon', 'etsy'] });
    const second = await atRest();
    return {
      first,
      fresh,
      stale: stale.map(({ photo, channel, reasons }) => ({ photo: ids.indexOf(photo), channel, reasons })),
      again: again.jobs
        .filter(({ state }) => state !== 'done' && state !== 'review')
        .map(({ photo }) => ids.indexOf(photo)),
      second,
      after: await packshot.getStale(),
      stages: [...stages]
    };
  }, photos);
  expect(made.first).toMatchObject({ state: 'idle', problem: null, skipped: [] });
  expect(made.first.jobs).toHaveLength(4);
  for (const job of [...made.first.jobs, ...made.second.jobs]) {
    expect(job.error).toBeUndefined();
    expect(['pass', 'fixed', 'review']).toContain(job.verdict);
  }
  expect(made.stages).toEqual(expect.arrayContaining(['cutout', 'compose', 'encode', 'check']));
  expect(made.fresh).toEqual([]);
  expect(made.stale).toEqual([
    { photo: 0, channel: 'amazon', reasons: [{ kind: 'edits' }] },
    { photo: 0, channel: 'etsy', reasons: [{ kind: 'edits' }] }
  ]);
  expect(new Set(made.again)).toEqual(new Set([0]));
  expect(made.after).toEqual([]);
});

/** Every event that the host hears from now on, by name. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const self = window as unknown as HostWindow & { heard: Record<string, object[]> };
    self.heard = { exported: [], closed: [], changed: [], error: [] };
    for (const name of ['exported', 'closed', 'changed', 'error'] as const)
      self.packshot.on(name, (data) => void self.heard[name]!.push(data));
  });
const heard = (page: Page, name: string) =>
  page.evaluate((of) => (window as unknown as { heard: Record<string, object[]> }).heard[of]!, name);

test("ui 'batch': photos by call and by drop, the batch, the review, the export, in the frame alone", async ({
  page
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await embed(page, host, app, { ui: 'batch', channels: ['amazon', 'etsy'], locale: 'en' });
  const address = page.url();
  await page.evaluate(() => (document.querySelector<HTMLElement>('#place')!.style.height = '820px'));
  await listen(page);
  const frame = page.frameLocator('iframe');
  const { buffer } = await boxPhoto('B0C4TR311X.jpg', { width: 900, height: 700 });
  await page.evaluate(async (data) => {
    const { packshot } = window as unknown as HostWindow;
    await packshot.prepare();
    const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
    await packshot.addPhoto({ name: 'B0C4TR311X.jpg', data: blob, sku: 'BOX-1' });
  }, buffer.toString('base64'));
  await expect(frame.getByRole('gridcell', { name: /^BOX-1/ })).toBeVisible();
  await drop(frameOf(page, app), [await emptyPhoto('B0C4TR311Y.jpg')]);
  await expect(frame.getByRole('gridcell', { name: /B0C4TR311Y/ })).toBeVisible();
  // What the person is shown is what the calls work on, and the other way round.
  const names = await page.evaluate(async () => {
    const { document } = await (window as unknown as HostWindow).packshot.getProject();
    return (document as { photos: { name: string }[] }).photos.map(({ name }) => name);
  });
  expect(names).toEqual(['B0C4TR311X.jpg', 'B0C4TR311Y.jpg']);

  await frame.getByRole('button', { name: 'Batch' }).click();
  await frame.getByRole('button', { name: 'Make files of 2 photos' }).click();
  await expect(frame.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  const jobs = await page.evaluate(
    async () => (await (window as unknown as HostWindow).packshot.getBatch()).jobs
  );
  expect(new Set(jobs.map(({ channel }) => channel))).toEqual(new Set(['amazon', 'etsy']));
  await frame.getByRole('button', { name: 'Start' }).click();
  const accept = frame.getByRole('button', { name: /^Accept/ });
  await expect(accept).toBeEnabled({ timeout: 30_000 });
  await accept.click();
  const states = () =>
    page.evaluate(async () =>
      (await (window as unknown as HostWindow).packshot.getBatch()).jobs.map(({ state }) => state)
    );
  await expect.poll(states).toContain('done');

  await frame.getByRole('button', { name: 'Back' }).click();
  await frame.getByRole('button', { name: /^Export \d+$/ }).click();
  const download = page.waitForEvent('download');
  await frame.getByRole('button', { name: /^Export \d+ file/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await expect.poll(() => heard(page, 'exported')).toHaveLength(1);
  const [exported] = (await heard(page, 'exported')) as { files: number }[];
  expect(exported!.files).toBeGreaterThan(0);

  await frame.getByRole('button', { name: 'Back to the editor' }).click();
  await frame.getByRole('button', { name: 'All photos' }).click();
  await frame.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => heard(page, 'closed')).toEqual([{}]);
  expect(await heard(page, 'error')).toEqual([]);
  expect(page.url()).toBe(address);
});

test("ui 'batch' at phone width: nothing is out of reach, and the licences stay in sight", async ({
  page
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await embed(page, host, app, { ui: 'batch', locale: 'en' });
  await page.evaluate(() => {
    const place = document.querySelector<HTMLElement>('#place')!;
    place.style.height = '760px';
    document.body.style.margin = '0';
  });
  const inner = frameOf(page, app);
  const frame = page.frameLocator('iframe');
  const { buffer } = await boxPhoto('B0C4TR311X.jpg', { width: 900, height: 700 });
  await page.evaluate(async (data) => {
    const { packshot } = window as unknown as HostWindow;
    await packshot.prepare();
    const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
    await packshot.addPhoto({ name: 'B0C4TR311X.jpg', data: blob });
  }, buffer.toString('base64'));
  const source = frame.getByRole('button', { name: /AGPL/ });
  const fits = () => inner.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await expect(frame.getByRole('gridcell')).toBeVisible();
  await expect(source).toBeInViewport({ ratio: 1 });
  expect(await fits()).toBe(true);
  await frame.getByRole('button', { name: 'Batch' }).click();
  await frame.getByRole('button', { name: 'Make files of 1 photo' }).click();
  await expect(frame.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  await source.click();
  await expect(frame.getByRole('link', { name: 'LICENSE' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await fits()).toBe(true);
  await frame.getByRole('button', { name: /^Export \d+$/ }).click();
  await expect(frame.getByRole('button', { name: /^Export \d+ file/ })).toBeInViewport({ ratio: 1 });
  await source.click();
  await expect(frame.getByRole('link', { name: 'LICENSE' })).toBeVisible();
});

test("export({ only: 'changed' }): what went before stays out, what is lost is named, and what could not be noted is told", async ({
  page
}) => {
  await page.addInitScript(() => {
    const { prototype } = IDBObjectStore;
    const put = prototype.put;
    // A full disk, while `isFull` is set.
    prototype.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
      if ((window as unknown as { isFull?: boolean }).isFull && this.name === 'exported')
        throw new DOMException('the disk is full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await embed(page, host, app, { ui: 'none', persistence: 'local' });
  const photos = await Promise.all(
    ['B0C4TR311X.jpg', 'B0C4TR311Y.jpg'].map(async (name) => {
      const { buffer } = await boxPhoto(name, { width: 900, height: 700 });
      return { name, data: buffer.toString('base64') };
    })
  );
  const ids = await page.evaluate(async (given) => {
    const { packshot } = window as unknown as HostWindow;
    const added: string[] = [];
    for (const { name, data } of given) {
      const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
      const { id } = await packshot.addPhoto({ name, data: blob });
      await packshot.cutout(id, { effort: 'fast' });
      added.push(id);
    }
    return added;
  }, photos);
  const changed = () =>
    page.evaluate(async () => {
      const { packshot } = window as unknown as HostWindow;
      const given = await packshot.export({ channels: ['etsy'], only: 'changed' });
      const { files, skipped, missing = [] } = given.manifest;
      return {
        changes: files.map(({ photo, change }) => [photo, change]),
        skipped: skipped.map(({ photo, reason }) => [photo, reason.split(': ')[1]]),
        missing: missing.map(({ photo }) => photo),
        forgotten: given.forgotten?.code ?? null
      };
    });
  const setFull = (isFull: boolean) =>
    frameOf(page, app).evaluate((full) => void Object.assign(window, { isFull: full }), isFull);
  const [first, second] = ids;
  const both = ids.map((id) => [id, 'new']);

  await setFull(true);
  expect(await changed()).toMatchObject({ changes: both, forgotten: 'quota-exceeded' });
  await setFull(false);
  // It was not noted, so all of it is new once more.
  expect(await changed()).toEqual({ changes: both, skipped: [], missing: [], forgotten: null });
  const none = ids.map((id) => [id, 'unchanged']);
  expect(await changed()).toEqual({ changes: [], skipped: none, missing: [], forgotten: null });

  await page.evaluate(
    (id) => (window as unknown as HostWindow).packshot.setEdits(id!, { frame: { padding: 0.2 } }),
    first
  );
  expect(await changed()).toMatchObject({
    changes: [[first, 'replaced']],
    skipped: [[second, 'unchanged']]
  });
  await page.evaluate((id) => (window as unknown as HostWindow).packshot.removePhoto(id!), second);
  expect(await changed()).toEqual({
    changes: [],
    skipped: [[first, 'unchanged']],
    missing: [second],
    forgotten: null
  });
});
