import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { showBatch, twelve } from './batches.ts';
import { agree, boxPhoto, choose, cutOut } from './steps.ts';

test.use({ acceptDownloads: true });
// Without the browser's own dialog, which no test can answer.
test.beforeEach(({ context }) =>
  context.addInitScript(() => void Reflect.deleteProperty(window, 'showDirectoryPicker'))
);

async function expectAccessible(page: Page, state: string): Promise<void> {
  // A colour on its way to another one is no colour to be judged.
  await page.evaluate(async () => {
    const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.all(changing.map(({ finished }) => finished.catch(() => {})));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, state).toEqual([]);
}

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Photos' }).getByRole('listitem').filter({ hasText: name });

/** Takes a photo's pixels away, or brings them back. */
async function holdBack(page: Page, name: string): Promise<void> {
  await page.evaluate(async (file) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const db = await done(indexedDB.open('packshot'));
    const tx = db.transaction(['projects', 'blobs'], 'readwrite');
    const [{ document }] = (await done(tx.objectStore('projects').getAll())) as [
      { document: { photos: { name: string; source: { sha256: string } }[] } }
    ];
    const hash = document.photos.find((photo) => photo.name === file)?.source.sha256 ?? '';
    const page = window as unknown as { heldBack?: unknown };
    if (page.heldBack) await done(tx.objectStore('blobs').put(page.heldBack));
    else {
      page.heldBack = await done(tx.objectStore('blobs').get(hash));
      await done(tx.objectStore('blobs').delete(hash));
    }
    db.close();
  }, name);
}

test('twelve photos: made, paused, resumed, tried again, looked at by keys, exported', async ({ page }) => {
  await page.goto('/');
  await choose(page, await twelve());
  await page.getByRole('button', { name: 'Take in 12 photos' }).click();
  await showBatch(page, 12);
  await expect(page.getByRole('button', { name: 'Make files of 12 photos' })).toBeEnabled();
  await expectAccessible(page, 'before it began');
  await holdBack(page, 'B0C4TR3115.jpg');
  await page.getByRole('button', { name: 'Make files of 12 photos' }).click();
  await agree(page);
  await expect(page.getByRole('progressbar', { name: 'Photos done' })).toHaveAttribute('aria-valuemax', '12');
  await page.keyboard.press('p');
  await expect(page.getByRole('status').filter({ hasText: /^Paus/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'paused');
  await page.keyboard.press('p');
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('progressbar', { name: 'Photos done' })).toHaveAttribute('aria-valuenow', '12');
  await expect(page).toHaveTitle(/^12 of 12/);

  await expect(row(page, 'B0C4TR3115.jpg')).toContainText('Failed');
  await holdBack(page, 'B0C4TR3115.jpg');
  await page.getByRole('button', { name: /^Try B0C4TR3115/ }).click();
  await expect(row(page, 'B0C4TR3115.jpg')).toContainText('Done', { timeout: 30_000 });
  await expectAccessible(page, 'over');

  const chip = page.getByRole('button', { name: /^Needs review \d/ });
  const doubtful = Number((await chip.textContent())?.match(/\d+/)?.[0]);
  expect(doubtful).toBeGreaterThanOrEqual(2);
  await chip.click();
  await expect(page.getByRole('list', { name: 'Photos' }).getByRole('listitem')).toHaveCount(doubtful);
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: /^Review/ })).toBeVisible();
  const status = page.getByRole('status').filter({ hasText: /^\d+ \/ \d+$/ });
  const before = await status.textContent();
  const count = Number(before?.match(/\d+$/)?.[0]);
  expect(count).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('img', { name: /cut out on white$/ }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeEnabled();
  await expectAccessible(page, 'review');
  await page.keyboard.press('s');
  await expect(status).toHaveText(new RegExp(`^2 / ${count}$`));
  await page.keyboard.press('ArrowLeft');
  await expect(status).toHaveText(new RegExp(`^1 / ${count}$`));
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeEnabled({ timeout: 30_000 });
  for (let left = count; left > 0; left--) {
    await expect(page.getByRole('button', { name: /^Accept/ })).toBeEnabled({ timeout: 30_000 });
    await page.keyboard.press('a');
    if (left > 1) await expect(status).toHaveText(new RegExp(` / ${left - 1}$`));
  }
  await expect(page.getByText('Nothing left to look at')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^Done 12/ })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Export 12' }).click();
  await expect(page).toHaveURL(/view=export/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Export \d/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
});

test('a batch asks for the model before it begins, and only then', async ({ page }) => {
  await page.goto('/');
  await choose(page, await Promise.all([boxPhoto('a.jpg'), boxPhoto('b.jpg', { width: 2500 })]));
  await showBatch(page, 2);
  await page.getByRole('button', { name: 'Make files of 2 photos' }).click();
  await agree(page);
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
});

test('rows are walked by arrows, and open their photo', async ({ page }) => {
  const files = [boxPhoto('a.jpg'), boxPhoto('b.jpg', { width: 2500 }), boxPhoto('c.jpg', { width: 2400 })];
  await cutOut(page, await Promise.all(files));
  await showBatch(page, 3);
  await page.getByRole('button', { name: 'Make files of 3 photos' }).click();
  await page.locator('[data-row="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-row="2"]')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=edit/);
  await expect(page.getByRole('heading', { name: 'c.jpg' })).toBeVisible();
});
