import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { profile, startBrowser } from '../../tools/soak/browser.mjs';
import { rowsIn } from '../../tools/soak/rows.mjs';
import type { Job } from '../../src/lib/domain/batch/job.ts';
import type { Output } from '../../src/lib/domain/batch/output.ts';
import { showBatch, twelve } from './batches.ts';
import { agree, choose, type TestFile } from './steps.ts';

/* A batch whose page, browser or workers are killed: what was finished stays, the rest is done, a bad photo is let be. */

test.describe.configure({ timeout: 300_000 });

const idOf = (page: Page) => new URL(page.url()).searchParams.get('id') ?? '';
const jobsOf = async (page: Page): Promise<Job[]> => rowsIn(page, 'jobs', idOf(page));
const outputsOf = async (page: Page): Promise<Output[]> => rowsIn(page, 'outputs', idOf(page));
const isMade = ({ state }: Job) => state === 'done' || state === 'review' || state === 'failed';

async function takeIn(page: Page, files: TestFile[]): Promise<void> {
  await choose(page, files);
  await page.getByRole('button', { name: `Take in ${files.length} photos` }).click();
  await showBatch(page, files.length);
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Make files of/ }).click();
  await agree(page);
}

async function untilOver(page: Page): Promise<void> {
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 180_000 });
}

/** Works until some are made and others are under way; gives what is on the disk then. */
async function untilHalfDone(page: Page) {
  await expect
    .poll(
      async () => {
        const jobs = await jobsOf(page);
        return jobs.filter(isMade).length >= 3 && jobs.some(({ state }) => state === 'working');
      },
      { timeout: 120_000, intervals: [100] }
    )
    .toBe(true);
  return { jobs: await jobsOf(page), outputs: await outputsOf(page) };
}

/** What was made before is as it was; all others are over, also those that were under way. */
async function expectTakenUp(page: Page, before: { jobs: readonly Job[]; outputs: readonly Output[] }) {
  const jobs = new Map((await jobsOf(page)).map((job) => [job.id, job]));
  expect(jobs.size).toBe(12);
  expect([...jobs.values()].filter(isMade)).toHaveLength(12);
  expect([...jobs.values()].filter(({ state }) => state === 'failed')).toEqual([]);
  // Made again, it would have taken another time.
  for (const job of before.jobs.filter(isMade)) expect(jobs.get(job.id)).toEqual(job);
  const outputs = new Map((await outputsOf(page)).map((output) => [output.id, output]));
  expect(outputs.size).toBe(12);
  for (const output of before.outputs) expect(outputs.get(output.id)).toEqual(output);
}

/** Goes on with what an earlier page left. */
async function goOn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Go on' }).click();
  await untilOver(page);
}

test('a page that crashes in the middle', async ({ page, context }) => {
  await page.goto('/');
  await takeIn(page, await twelve());
  await begin(page);
  const before = await untilHalfDone(page);
  const address = page.url();
  const cdp = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // A page that has crashed answers nothing.
  cdp.send('Page.crash').catch(() => {});
  await crashed;
  const next = await context.newPage();
  await goOn(next, address);
  await expectTakenUp(next, before);
});

test('a browser that is killed in the middle', async ({ baseURL }) => {
  const { folder, remove } = profile();
  const start = async (): Promise<{ context: BrowserContext; page: Page; kill: () => Promise<void> }> => {
    const { context, kill } = await startBrowser(folder);
    const page = await context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
    return { context, page, kill };
  };
  let browser = await start();
  try {
    await browser.page.goto(baseURL ?? '');
    await takeIn(browser.page, await twelve());
    await begin(browser.page);
    const before = await untilHalfDone(browser.page);
    const address = browser.page.url();
    await browser.kill();
    browser = await start();
    await goOn(browser.page, address);
    await expectTakenUp(browser.page, before);
  } finally {
    await browser.kill();
    remove();
  }
});

test('a photo that ends its worker twice is let be, and costs no other', async ({ page }) => {
  const files = await twelve();
  const poison = files[4]!;
  await page.goto('/');
  await takeIn(page, files);
  // Its pixels are asked for once for its cutout: just then the worker that decodes them ends.
  await page.addInitScript((size) => {
    const { postMessage } = Worker.prototype;
    const post = postMessage as (this: Worker, message: unknown, ...rest: unknown[]) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
      const { path, argumentList } = message as { path?: string[]; argumentList?: { value?: unknown }[] };
      const file = argumentList?.[0]?.value;
      post.call(this, message, ...rest);
      if (path?.at(-1) === 'decode' && file instanceof Blob && file.size === size) this.terminate();
    };
  }, poison.buffer.length);
  await page.reload();
  await begin(page);
  await untilOver(page);
  const jobs = await jobsOf(page);
  expect(jobs.filter(isMade)).toHaveLength(12);
  expect(jobs.filter(({ state }) => state === 'failed')).toMatchObject([
    { name: expect.stringContaining('B0C4TR3114') as unknown, error: { code: 'worker-died' } }
  ]);
  const failed = page.getByRole('complementary').getByText(poison.name);
  await expect(failed).toBeVisible();
  // It can be tried again: its pixels are kept.
  await expect(page.getByRole('button', { name: /^Try .*again/ }).first()).toBeVisible();
});
