import { expect, test } from './app.ts';
import { agree, boxPhoto, choose, cutOut } from './steps.ts';

test('a model is deleted, asked for again by the next photo, and downloaded from settings', async ({
  page
}) => {
  await cutOut(page, await boxPhoto('mug.jpg', { width: 900, height: 900 }));
  await page.goto('/settings');
  const model = page.getByRole('article').first();
  await expect(model).toContainText('on this device');
  await model.getByRole('button', { name: /^Delete/ }).click();
  await expect(model).toContainText('Not on this device');
  await page.goto('/');
  await choose(page, await boxPhoto('other.jpg', { width: 901, height: 900 }));
  await expect(page.getByRole('button', { name: /^Download \d/ })).toBeVisible();
  await page.goto('/settings');
  await model.getByRole('button', { name: /^Download/ }).click();
  await expect(model.getByRole('button', { name: /^Delete/ })).toBeVisible();
  await expect(model.getByRole('button', { name: /^Download/ })).toBeHidden();
});

test('a model says its size, licence, evidence and whether commercial use is covered', async ({ page }) => {
  await page.goto('/settings');
  const model = page.getByRole('article').first();
  await expect(model.getByText('Licence')).toBeVisible();
  await expect(model.getByText('Commercial use')).toBeVisible();
  await expect(model).toContainText(/\d+ (k|M)?B/);
});

test('settings say what computes cutouts, and why it is not the graphics processor', async ({ page }) => {
  await page.goto('/settings');
  const device = page.getByRole('region', { name: 'This device' });
  await expect(device.getByRole('heading', { name: 'What computes cutouts' })).toBeVisible();
  await expect(device).toContainText('WebAssembly computes cutouts');
  // The stub build ships nothing for it.
  await expect(device).toContainText('carries no files for it');
});

test('a chosen theme holds after a reload, whatever the device says', async ({ page }) => {
  await page.goto('/settings');
  await page.getByText('Dark', { exact: true }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe('rgb(22, 22, 22)');
  await page.reload();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await ground()).toBe('rgb(22, 22, 22)');
});

test('Vietnamese covers the whole journey', async ({ page }) => {
  await page.goto('/settings');
  await page.getByText('Tiếng Việt').click();
  await page.getByRole('heading', { name: 'Cài đặt' }).waitFor();
  await page.goto('/');
  await choose(page, await boxPhoto('cốc.jpg', { width: 900, height: 900 }));
  await page.getByRole('button', { name: /^Tải xuống \d/ }).click();
  await expect(page.getByRole('button', { name: 'Tách nền lại' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'Hãy xem lại trước khi tải lên' })).toBeVisible();
  await expect(page.getByText('Nền trắng tuyệt đối')).toBeVisible();
});

test('delete everything asks first, then leaves nothing', async ({ page }) => {
  await page.goto('/');
  await choose(page, await boxPhoto('mug.jpg', { width: 900, height: 900 }));
  await agree(page);
  await page.getByRole('button', { name: 'Cut out again' }).waitFor();
  await page.goto('/settings');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('article').first()).not.toContainText('Not on this device');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByText('Everything is deleted.')).toBeVisible();
  await expect(page.getByRole('article').first()).toContainText('Not on this device');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Recent' })).toBeHidden();
});

test('about proves what it says: the live policy, every request, the source', async ({ page }) => {
  await page.goto('/about#proof');
  await expect(page.getByText(/^connect-src 'self'$/)).toBeVisible();
  await expect(page.getByText(/\d+ requests, 0 of them to another place/)).toBeVisible();
  for (const name of ['AGPL-3.0', 'Third-party notices', 'Source']) {
    const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
    expect((await page.request.get(new URL(href!, page.url()).href)).status(), name).toBe(200);
  }
});
