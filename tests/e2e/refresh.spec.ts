import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { exportAll, type Told } from './exports.ts';
import { boxPhoto, cutOut } from './steps.ts';

test.use({ acceptDownloads: true });
// Without the browser's own dialog, which no test can answer.
test.beforeEach(({ context }) =>
  context.addInitScript(() => void Reflect.deleteProperty(window, 'showDirectoryPicker'))
);

/** Amazon's MAIN at another size. */
const PACK = {
  schema: 1,
  id: 'autumn',
  name: 'Autumn rules',
  version: '1.0.0',
  date: '2026-11-25',
  patches: [
    {
      channel: 'amazon',
      path: 'roles[main].px.target',
      value: [1800, 1800],
      level: 'recommended',
      src: ['G1881'],
      checked: '2026-11-20'
    }
  ]
};

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, state).toEqual([]);
}

/** Presses the one button of the export, puts its result away, and gives what the manifest says. */
async function exported(page: Page, said: string | RegExp): Promise<Told> {
  const { manifest } = await exportAll(page, said);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  return manifest;
}

test('a rule changes: its files are listed with the reason, rendered again, and exported alone', async ({
  page
}) => {
  const files = [boxPhoto('B0C4TR311X.jpg'), boxPhoto('B09KX7M2QD.jpg', { width: 2500 })];
  await cutOut(page, await Promise.all(files));
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  const at = (view: string) => page.url().replace(/(\?id=[^&]+).*/, `$1&view=${view}`);
  await page.goto(at('batch'));
  await page.getByRole('button', { name: 'Make files of 2 photos' }).click();
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  const [batch, refresh, table] = [at('batch'), at('refresh'), at('table')];

  await page.goto(refresh);
  await expect(page.getByRole('heading', { name: 'Every file is as it would be today' })).toBeVisible();
  await expectAccessible(page, 'nothing to do');
  await page.goto(at('export'));
  const first = await exported(page, /files are exported/);
  expect(new Set(first.files.map(({ change }) => change))).toEqual(new Set(['new']));
  await page.goto(batch);
  await expect(page.getByRole('button', { name: /^Exported 2/ })).toBeVisible();

  await page.goto('/settings');
  await page.locator('[data-input=rules]').setInputFiles({
    name: 'autumn.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(PACK))
  });
  await expect(page.getByText('Files of 1 project would come out differently by these rules')).toBeVisible();
  await page.goto(table);
  await page.getByRole('button', { name: '2 files would come out differently today' }).click();
  await expect(page.getByRole('heading', { name: 'Amazon: other rules' })).toBeVisible();
  await expect(page.getByText('roles[main].px.target')).toBeVisible();
  await expect(page.getByText('2000 × 2000 → 1800 × 1800')).toBeVisible();
  await expectAccessible(page, 'stale files, light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'stale files, dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByRole('checkbox', { name: /^B0C4TR311X/ }).uncheck();
  await expect(page.getByRole('button', { name: 'Render 1 file again' }).first()).toBeEnabled();
  await page.getByRole('checkbox', { name: 'All of “Amazon: other rules”' }).check();
  await page.getByRole('button', { name: 'Render 2 files again' }).click();
  await expect(page.getByText('2 files were rendered again')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Every file is as it would be today' })).toBeVisible();

  await page.getByRole('button', { name: 'Export the changed ones' }).click();
  await expect(page.getByRole('switch', { name: 'Only new and changed files' })).toBeChecked();
  const second = await exported(page, '2 files are exported');
  expect(second.files.map(({ channel, change }) => [channel, change])).toEqual([
    ['amazon', 'replaced'],
    ['amazon', 'replaced']
  ]);
  expect(second.skipped.every(({ reason }) => reason.endsWith('unchanged'))).toBe(true);

  await page.getByRole('switch', { name: 'Only new and changed files' }).uncheck();
  const third = await exported(page, /files are exported/);
  expect(new Set(third.files.map(({ change }) => change))).toEqual(new Set(['unchanged']));
});

test('on a phone stale files are chosen and rendered again', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  const at = (view: string) => page.url().replace(/(\?id=[^&]+).*/, `$1&view=${view}`);
  await page.goto(at('batch'));
  await page.getByRole('button', { name: 'Make files of 1 photo' }).click();
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
  const refresh = at('refresh');
  await page.goto('/settings');
  await page.locator('[data-input=rules]').setInputFiles({
    name: 'autumn.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(PACK))
  });
  await page.getByRole('link', { name: /: 1 file$/ }).click();
  await expect(page).toHaveURL(/view=refresh/);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(refresh);
  const again = page.getByRole('button', { name: 'Render 1 file again' });
  await expect(again).toBeInViewport();
  await expectAccessible(page, 'phone');
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  await again.click();
  await expect(page.getByText('1 file was rendered again')).toBeVisible({ timeout: 60_000 });
});
