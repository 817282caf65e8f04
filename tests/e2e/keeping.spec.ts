import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { boxPhoto, choose, drop, savedFile, type TestFile } from './steps.ts';

/* The document never loses anything: reloads, tabs, full disks, files, damage. The model is never needed. */

const asin = (page: Page) => page.getByLabel('ASIN');
const more = (page: Page, item: string) =>
  page
    .getByRole('button', { name: 'More' })
    .click()
    .then(() => page.getByRole('button', { name: item }).click());

/** A project of one photo, open, with its changes saved. */
async function openProject(page: Page, name = 'bag.jpg'): Promise<string> {
  await page.goto('/');
  await choose(page, await boxPhoto(name, { width: 900, height: 700 }));
  await page.waitForURL(/project/);
  await asin(page).waitFor();
  return new URL(page.url()).searchParams.get('id')!;
}

const untilSaved = (page: Page) => expect(page.locator('[data-state=saved]')).toBeAttached();

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, state).toEqual([]);
}

/** Changes the saved document behind the app's back. */
const damage = (page: Page, id: string, how: 'broken' | 'newer' | 'pixels') =>
  page.evaluate(
    async ([id, how]) => {
      const opening = indexedDB.open('packshot');
      await new Promise((opened) => (opening.onsuccess = opened));
      const tx = opening.result.transaction(['projects', 'blobs'], 'readwrite');
      const projects = tx.objectStore('projects');
      const reading = projects.get(id);
      reading.onsuccess = () => {
        const row = reading.result as { document: { version: number; photos: { edits: unknown }[] } };
        if (how === 'broken') row.document.photos[0]!.edits = 'gone';
        if (how === 'newer') row.document.version = 999;
        if (how === 'pixels') tx.objectStore('blobs').clear();
        projects.put(row);
      };
      await new Promise((completed) => (tx.oncomplete = completed));
      opening.result.close();
    },
    [id, how] as const
  );

