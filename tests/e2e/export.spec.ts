import AxeBuilder from '@axe-core/playwright';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from './app.ts';
import { showBatch } from './batches.ts';
import { agree, boxPhoto, cutOut, drop, untilChecked } from './steps.ts';

test.use({ acceptDownloads: true });
// Without the browser's own dialog, which no test can answer.
test.beforeEach(({ context }) =>
  context.addInitScript(() => void Reflect.deleteProperty(window, 'showDirectoryPicker'))
);

/** Writes into the saved project what it is made for, and opens it anew. */
async function setChannels(page: Page, channels: readonly string[]): Promise<void> {
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  await page.evaluate(async (ids) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const db = await done(indexedDB.open('packshot'));
    const rows = db.transaction('projects', 'readwrite').objectStore('projects');
    const [row] = (await done(rows.getAll())) as { document: { channels: readonly string[] } }[];
    if (row) await done(rows.put({ ...row, document: { ...row.document, channels: ids } }));
    db.close();
  }, channels);
  await page.reload();
}

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, state).toEqual([]);
}

/** A project of three photos, two of one product, all cut out. */
async function openProject(page: Page): Promise<void> {
  const names = ['B0C4TR311X.jpg', 'B0C4TR311X_side.jpg', 'B09KX7M2QD.jpg'];
  await cutOut(page, await Promise.all(names.map((name) => boxPhoto(name))));
  for (let next = 1; next < names.length; next += 1) {
    await page.keyboard.press('PageDown');
    await untilChecked(page);
  }
  await setChannels(page, ['amazon', 'shopify']);
}

interface Unzipped {
  readonly name: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

async function unzip(download: Download): Promise<Unzipped> {
  const reader = new ZipReader(new Uint8ArrayReader(await readFile(await download.path())));
  const files = new Map<string, Buffer>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  }
  return { name: download.suggestedFilename(), files };
}

test('three photos for two channels: the names, the manifest and the hashes are right', async ({ page }) => {
  await openProject(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Amazon MAIN, 2 files: Not checked yet/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Shopify.* PT01, 1 file/ })).toBeVisible();
  await expectAccessible(page, 'export');

  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Export 6 files' }).click();
  await expect(page.getByText('6 files are exported')).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => downloads.length).toBe(3);
  const zips = await Promise.all(downloads.map(unzip));
  const byEnd = (end: string) => zips.find(({ name }) => name.endsWith(end))!;

  expect([...byEnd('_amazon.zip').files.keys()].sort()).toEqual([
    'B09KX7M2QD.MAIN.jpg',
    'B0C4TR311X.MAIN.jpg',
    'B0C4TR311X.PT01.jpg'
  ]);
  const papers = byEnd('_report.zip').files;
  expect([...papers.keys()].sort()).toEqual([
    'SHA256SUMS',
    'manifest.json',
    'report.html',
    'report.json',
    'shopify.csv'
  ]);
  const manifest = JSON.parse(papers.get('manifest.json')!.toString()) as {
    files: { name: string; sha256: string; bytes: number; channel: string; verdict: string }[];
    skipped: unknown[];
  };
  expect(manifest.files).toHaveLength(6);
  expect(manifest.skipped).toEqual([]);
  for (const { name, sha256, bytes, verdict } of manifest.files) {
    const [zip = '', file = ''] = name.split('/');
    const content = byEnd(`${zip}.zip`).files.get(file)!;
    expect(content.length).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(verdict).toBe('pass');
  }
  expect(papers.get('report.html')!.toString()).toContain('data:image/jpeg;base64,');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: /^Amazon MAIN, 2 files: Pass/ })).toBeVisible();
});

