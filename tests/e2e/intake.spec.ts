import { downloadZip } from 'client-zip';
import { expect, test } from './app.ts';
import { boxPhoto, choose, drop, type TestFile } from './steps.ts';

const csv = (text: string): TestFile => ({
  name: 'catalog.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text)
});
/** So small that a dozen are made at once, and each another picture. */
const photo = (name: string, n: number) => boxPhoto(name, { width: 300 + n, height: 240 });

const names = ['MUG', 'BAG', 'CAP'].flatMap((sku) => [1, 2, 3, 4].map((n) => `${sku}_${n}.jpg`));

test('a folder of photos, a table and junk become products and slots, after a look at them', async ({
  page
}) => {
  await page.goto('/');
  const photos = await Promise.all(names.map(photo));
  const junk: TestFile = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
  const twin = { ...photos[0]!, name: 'MUG_5.jpg' };
  await drop(page, [...photos, twin, junk, csv('SKU;Title;Swatch\nMUG;Mug;#a01020\nBAG;Bag;red\n')]);
  const dialog = page.getByRole('dialog', { name: 'Take in 14 photos' });
  await expect(dialog.getByLabel('How the files are named')).toHaveValue('{sku}_{n}');
  await expect(dialog.getByRole('status')).toHaveText('3 products, 13 files sorted, 1 without a product');
  await expect(dialog).toContainText('2 of 2 rows can be used');
  await dialog.getByText('1 problem').click();
  await expect(dialog).toContainText('Row 3: “red” cannot be read.');
  await dialog.getByLabel('How the files are named').fill('{n}');
  await expect(dialog.getByRole('alert')).toContainText('Nothing in it tells products apart.');
  await dialog.getByLabel('How the files are named').fill('{sku}_{n}');
  await dialog.getByRole('button', { name: 'Take in 14 photos' }).click();
  await expect(page.getByText('1 photo was in already')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('1 file could not be taken in')).toBeVisible();
  await expect(page).toHaveURL(/project/);
  const saved = await page.evaluate(
    () =>
      new Promise<{
        photos: { name: string; slot?: string; productId?: string }[];
        products: { id: string; sku?: string }[];
      }>((resolve, reject) => {
        const open = indexedDB.open('packshot');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('projects').objectStore('projects').getAll();
          all.onsuccess = () => resolve((all.result[0] as { document: never }).document);
        };
      })
  );
  expect(saved.products.map(({ sku }) => sku)).toEqual(['MUG', 'BAG', 'CAP']);
  const skuOf = new Map(saved.products.map(({ id, sku }) => [id, sku]));
  expect(
    saved.photos.map(({ name, productId = '', slot }) => `${name} ${skuOf.get(productId)} ${slot}`)
  ).toEqual(names.map((name, n) => `${name} ${name.slice(0, 3)} ${['MAIN', 'PT01', 'PT02', 'PT03'][n % 4]}`));
});

test('nothing is taken in where the look is cancelled; three photos are not asked about', async ({
  page
}) => {
  await page.goto('/');
  const photos = await Promise.all(names.slice(0, 4).map(photo));
  await choose(page, photos);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/project/);
  await choose(page, photos.slice(0, 3));
  await expect(page).toHaveURL(/project/, { timeout: 30_000 });
});

/** A ZIP of files by their paths in it. */
async function zipOf(name: string, files: readonly TestFile[], folder: string): Promise<TestFile> {
  const zip = await downloadZip(
    files.map((file) => ({ name: `${folder}/${file.name}`, input: file.buffer }))
  ).arrayBuffer();
  return { name, mimeType: 'application/zip', buffer: Buffer.from(zip) };
}

test('a ZIP dropped on a project: how far it is, every file told, and what was taken in stays where one stops', async ({
  page
}) => {
  await page.goto('/');
  await choose(page, await photo('FIRST_1.jpg', 0));
  await expect(page).toHaveURL(/project\?id=/);
  await expect(page.getByRole('button', { name: /^Download \d/ })).toBeVisible();
  await page.keyboard.press('q');
  const grid = page.getByRole('grid', { name: 'Products' });
  await expect(grid).toBeVisible();
  const broken: TestFile = { name: 'CUP_9.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
  const junk: TestFile = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
  const cups = await Promise.all([1, 2, 3, 4].map((n) => photo(`CUP_${n}.jpg`, n)));
  await drop(page, [await zipOf('cups.zip', [...cups, broken, junk], 'cups')]);
  await page.getByRole('button', { name: /^Take in 6 photos/ }).click();
  await expect(page.getByText('2 files could not be taken in')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('CUP_9.jpg', { exact: true })).toBeVisible();
  await expect(page.getByText('notes.txt', { exact: true })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: /^CUP, 4 photos/ })).toBeVisible();

  const many = await Promise.all(Array.from({ length: 150 }, (_, n) => photo(`TUB_${n + 1}.jpg`, 10 + n)));
  await drop(page, [await zipOf('tubs.zip', many, 'tubs')]);
  await page.getByRole('button', { name: /^Take in 150 photos/ }).click();
  const card = page.getByRole('status').filter({ hasText: /^Taking in [1-9]\d* of 150$/ });
  await expect(card).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const stopped = page.getByText(/^Stopped: \d+ files were not taken in/);
  await expect(stopped).toBeVisible();
  const left = Number((await stopped.textContent())?.match(/\d+/)?.[0]);
  await expect(grid.getByRole('gridcell', { name: new RegExp(`^TUB, ${150 - left} photo`) })).toBeVisible();
  await expect(card).toBeHidden();
});