/** Lets writes to storage fail in every page as a full disk does, while `full` is set in it. */
const fillable = (context: BrowserContext) =>
  context.addInitScript(() => {
    const { prototype } = IDBObjectStore;
    const put = prototype.put;
    prototype.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
      if ((window as unknown as { full?: boolean }).full)
        throw new DOMException('the disk is full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });

const setFull = (page: Page, full: boolean) =>
  page.evaluate((full) => void ((window as unknown as { full: boolean }).full = full), full);

/** Without the browser's own dialog, which no test can answer. */
const withoutPicker = (context: BrowserContext) =>
  context.addInitScript(() => void Reflect.deleteProperty(window, 'showSaveFilePicker'));

test('a change typed just before a reload is there after it, and so are undo and redo', async ({ page }) => {
  await openProject(page);
  await asin(page).fill('B0C4TR311X');
  await page.reload();
  await expect(asin(page)).toHaveValue('B0C4TR311X');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(asin(page)).toHaveValue('');
  await page.reload();
  await expect(asin(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(asin(page)).toHaveValue('B0C4TR311X');
});

test('"Saved" is said within two seconds of the last change, and not before', async ({ page }) => {
  await openProject(page);
  await untilSaved(page);
  await asin(page).fill('B0C4TR311X');
  await expect(page.locator('[data-state=saving]')).toBeAttached();
  await expect(page.locator('[data-state=saved]')).toBeAttached({ timeout: 2_000 });
});

test('a second tab looks, says so, follows, and takes over with the last edits of the first', async ({
  page,
  context
}) => {
  await openProject(page);
  const second = await context.newPage();
  await second.goto(page.url());
  const bar = second.getByText('Open in another tab');
  await expect(bar).toBeVisible();
  await expect(asin(second)).toBeDisabled();
  await expect(second.getByRole('button', { name: 'Brush' })).toBeDisabled();
  await expect(second.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await expectAccessible(second, 'read-only');
  await asin(page).fill('B0C4TR311X');
  await expect(asin(second)).toHaveValue('B0C4TR311X', { timeout: 5_000 });
  await asin(page).fill('B0C4TR311Y');
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(bar).toBeHidden();
  await expect(asin(second)).toHaveValue('B0C4TR311Y');
  await expect(page.getByText('Open in another tab')).toBeVisible({ timeout: 1_000 });
  await expect(asin(page)).toBeDisabled();
  await asin(second).fill('B000000000');
  await expect(asin(page)).toHaveValue('B000000000', { timeout: 5_000 });
  await second.close();
  await expect(page.getByText('Open in another tab')).toBeHidden();
  await expect(asin(page)).toBeEnabled();
});

test('storage full: said at once with what is kept and what to do; goes on by itself when there is room', async ({
  page,
  context
}) => {
  await fillable(context);
  await withoutPicker(context);
  await openProject(page);
  await untilSaved(page);
  await setFull(page, true);
  await asin(page).fill('B0C4TR311X');
  const banner = page.getByRole('alert').filter({ hasText: 'There is no room left to save' });
  await expect(banner).toBeVisible({ timeout: 2_000 });
  await expect(banner).toContainText('Your changes stay in this tab');
  await expect(page.locator('[data-state=failed]')).toBeAttached();
  await expectAccessible(page, 'storage full');
  const settings = context.waitForEvent('page');
  await banner.getByRole('link', { name: 'Free space' }).click();
  await (await settings).close();
  const download = page.waitForEvent('download');
  await banner.getByRole('button', { name: 'Save project file' }).click();
  expect((await savedFile(await download)).name).toBe('bag.packshot');
  await setFull(page, false);
  await expect(banner).toBeHidden({ timeout: 20_000 });
  await untilSaved(page);
  await page.reload();
  await expect(asin(page)).toHaveValue('B0C4TR311X');
});

test('a project goes out as a file and comes back on another device, chosen or dropped', async ({
  page,
  context,
  browser
}) => {
  await withoutPicker(context);
  await openProject(page);
  await asin(page).fill('B0C4TR311X');
  const download = page.waitForEvent('download');
  await more(page, 'Save project file');
  const { name, path } = await savedFile(await download);
  expect(name).toBe('bag.packshot');
  const file: TestFile = { name, mimeType: '', buffer: await readFile(path) };

  const device = await browser.newContext({ baseURL: new URL('/', page.url()).href });
  const there = await device.newPage();
  await there.goto('/');
  await there.locator('[data-input=project]').setInputFiles([file]);
  await there.waitForURL(/project/);
  await expect(asin(there)).toHaveValue('B0C4TR311X');
  await expect(there.getByRole('heading', { name: 'bag.jpg' })).toBeVisible();
  await there.goto('/');
  await drop(there, [file]);
  await there.waitForURL(/project/);
  await there.goto('/');
  await expect(there.getByRole('listitem').filter({ hasText: 'bag' })).toHaveCount(1);
  await drop(there, [{ ...file, buffer: file.buffer.subarray(0, 500) }]);
  const alert = there.getByRole('alert');
  await expect(alert).toContainText('bag.packshot could not be opened');
  await expect(alert).toContainText('Nothing on this device was changed.');
  await device.close();
});

test('a broken project is told in words; what can be read of it is opened as a copy, and it goes out as a file', async ({
  page,
  context
}) => {
  await withoutPicker(context);
  const id = await openProject(page);
  await untilSaved(page);
  await page.goto('/about');
  await damage(page, id, 'broken');
  await page.goto(`/project?id=${id}`);
  await expect(page.getByRole('alert')).toContainText('This project cannot be read');
  await expectAccessible(page, 'broken project');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save project file' }).click();
  expect((await savedFile(await download)).name).toBe('bag.packshot-rescue');
  await page.getByRole('button', { name: 'Recover a copy' }).click();
  await page.waitForURL((url) => url.searchParams.get('id') !== id);
  await expect(page.getByRole('alert')).toContainText('Its edits could not be read');
  await expect(asin(page)).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('listitem').filter({ hasText: 'bag' })).toHaveCount(2);
});

test('a project of a newer version is marked, refused untouched, and can be saved as a file', async ({
  page,
  context
}) => {
  await withoutPicker(context);
  const id = await openProject(page);
  await untilSaved(page);
  await page.goto('/about');
  await damage(page, id, 'newer');
  await page.goto('/');
  await expect(page.getByText('Made by a newer version of Packshot')).toBeVisible();
  await expectAccessible(page, 'list with a project of a newer version');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save project file' }).click();
  expect((await savedFile(await download)).name).toBe('bag.packshot');
  await page.goto(`/project?id=${id}`);
  await expect(page.getByRole('alert')).toContainText('made by a newer version of Packshot');
  await expect(page.getByRole('button', { name: 'Recover a copy' })).toHaveCount(0);
});

test('two crashes while opening lead to the list, where the project is marked and can be opened all the same', async ({
  page,
  context
}) => {
  const id = await openProject(page);
  await untilSaved(page);
  await page.goto('/about');
  for (let crash = 0; crash < 2; crash++) {
    const dying = await context.newPage();
    await dying.goto(`/project?id=${id}`);
    await asin(dying).waitFor();
    const died = dying.waitForEvent('crash');
    const devtools = await context.newCDPSession(dying);
    devtools.send('Page.crash').catch(() => {});
    await died;
    await dying.close();
  }
  await page.goto(`/project?id=${id}`);
  await page.waitForURL((url) => !url.pathname.includes('project'));
  await expect(page.getByText('Closed unexpectedly while opening, twice')).toBeVisible();
  const actions = page.getByRole('group', { name: 'What to do with bag' }).getByRole('button');
  await expect(actions).toHaveText(['Open anyway', 'Recover a copy', 'Save project file', 'Delete']);
  await expectAccessible(page, 'list with a project that crashed');
  await actions.first().click();
  await page.waitForURL(/project/);
  await expect(asin(page)).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('Closed unexpectedly')).toHaveCount(0);
});

test('where pixels are gone the photo says so, and the rest works', async ({ page }) => {
  const id = await openProject(page);
  await untilSaved(page);
  await page.goto('/about');
  await damage(page, id, 'pixels');
  await page.goto(`/project?id=${id}`);
  await expect(page.getByRole('alert')).toContainText('no longer on this device');
  await asin(page).fill('B0C4TR311X');
  await untilSaved(page);
});
