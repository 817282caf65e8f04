import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { downloadZip } from 'client-zip';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { boxPhoto, cutOut, drop, untilChecked, type TestFile } from './steps.ts';

test.use({ acceptDownloads: true });

/** A listing as sellers have it: a good MAIN, one that is too small, a broken file, a ZIP in the ZIP. */
async function listing(): Promise<TestFile> {
  const good = await boxPhoto('a.jpg', { width: 2000, height: 2000, box: { width: 0.92, height: 0.7 } });
  const small = await boxPhoto('b.jpg', { width: 2000, height: 2000, box: { width: 0.3, height: 0.3 } });
  const zip = await downloadZip([
    { name: 'bags/B0C4TR311X.MAIN.jpg', input: good.buffer },
    { name: 'bags/B09KX7M2QD main.jpg', input: small.buffer },
    { name: 'bags/B09KX7M2QD.PT01.jpg', input: 'no picture' },
    { name: 'more.zip', input: 'PK' }
  ]).blob();
  return { name: 'listing.zip', mimeType: 'application/zip', buffer: Buffer.from(await zip.arrayBuffer()) };
}

async function audited(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Check existing listing images' }).waitFor();
  await drop(page, [await listing()]);
  await expect(page.getByText('All 4')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
}

test('a ZIP is dropped, each of its files has a verdict, and one is repaired', async ({ page }) => {
  await cutOut(page, await boxPhoto('warm.jpg'));
  await page.goto('/');
  await page.getByRole('link', { name: 'Check existing listing images' }).click();
  await audited(page);
  await page.getByText('Fail 3').click();
  const table = page.getByRole('list', { name: 'Checked files' });
  await expect(table.getByText('more.zip')).toBeVisible();
  await expect(table.getByText('B0C4TR311X.MAIN.jpg')).toBeHidden();

  await page.getByRole('button', { name: 'Findings of B09KX7M2QD main.jpg' }).click();
  const findings = page.getByRole('dialog').getByRole('list', { name: 'Findings' });
  await expect(findings).toContainText('File name');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Repair B09KX7M2QD main.jpg' }).click();
  await expect(page).toHaveURL(/project\?id=.*view=check/);
  await expect(page.getByRole('region', { name: 'Report' })).toContainText('B09KX7M2QD.MAIN.jpg', {
    timeout: 60_000
  });
  await page.goBack();
  await expect(page.getByText('All 4')).toBeVisible();
});

test('without the model the repaired picture opens in the editor, which asks for it', async ({ page }) => {
  await page.goto('/audit');
  await audited(page);
  await page.getByRole('button', { name: 'Repair B09KX7M2QD main.jpg' }).click();
  await page.getByRole('button', { name: /^Download \d/ }).click();
  await untilChecked(page);
});

test('the report is saved as a table in which nothing is a formula', async ({ page }) => {
  await page.goto('/audit');
  await audited(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the report as CSV' }).click()
  ]);
  expect(download.suggestedFilename()).toBe('listing_report.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines.filter((line) => /^[=+\-@]/.test(line))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 360, height: 740 }
  ]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px; nothing sticks out`, async ({
      page
    }, info) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      await page.goto('/audit');
      const clean = async (state: string) => {
        await page.screenshot({ path: info.outputPath(`${state}-${colorScheme}-${viewport.width}.png`) });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        expect(found, state).toEqual([]);
        const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(sticksOut, state).toBe(false);
      };
      await page.getByRole('heading', { name: 'Check existing listing images' }).waitFor();
      await clean('empty');
      await audited(page);
      await clean('table');
      await page.getByRole('button', { name: 'Findings of B09KX7M2QD main.jpg' }).click();
      await page.getByRole('dialog').waitFor();
      await clean('findings');
    });
  }
}
