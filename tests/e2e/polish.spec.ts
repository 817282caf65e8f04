import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { boxPhoto, cutOut } from './steps.ts';

const photo = (name: string) =>
  boxPhoto(name, { width: 1200, height: 1000, box: { width: 0.5, height: 0.5 } });
const tool = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name, exact: true });
const boxOf = async (of: Locator) => (await of.boundingBox())!;

/** Controls in a bar, a panel or over the stage that lie on each other, and words that do not fit their control. */
const misfits = (page: Page) =>
  page.evaluate(() => {
    const seen = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const wide = seen('aside, .content, header').filter(
      (element) => element.scrollWidth > element.clientWidth + 1
    );
    const clipped = seen('aside .btn, header .btn, .rail .tool').filter(
      (element) => element.scrollWidth > element.clientWidth + 1
    );
    const parts = seen('header .btn, .rail .tool, .float, .look').map((element) => ({
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      box: element.getBoundingClientRect()
    }));
    const overlaps = parts.flatMap(({ name, box }, index) =>
      parts
        .slice(index + 1)
        .filter(
          (other) =>
            box.left < other.box.right - 1 &&
            other.box.left < box.right - 1 &&
            box.top < other.box.bottom - 1 &&
            other.box.top < box.bottom - 1
        )
        .map((other) => `${name} on ${other.name}`)
    );
    return [...wide, ...clipped].map(({ outerHTML }) => outerHTML.slice(0, 120)).concat(overlaps);
  });

test('a reload comes back to the output and the tool that were in the hand', async ({ page }) => {
  await cutOut(page, await photo('B0C4TR311X.jpg'));
  const outputs = page.getByRole('navigation', { name: 'Channels' });
  await outputs.getByRole('button', { name: /^Amazon PT01/ }).click();
  await tool(page, 'Frame').click();
  await page.reload();
  await expect(tool(page, 'Frame')).toHaveAttribute('aria-pressed', 'true');
  await expect(outputs.locator('[aria-current=true]')).toHaveAccessibleName(/^Amazon PT01/);
});

test('with several photos on a phone the check is within reach, and the photo’s name is read', async ({
  page
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await cutOut(page, [await photo('first.jpg'), await photo('second.jpg')]);
  await expect(page.locator('header').getByText('first.jpg').filter({ visible: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Next photo' }).click();
  await page.locator('header').getByRole('button', { name: /Check/ }).click();
  await expect(page.getByRole('region', { name: 'Report' })).toBeVisible();
});

test('a preset with a long name fits a phone, and comes back after it was deleted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await cutOut(page, await photo('B0C4TR311X.jpg'));
  await tool(page, 'Adjust').click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('1');
  await page.getByRole('button', { name: 'Presets' }).click();
  const dialog = page.getByRole('dialog');
  const name = 'Studio_'.repeat(14);
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  const row = dialog.getByRole('listitem');
  await expect(row).toHaveCount(1);
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
    0
  );
  const remove = row.getByRole('button', { name: `Delete ${name}` });
  expect((await boxOf(remove)).x + (await boxOf(remove)).width).toBeLessThanOrEqual(390);
  await remove.click();
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
    0
  );
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
});

test('“…” opens beside its button; what is told lies over the bars and leaves the picture alone', async ({
  page
}) => {
  await cutOut(page, await photo('B0C4TR311X.jpg'));
  const more = page.getByRole('button', { name: 'More' });
  await more.click();
  const [button, menu] = [await boxOf(more), await boxOf(page.locator('.menu'))];
  expect(Math.abs(menu.x + menu.width - button.x - button.width)).toBeLessThanOrEqual(1);
  expect(menu.y - button.y - button.height).toBeLessThanOrEqual(8);
  await page.keyboard.press('Escape');
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 }
  ]) {
    await page.setViewportSize(viewport);
    await page.keyboard.press('Control+Alt+c');
    const [told, stage] = [
      await boxOf(page.getByRole('status').filter({ hasText: 'copied' })),
      await boxOf(page.getByRole('group', { name: 'Stage' }))
    ];
    const isOver = told.y < stage.y + stage.height - 12 && stage.y + 12 < told.y + told.height;
    expect(isOver, JSON.stringify(viewport)).toBe(false);
  }
});

for (const { dir, lang, width } of [
  { dir: 'rtl', lang: 'en', width: 1440 },
  { dir: 'ltr', lang: 'vi', width: 1024 },
  { dir: 'rtl', lang: 'vi', width: 390 }
]) {
  test(`nothing overlaps and no word is cut off: ${dir}, ${lang}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await cutOut(page, await photo('B0C4TR311X.jpg'));
    await page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), lang);
    await page.reload();
    await page.locator('.picture').waitFor();
    await page.evaluate((direction) => void (document.documentElement.dir = direction), dir);
    for (const key of ['v', 'b', 'p', 'h', 'e', 'a', 'g', 's', 'f', 'c', 'n']) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press(key);
      await expect.poll(() => misfits(page), key).toEqual([]);
    }
  });
}
