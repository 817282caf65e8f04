import { devices, type Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { agree, boxPhoto, choose, savedFile, untilChecked } from './steps.ts';

test.use({ ...devices['Pixel 7'], viewport: { width: 390, height: 844 } });

const noSideways = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

/** Controls smaller than a fingertip, 44 × 44 px. Links in a sentence are exempt (WCAG 2.5.8). */
const small = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, select, input[type=text], .btn')]
      .filter((element) => element.checkVisibility() && !element.closest('[inert], .mark'))
      .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 1 && (box.height < 43.5 || box.width < 43.5))
      .filter(({ name }) => !name.includes('handle'))
      .map(({ name, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${name}`)
  );

test('camera first, and every target fits a fingertip', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Take a photo' })).toBeVisible();
  await expect(page.locator('[data-input=camera]')).toHaveAttribute('capture', 'environment');
  await page
    .getByRole('button', { name: /^Try it with/ })
    .first()
    .waitFor();
  await noSideways(page);
  expect(await small(page)).toEqual([]);
});

test('from photo to saved file on a phone', async ({ page }) => {
  await page.goto('/');
  await choose(page, await boxPhoto('B0C4TR311X.jpg', { width: 1500, height: 1500 }));
  await agree(page);
  await untilChecked(page);
  await noSideways(page);
  expect(await small(page)).toEqual([]);
  await page.getByRole('button', { name: 'Views' }).tap();
  await page.getByRole('button', { name: 'Mask overlay' }).tap();
  await expect(page.locator('canvas.overlay')).toBeVisible();
  const sheet = page.getByRole('complementary', { name: 'Cutout' });
  const half = (await sheet.boundingBox())!.height;
  await page.getByRole('button', { name: 'Taller or shorter panel' }).tap();
  await expect.poll(async () => (await sheet.boundingBox())!.height).toBeGreaterThan(half + 100);
  await page.getByRole('button', { name: /^Amazon MAIN/ }).tap();
  await expect(page.getByRole('region', { name: 'Report' })).toBeVisible();
  await noSideways(page);
  expect(await small(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).tap();
  expect((await savedFile(await download)).name).toBe('B0C4TR311X.MAIN.jpg');
});

test('settings and about fit a phone', async ({ page }) => {
  for (const path of ['/settings', '/about']) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await noSideways(page);
    expect(await small(page)).toEqual([]);
  }
});
