import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { boxPhoto, choose, takeMany } from './steps.ts';

const NAMES = ['B0C4TR311X.MAIN.jpg', 'B0C4TR311X.PT01.jpg', 'B09KX7M2QD.MAIN.jpg', 'mug.jpg', 'vase.jpg'];

/** Five photos of four products, small so that they are quickly in. */
async function table(page: Page): Promise<void> {
  await page.goto('/');
  // Each another picture: the same one is taken in once.
  const photo = (name: string, at: number) => boxPhoto(name, { width: 600 + at, height: 500 });
  await choose(page, await Promise.all(NAMES.map(photo)));
  await takeMany(page, NAMES.length);
  await expect(page.getByRole('gridcell')).toHaveCount(4);
}

const product = (page: Page, name: string) => page.getByRole('gridcell', { name });

test('several photos open as a table, which is searched, filtered, walked through by keys and left for the editor', async ({
  page
}) => {
  await table(page);
  await expect(page.getByRole('button', { name: 'Not checked 5' })).toBeVisible();
  await expect(page.locator('[role=gridcell] img')).toHaveCount(4);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('/');
  await page.keyboard.type('mug');
  await expect(page.getByRole('gridcell')).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: /^Passed|^Pass/ }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'All 5' }).click();

  await product(page, 'B0C4TR311X').focus();
  await page.keyboard.press('ArrowRight');
  await expect(product(page, 'B09KX7M2QD')).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('toolbar', { name: '2 selected' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=edit/);
  await expect(page.getByRole('navigation', { name: 'Tools' })).toBeVisible();
  await page.getByRole('button', { name: 'All photos' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(4);
  await page.goBack();
  await expect(page).toHaveURL(/view=edit/);
});

test('photos change their slots by hand and by keyboard, and what is deleted comes back', async ({
  page
}) => {
  await table(page);
  await product(page, 'B0C4TR311X').click();
  const slots = page.getByRole('list', { name: 'Slots' });
  await slots
    .getByRole('button', { name: 'PT01: B0C4TR311X.PT01.jpg' })
    .dragTo(slots.getByRole('button', { name: /^MAIN/ }));
  await expect(slots.getByRole('button', { name: 'MAIN: B0C4TR311X.PT01.jpg' })).toBeVisible();
  await slots.getByRole('button', { name: /^MAIN/ }).press('Enter');
  await slots.getByRole('button', { name: 'PT04, empty' }).press('Enter');
  await expect(slots.getByRole('button', { name: 'PT04: B0C4TR311X.PT01.jpg' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Title' }).fill('Mug with a box on it');
  await page.getByRole('textbox', { name: 'Title' }).press('Tab');
  await expect(product(page, 'B0C4TR311X')).toContainText('Mug with a box on it');

  await page.getByRole('button', { name: 'Select mug' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(4);
});

test('on a phone a product opens over the table, and nothing is cut off at the side', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await table(page);
  await product(page, 'vase').click();
  await expect(page.getByRole('complementary', { name: 'Product' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('complementary', { name: 'Product' })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
