import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { agree, boxPhoto, choose, emptyPhoto, untilChecked } from './steps.ts';

/** Every WCAG 2.2 A and AA rule and axe's best practices; nothing left out. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, state).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('on the way from the start to the check', async ({ page }) => {
      await page.goto('/');
      await page
        .getByRole('button', { name: /^Try it with/ })
        .first()
        .waitFor();
      await expectAccessible(page, 'start');
      await page.keyboard.press('?');
      await expectAccessible(page, 'keyboard map');
      await page.keyboard.press('Escape');
      await choose(page, [
        await boxPhoto('B0C4TR311X.jpg'),
        { name: 'a.jpg', mimeType: '', buffer: Buffer.from('x') }
      ]);
      await page.getByRole('button', { name: /^Download \d/ }).waitFor();
      await expectAccessible(page, 'consent, with a failed file told');
      await agree(page);
      await untilChecked(page);
      await expectAccessible(page, 'editor');
      await page.getByLabel('ASIN').fill('B0C4');
      await expectAccessible(page, 'editor, wrong ASIN');
      await page.keyboard.press('Tab');
      await page.keyboard.press('k');
      await page.getByRole('region', { name: 'Report' }).waitFor();
      await expectAccessible(page, 'check, fail');
      await page.getByRole('group', { name: 'Stage' }).getByText('White view').click();
      await expectAccessible(page, 'check, white view');
      await page.goto('/');
      await page.getByRole('heading', { name: 'Recent' }).waitFor();
      await expectAccessible(page, 'start with projects');
    });

    test('where no product stands out', async ({ page }) => {
      await page.goto('/');
      await choose(page, await emptyPhoto('paper.jpg'));
      await agree(page);
      await untilChecked(page);
      await expectAccessible(page, 'no subject');
    });

    test('in settings, the confirmation, and about', async ({ page }) => {
      await page.goto('/settings');
      await page.getByRole('article').first().waitFor();
      await expectAccessible(page, 'settings');
      await page.getByRole('button', { name: 'Delete everything' }).click();
      await expectAccessible(page, 'confirmation');
      await page.goto('/about');
      await page.getByText('Show the list').click();
      await expectAccessible(page, 'about');
      await page.goto('/project?id=none');
      await page.getByRole('alert').waitFor();
      await expectAccessible(page, 'unknown project');
    });
  });
}

test('at 200 % zoom of a small laptop nothing is cut off sideways', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  for (const path of ['/', '/settings', '/about']) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('editor, check, export and table fit a small laptop at 200 % zoom: nothing sideways, and all of it within reach', async ({
  page
}) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await page.goto('/');
  await choose(page, await boxPhoto('B0C4TR311X.jpg'));
  await agree(page);
  await untilChecked(page);
  for (const view of ['', '&view=check', '&view=export', '&view=table']) {
    const url = new URL(page.url());
    await page.goto(`${url.pathname}?id=${url.searchParams.get('id')}${view}`);
    await page.locator('h1, h2').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, view).toBeLessThanOrEqual(0);
    const last = page.getByRole('button').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last, view).toBeInViewport();
  }
});

test('the page speaks the chosen language and says so', async ({ page }) => {
  await page.goto('/settings');
  await page.getByText('Tiếng Việt').click();
  await expect(page.getByRole('heading', { name: 'Cài đặt' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expectAccessible(page, 'settings in Vietnamese');
});