test('a country set without MAIN is said, and put right in one press; a name form of one’s own is used', async ({
  page
}) => {
  await openProject(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByLabel('Add a country').selectOption('Germany');
  await page.getByRole('button', { name: 'DE: add 1 of PT01' }).click();
  await expect(page.getByText('DE has no MAIN for 1 product')).toBeVisible();
  await page.getByRole('button', { name: 'Copy from Global' }).click();
  await expect(page.getByText('DE has no MAIN for 1 product')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Amazon PT01, 1 file/ })).toBeVisible();

  await page.getByText('Global', { exact: true }).click();
  await page.getByRole('button', { name: /^Shopify.* MAIN, 2 files/ }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByLabel('Form of name');
  await form.fill('../{sku}.{ext}');
  await expect(page.getByText('cannot be in a file name')).toBeVisible();
  await form.fill('shop-{sku}-{position}.{ext}');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('shop-B0C4TR311X-1.jpg')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeVisible();
});

test('two sizes and one photo: both names with the same bytes, of one job, until that is switched off', async ({
  page
}) => {
  const rows = [
    'SKU;ASIN;Title;Parent SKU;Color family;Size',
    'TEE-R-S;B0C4TR311X;Red tee with a long name, small;TEE;Red;S',
    'TEE-R-M;B09KX7M2QD;Red tee with a long name, medium;TEE;Red;M',
    'TEE-R-L;;Red tee with a long name, large;TEE;Red;L',
    'TEE-B-S;B08CXRT9K1;Blue tee;TEE;Blue;S'
  ];
  const table = { name: 'catalog.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.goto('/');
  await drop(page, [await boxPhoto('TEE-R-S.jpg'), table]);
  const dialog = page.getByRole('dialog', { name: /^Take in/ });
  await dialog.getByRole('button', { name: /^Take in/ }).click();
  await showBatch(page, 1);
  await page.getByRole('button', { name: 'Make files of 1 photo' }).click();
  await agree(page);
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Photos' }).getByRole('listitem')).toHaveCount(1);
  await page.goto(page.url().replace('view=batch', 'view=export'));

  const sizes = page.getByRole('switch', { name: /^Sizes of a colour share pictures/ });
  await expect(sizes).toBeChecked();
  await expect(
    page.getByText('Sizes of a colour share pictures: 2 files are written again, for 2 products')
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amazon MAIN, 3 files: Needs review/ })).toBeVisible();
  const shared = page.getByRole('button', { name: /^B09KX7M2QD\.MAIN\.jpg same picture as TEE-R-S/ });
  await expect(shared).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `sizes, ${colorScheme}`);
  }
  await page.getByRole('button', { name: /^TEERL\.MAIN\.jpg/ }).click();
  await expect(page.getByRole('list', { name: 'What was found' })).toContainText(/ASIN/);

  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Export 2 files' }).click();
  await expect(page.getByText('2 files are exported')).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => downloads.length).toBe(2);
  const [pictures, papers] = await Promise.all(downloads.map(unzip));
  expect([...pictures!.files.keys()]).toEqual(['B0C4TR311X.MAIN.jpg', 'B09KX7M2QD.MAIN.jpg']);
  const hashes = [...pictures!.files.values()].map((file) => createHash('sha256').update(file).digest('hex'));
  expect(hashes[1]).toBe(hashes[0]);
  const manifest = JSON.parse(papers!.files.get('manifest.json')!.toString()) as {
    files: { name: string; sha256: string; sharedFrom?: string }[];
    skipped: { reason: string; sharedFrom?: string }[];
  };
  expect(manifest.files.map(({ sha256, sharedFrom }) => [sha256, sharedFrom])).toEqual([
    [hashes[0], undefined],
    [hashes[0], 'TEE-R-S']
  ]);
  expect(manifest.skipped).toMatchObject([{ reason: 'amazon/main: review', sharedFrom: 'TEE-R-S' }]);
  expect(papers!.files.get('report.html')!.toString()).toContain('same picture as TEE-R-S');
  await page.getByRole('button', { name: 'Done', exact: true }).click();

  await page.setViewportSize({ width: 390, height: 844 });
  await sizes.focus();
  await page.keyboard.press('Space');
  await expect(sizes).not.toBeChecked();
  await expect(page.getByText('off, so 2 products without photos get no files')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amazon MAIN, 1 file: / })).toBeVisible();
  await expectAccessible(page, 'sizes apart, on a phone');
  await page.keyboard.press('Control+z');
  await expect(sizes).toBeChecked();
});
