import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { keptPhotos } from './batches.ts';
import { exportAll } from './exports.ts';
import { boxPhoto, cutOut, untilChecked } from './steps.ts';

test.use({ acceptDownloads: true });
// Without the browser's own dialog, which no test can answer.
test.beforeEach(({ context }) =>
  context.addInitScript(() => void Reflect.deleteProperty(window, 'showDirectoryPicker'))
);

const LOST = 'B09KX7M2QD.MAIN.jpg';
const CHANGED = 'B0C4TR311X.MAIN.jpg';
const NAMES = ['B0C4TR311X.jpg', 'B0CQ8W5N2L.jpg', 'B09KX7M2QD.jpg'];

const at = (page: Page, view: string) => page.url().replace(/(\?id=[^&]+).*/, `$1&view=${view}`);

/** Names of the files that this device remembers to have gone. */
const remembered = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('packshot');
        opening.onerror = () => reject(new Error(String(opening.error)));
        opening.onsuccess = () => {
          const all = opening.result.transaction('exported').objectStore('exported').getAll();
          all.onsuccess = () => resolve((all.result as { name: string }[]).map(({ name }) => name).sort());
          opening.result.close();
        };
      })
  );

test('only what has changed goes, and not before a person has said that a MAIN without a file stays', async ({
  page
}) => {
  test.slow();
  await cutOut(page, await Promise.all(NAMES.map((name) => boxPhoto(name, { width: 1600, height: 1400 }))));
  for (let next = 1; next < NAMES.length; next++) {
    await page.keyboard.press('PageDown');
    await untilChecked(page);
  }
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  await page.goto(at(page, 'export'));
  const first = await exportAll(page, '3 files are exported');
  expect([...first.pictures].sort()).toEqual([LOST, CHANGED, 'B0CQ8W5N2L.MAIN.jpg'].sort());
  const before = await remembered(page);
  expect(before).toHaveLength(3);

  // One file changes, another one's photo goes.
  await page.goto(at(page, 'edit'));
  for (let before = 1; before < NAMES.length; before++)
    await page.getByRole('button', { name: 'Previous photo' }).click();
  await expect(page.getByRole('heading', { name: NAMES[0]! })).toBeVisible();
  await page.getByRole('button', { name: /^Adjust/ }).click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('0.2');
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  await page.goto(at(page, 'table'));
  await page.getByRole('button', { name: /^Select B09KX7M2QD/ }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(async () => (await keptPhotos(page)).length).toBe(2);

  await page.goto(at(page, 'export'));
  await page.getByRole('switch', { name: 'Only new and changed files' }).check();
  const warned = page.getByText('Amazon has a MAIN, and there is no file for it any more');
  await expect(warned).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decide about MAIN first' })).toBeDisabled();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  // Whoever does not decide loses nothing, and is asked again.
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/view=edit|project\?id=[^&]+$/);
  expect(await remembered(page)).toEqual(before);
  expect(await keptPhotos(page)).toHaveLength(2);
  await page.goto(at(page, 'export'));
  await page.getByRole('switch', { name: 'Only new and changed files' }).check();
  await expect(warned).toBeVisible();
  await page.getByRole('button', { name: 'Leave it there' }).click();
  await expect(warned).toBeHidden();
  expect(await remembered(page)).toEqual(before);

  const { manifest, report, pictures } = await exportAll(page, '1 file is exported');
  expect(pictures).toEqual([CHANGED]);
  expect(manifest.files.map(({ change }) => change)).toEqual(['replaced']);
  expect(manifest.skipped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/unchanged$/)]);
  expect(manifest.missing?.map(({ name, slot }) => [name, slot])).toEqual([[LOST, 'MAIN']]);
  expect(report).toContain(LOST);
  await page.getByText('1 picture stays at its channel as it is').click();
  await expect(page.getByRole('listitem').filter({ hasText: LOST })).toBeVisible();
  expect(await keptPhotos(page)).toHaveLength(2);
});
