import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { cutOut, type TestFile } from './steps.ts';

test.use({ acceptDownloads: true });

/** A round dark product on white: nothing about it is in doubt. */
async function roundPhoto(name: string): Promise<TestFile> {
  const stripes = Array.from(
    { length: 14 },
    (_, index) => `<rect x="${380 + 48 * index}" y="560" width="20" height="280" fill="#4a6a86"/>`
  );
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1400"><rect width="1400" height="1400" fill="#fff"/>' +
    `<ellipse cx="700" cy="700" rx="520" ry="380" fill="#203040"/>${stripes.join('')}</svg>`;
  const buffer = await sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** A cut-out product on blue, which Amazon's main image may not have. */
async function checkBlue(page: Page): Promise<void> {
  await cutOut(page, await roundPhoto('B0C4TR311X.jpg'));
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Backdrop' }).click();
  await page.getByRole('radio', { name: 'Colour' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#3060C0');
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Fail/ })).toBeVisible();
  await page.locator('.btn.check').click();
}

test('what is safe is fixed and told; undone, it breaks the rule; the fix by button ends it for this output', async ({
  page
}) => {
  await checkBlue(page);
  const verdict = page.getByRole('heading', { level: 2 });
  await expect(verdict).toContainText('with fixes');
  const fixed = page.getByRole('list', { name: 'Fixed for you' });
  await expect(fixed).toContainText('Background');
  await fixed.getByRole('button', { name: 'Undo' }).click();
  await expect(verdict).toContainText('Breaks a rule');
  await expect(page.locator('figure canvas').first()).toBeVisible();
  await expect(page.getByText('after the fix')).toBeVisible();
  await page.getByRole('button', { name: 'Fix 1 safe one' }).click();
  await expect(verdict).toContainText('Ready for Amazon');
  await expect(page.getByRole('button', { name: /Fix \d safe/ })).toBeHidden();
});

test('every output has its verdict, the report is saved, and nothing is in the way of a keyboard or a reader', async ({
  page
}) => {
  await checkBlue(page);
  const tabs = page.getByRole('navigation', { name: 'Outputs' });
  await expect(tabs.getByRole('button', { name: /Amazon MAIN/ })).toHaveAttribute('aria-current', 'page');
  await expect(tabs.getByRole('img', { name: 'Not checked' })).toHaveCount(0, { timeout: 60_000 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report' }).click();
  expect((await download).suggestedFilename()).toBe('B0C4TR311X.MAIN.jpg.report.html');
  await page.getByText('ΔE map').click();
  await expect(page.locator('main canvas.whole')).toBeVisible();
});

test('a doubt that a person accepts is settled, with the reason, until the picture changes', async ({
  page
}) => {
  await cutOut(page, await roundPhoto('shelf.jpg'));
  await page.locator('.btn.check').click();
  const verdict = page.getByRole('heading', { level: 2 });
  await expect(verdict).toContainText('Have a look');
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Why it is right').fill('named at upload');
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(verdict).toContainText('Ready for Amazon');
  await page.getByRole('button', { name: /look again/ }).click();
  await expect(verdict).toContainText('Have a look');
});

test('Packshot’s own advice links to a page of the app that says what it means', async ({ page }) => {
  await page.goto('./about#advice');
  await expect(page.getByRole('heading', { name: /own advice means/ })).toBeInViewport();
});

test('a file is written as a person chooses, says what came of it, and goes back by undo', async ({
  page
}) => {
  await cutOut(page, await roundPhoto('B0C4TR311X.jpg'));
  await page.locator('.btn.check').click();
  const report = page.getByRole('region', { name: 'Report' });
  await expect(report).toContainText('B0C4TR311X.MAIN.jpg');
  const written = report.getByRole('status').filter({ hasText: 'quality' });
  await expect(written).toContainText(/^JPEG · quality \d+ · [\d.,]+ .?B · /);
  const format = report.getByLabel('Format');
  expect(await format.locator('option').allTextContents()).toEqual(['Automatic', 'JPEG', 'PNG', 'TIFF']);
  await format.selectOption('PNG');
  await expect(report).toContainText('B0C4TR311X.MAIN.png');
  await expect(report.getByRole('status').filter({ hasText: 'Without loss' })).toContainText(/^PNG · /);
  await expect(report.getByLabel('Quality')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(report).toContainText('B0C4TR311X.MAIN.jpg');
  await report.getByLabel('Quality').selectOption('Best');
  await expect(written).toContainText('quality 100');
});

test('a category of the channel’s is chosen: its rule comes first and the others’ go', async ({ page }) => {
  await cutOut(page, await roundPhoto('B0C4TR311X.jpg'));
  await page.locator('.btn.check').click();
  const asked = page.getByRole('group', { name: 'Only you can tell' });
  await expect(asked).toContainText('If it is for apparel adult');
  await asked.getByLabel('This product’s category').selectOption('footwear');
  await expect(asked).toContainText('For footwear, in the channel’s words: single shoe');
  await expect(asked).not.toContainText('If it is for apparel');
});
