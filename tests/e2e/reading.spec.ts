import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './app.ts';
import { boxPhoto, cutOut } from './steps.ts';

test('words and faces are looked for once the reader was fetched, which nothing does unasked', async ({
  page
}) => {
  const fetched: string[] = [];
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  page.on('request', (request) => {
    if (/\/models\/[0-9a-f]{64}$/.test(request.url())) fetched.push(request.url());
  });
  await page.locator('.btn.check').click();
  const offer = page.getByRole('region', { name: 'Words and faces were not looked for' });
  await expect(offer).toBeVisible();
  expect(fetched).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await offer.getByRole('button', { name: /Fetch the reader/ }).click();
  await expect(offer).toBeHidden({ timeout: 60_000 });
  expect(fetched.length).toBeGreaterThan(0);
  const report = page.getByRole('region', { name: 'Report' });
  await expect(report.getByRole('listitem').filter({ hasText: 'No words beside it' })).toBeVisible();
  await expect(report.getByRole('listitem').filter({ hasText: 'No face' })).toBeVisible();
});

test('what only a person can tell is asked, kept while they look, and holds nothing up', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await page.locator('.btn.check').click();
  const group = page.getByRole('group', { name: 'Only you can tell' });
  const props = group.getByRole('checkbox', { name: /does not get/ });
  await props.check();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('Ready for Amazon');
  const tabs = page.getByRole('navigation', { name: 'Outputs' });
  await tabs.getByRole('button', { name: /Amazon PT01/ }).click();
  await expect(props).toHaveCount(0);
  await tabs.getByRole('button', { name: /Amazon MAIN/ }).click();
  await expect(props).toBeChecked();
});
