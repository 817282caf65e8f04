import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { agree, boxPhoto, drop, takeMany, type TestFile } from './steps.ts';

/* A catalogue at a glance: what there is of each product, what is missing, and what leads where. */

const NAMES = ['MUG_MAIN.jpg', 'MUG_PT01.jpg', 'BAG_MAIN.jpg', 'CAP_PT01.jpg', 'CUP_MAIN.jpg'];
const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
const TABLE = [
  'SKU;Title;Category;Parent SKU;Color family;Expires',
  `MUG;Mug with a long name that does not fit;Kitchen;;;${soon}`,
  'BAG;Bag;Bags;;;',
  'TEE-R-S;Tee;Shirts;TEE;Red;',
  'TEE-R-M;Tee;Shirts;TEE;Red;'
].join('\n');

async function catalogue(page: Page): Promise<void> {
  await page.goto('/');
  const photo = (name: string, at: number) => boxPhoto(name, { width: 1300 + at, height: 1200 });
  const table: TestFile = { name: 'catalog.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
  await drop(page, [...(await Promise.all(NAMES.map(photo))), table]);
  await takeMany(page, NAMES.length);
}

async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found, `${state}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const part = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of the overview' }).getByRole('button', { name });
const cell = (page: Page, name: RegExp) => page.getByRole('gridcell').getByRole('button', { name });

test('every product in every channel: walked by keys, made where nothing was, ready in the end', async ({
  page
}) => {
  await catalogue(page);
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/view=overview/);
  const grid = page.getByRole('grid', { name: 'Products by channel' });
  await expect(grid.getByRole('row')).toHaveCount(7);
  await expect(cell(page, /^BAG, Amazon: Not made. 0 of 1 file|^BAG, Amazon: Not made/)).toBeVisible();
  await expect(cell(page, /^CAP, Amazon: Photo missing. MAIN photo/)).toBeVisible();
  await expectAccessible(page, 'the board');

  await grid.getByRole('button', { name: /^MUG/ }).first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, /^BAG, Amazon/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=batch/);
  await agree(page);
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Overview' }).first().click();
  await expect(cell(page, /^BAG, Amazon: (Done|Fixed|Needs review)/)).toBeVisible();
  await expect(cell(page, /^MUG, Amazon: Not made/)).toBeVisible();

  await cell(page, /^CAP, Amazon: Photo missing/).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole('complementary', { name: 'Product' })).toContainText('CAP');
  await page.getByRole('button', { name: /^Rights of 1 product end/ }).click();
  await expect(page.getByRole('list', { name: 'Products whose rights end' })).toContainText(/[45] days left/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/view=table/);
});

test('what is missing, where products could be listed, a pilot, and what it saves', async ({ page }) => {
  await catalogue(page);
  await page.getByRole('button', { name: 'Overview' }).first().click();
  await part(page, /^Missing photos/).click();
  const missing = page.getByRole('list', { name: 'What is missing' });
  await expect(missing.getByRole('listitem')).toHaveCount(2);
  await expect(missing).toContainText('TEE, Red');
  await expectAccessible(page, 'what is missing');
  await page.getByRole('switch', { name: 'Only what is required' }).click();
  await expect(missing.getByRole('listitem')).toHaveCount(5);

  await part(page, /^Where else/).click();
  const channels = page.getByRole('list', { name: 'Channels' });
  await expect(channels.getByRole('listitem').first()).toContainText(
    /Amazon.*0\s*checked.*3\s*by size and slots only/s
  );
  await expectAccessible(page, 'where else');

  await part(page, /^Try a few/).click();
  await expect(page.getByRole('list', { name: 'Products to try' }).getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page, 'a pilot');
  await page.getByRole('button', { name: 'Make files of 3 products' }).click();
  await agree(page);
  await expect(page.getByRole('heading', { name: 'What came of it' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'what came of the pilot');

  await part(page, /^Savings/).click();
  await page.getByLabel('Studio, price of a picture').fill('25');
  await page.getByLabel('Number of pictures').fill('200');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('row', { name: /^Studio/ })).toContainText('$5,000');
  await expect(page.getByRole('row', { name: /^Web service/ })).toContainText('$173');
  await expectAccessible(page, 'savings');
  await page.reload();
  await part(page, /^Savings/).click();
  await expect(page.getByLabel('Studio, price of a picture')).toHaveValue('25');
});

test('on a phone nothing is cut off at the side', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await catalogue(page);
  await page.getByRole('button', { name: 'Overview' }).click();
  await expect(page.getByRole('grid', { name: 'Products by channel' })).toBeVisible();
  for (const name of [/^Status/, /^Missing/, /^Rights/, /^Where else/, /^Try a few/, /^Savings/]) {
    await part(page, name).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), String(name)).toBeLessThanOrEqual(
      390
    );
  }
  await expectAccessible(page, 'on a phone');
});
