import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { boxPhoto, cutOut, savedFile } from './steps.ts';

const photo = () =>
  boxPhoto('B0C4TR311X.jpg', { width: 1600, height: 1200, box: { width: 0.5, height: 0.5 } });

const tool = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name });

const output = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Channels' })
    .getByRole('button', { name: new RegExp(`^${name}: .*(Show it|Open the check)`) });

/** Pixels of the file that Save gives now. */
async function saved(page: Page) {
  const waiting = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const { path, name } = await savedFile(await waiting);
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = 4 * (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1)));
    return [...data.subarray(start, start + 4)];
  };
  return { name, width: info.width, height: info.height, at };
}

test('adjust, backdrop, shadow and frame change the saved file of the output that is looked at', async ({
  page
}) => {
  await cutOut(page, await photo());
  await output(page, 'Amazon PT01').click();
  const before = await saved(page);
  expect(before.name).toContain('PT01');
  expect(before.at(0, 0)).toEqual([255, 255, 255, 255]);

  await tool(page, 'Adjust').click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('1.5');
  const lighter = await saved(page);
  expect(lighter.at(0.5, 0.5)[1]).toBeGreaterThan(before.at(0.5, 0.5)[1]! + 20);
  expect(lighter.at(0, 0)).toEqual([255, 255, 255, 255]);

  await tool(page, 'Backdrop').click();
  await page.getByRole('radio', { name: 'Colour' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#30A060');
  const green = await saved(page);
  for (const [index, value] of [0x30, 0xa0, 0x60].entries())
    expect(Math.abs(green.at(0, 0)[index]! - value)).toBeLessThanOrEqual(3);

  await tool(page, 'Shadow').click();
  await page.getByRole('slider', { name: 'Drop' }).fill('0.9');
  await page.getByRole('slider', { name: 'Distance' }).fill('0.05');
  const shaded = await saved(page);
  const below = [0.55, 0.5 + 0.45 * 0.75 + 0.015] as const;
  expect(shaded.at(...below)[1]).toBeLessThan(green.at(...below)[1]! - 10);

  await tool(page, 'Frame').click();
  await page.getByRole('radio', { name: '4:5' }).check({ force: true });
  const tall = await saved(page);
  expect(tall.width / tall.height).toBeCloseTo(0.8, 2);
});

test('a transparent picture is saved as PNG where that is taken, and on white for MAIN', async ({ page }) => {
  await cutOut(page, await photo());
  await tool(page, 'Backdrop').click();
  await page.getByRole('radio', { name: 'Transparent' }).check({ force: true });
  expect((await saved(page)).at(0, 0)).toEqual([255, 255, 255, 255]);
  await output(page, 'Amazon PT01').click();
  const clear = await saved(page);
  expect(clear.name).toMatch(/\.png$/);
  expect(clear.at(0, 0)[3]).toBe(0);
});

test('a backdrop that MAIN forbids is said at once; MAIN can be kept white alone', async ({ page }) => {
  await cutOut(page, await photo());
  await tool(page, 'Backdrop').click();
  await page.getByRole('radio', { name: 'Gradient' }).check({ force: true });
  await expect(page.getByText(/Amazon MAIN must stand on white/)).toBeVisible();
  await page.getByRole('button', { name: /^Keep MAIN on white/ }).click();
  await expect(output(page, 'Amazon MAIN')).toHaveAccessibleName(/Has edits of its own/);
  expect((await saved(page)).at(0, 1)).toEqual([255, 255, 255, 255]);
  await page.getByRole('button', { name: 'Amazon MAIN: as the photo again' }).click();
  await expect(page.getByText(/Amazon MAIN must stand on white/)).toBeVisible();
});

test('the stage shows a change before its file is made', async ({ page }) => {
  await cutOut(page, await photo());
  await tool(page, 'Adjust').click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('2');
  await expect(page.locator('canvas.live')).toBeVisible();
  await expect(page.locator('canvas.live')).toBeHidden({ timeout: 30_000 });
  await expect(page.locator('.picture img.result')).toBeVisible();
});

test('edits are carried to another photo by the keyboard alone', async ({ page }) => {
  await cutOut(page, [await photo(), await boxPhoto('second.jpg')]);
  await tool(page, 'Adjust').click();
  await page.getByRole('slider', { name: 'Contrast' }).fill('0.5');
  await page.keyboard.press('Control+Alt+c');
  await page.getByRole('button', { name: 'Next photo' }).click();
  await page.keyboard.press('Control+Alt+v');
  await page.getByRole('dialog').getByRole('button', { name: 'Paste edits' }).press('Enter');
  await expect(page.getByRole('slider', { name: 'Contrast' })).toHaveValue('0.5');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the panels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await cutOut(page, await photo());
    for (const name of ['Adjust', 'Backdrop', 'Shadow', 'Frame']) {
      await tool(page, name).click();
      if (name === 'Backdrop') await page.getByRole('radio', { name: 'Studio' }).check({ force: true });
      if (name === 'Shadow') await page.getByRole('slider', { name: 'Drop' }).fill('0.5');
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        name
      ).toEqual([]);
    }
    await page.getByRole('button', { name: 'Presets' }).click();
    const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('on a phone every tool is reached, and no panel sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await cutOut(page, await photo());
  for (const name of ['Adjust', 'Backdrop', 'Shadow', 'Frame']) {
    await tool(page, name).click();
    await expect(page.getByRole('complementary', { name })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
