import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { boxPhoto, cutOut, savedFile, untilChecked } from './steps.ts';

/** Tabs until the focused control has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return '';
      return element.getAttribute('aria-label') ?? element.textContent.trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('the whole journey needs a keyboard only', async ({ page }) => {
  const photo = await boxPhoto('B0C4TR311X.jpg');
  // Listened for from the start: the browser holds choosers back only once it has heard of the listener.
  const chooser = page.waitForEvent('filechooser');
  await page.goto('/');
  await page.getByRole('button', { name: 'Choose photos' }).waitFor();
  await tabTo(page, /Choose photos/);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([photo]);
  await page.waitForURL(/project/);
  await page.getByRole('button', { name: /^Download \d/ }).waitFor();
  await tabTo(page, /^Download \d/);
  await page.keyboard.press('Enter');
  await untilChecked(page);
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'Ready for Amazon' })).toBeVisible();
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await savedFile(await download)).name).toBe('B0C4TR311X.MAIN.jpg');
});

test('every key of the map does what it says', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  const zoom = page.getByRole('group', { name: 'Zoom' });
  const picture = page.locator('.picture');
  await page.keyboard.press('1');
  await expect(zoom.getByRole('button', { name: 'Zoom to 100%' })).toHaveAttribute('aria-pressed', 'true');
  const before = await picture.boundingBox();
  await page.keyboard.press('ArrowRight');
  expect((await picture.boundingBox())!.x).toBeLessThan(before!.x);
  await page.keyboard.press('2');
  await expect(zoom.getByRole('button', { name: 'Zoom to 200%' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('-');
  await expect(zoom.getByRole('button', { name: /now 160%/ })).toBeVisible();
  await page.keyboard.press('+');
  await expect(zoom.getByRole('button', { name: /now 200%/ })).toBeVisible();
  await page.keyboard.press('0');
  await expect(zoom.getByRole('button', { name: /^Fit the picture/ })).toHaveAttribute(
    'aria-pressed',
    'true'
  );
  const result = page.locator('.picture img.result');
  const clip = () => result.evaluate((image) => getComputedStyle(image).clipPath);
  await page.keyboard.down('\\');
  await expect.poll(clip).toMatch(/100%\)$/);
  await page.keyboard.up('\\');
  await expect.poll(clip).not.toMatch(/ 100%\)$/);
  const divider = page.getByRole('slider', { name: 'Before and after divider' });
  const value = Number(await divider.inputValue());
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  expect(Number(await divider.inputValue())).toBeGreaterThan(value);
});

test('? shows the map, Escape closes it and gives the focus back', async ({ page }) => {
  await page.goto('/');
  const opener = page.getByRole('button', { name: 'Keyboard map' });
  await opener.focus();
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keyboard map' });
  await expect(map).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await expect(opener).toBeFocused();
});

test('letters typed into the ASIN field are text, not commands', async ({ page }) => {
  await cutOut(page, await boxPhoto('mug.jpg'));
  await page.getByLabel('ASIN').click();
  await page.keyboard.type('b0c1');
  await expect(page.getByLabel('ASIN')).toHaveValue('b0c1');
  expect(page.url()).not.toContain('view=check');
});

test('Space and a drag move the picture, also from the divider', async ({ page }) => {
  await cutOut(page, await boxPhoto('mug.jpg'));
  await page.keyboard.press('2');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const thumb = (await page.getByRole('slider', { name: /divider/ }).boundingBox())!;
  const before = (await page.locator('.picture').boundingBox())!;
  await page.keyboard.down(' ');
  await page.mouse.move(thumb.x + thumb.width * 0.38, thumb.y + 22);
  await page.mouse.down();
  await page.mouse.move(thumb.x + thumb.width * 0.38 + 90, thumb.y + 52, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  const after = (await page.locator('.picture').boundingBox())!;
  expect([after.x - before.x, after.y - before.y]).toEqual([90, 30]);
});

test('light and colour are set, and taken back, by keys alone', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await tabTo(page, /^Adjust/);
  await page.keyboard.press('Enter');
  const exposure = page.getByRole('slider', { name: 'Exposure' });
  await expect(exposure).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await exposure.evaluate((slider) => slider === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(exposure).toBeFocused();
  const before = Number(await exposure.inputValue());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(Number(await exposure.inputValue())).toBeGreaterThan(before);
  await tabTo(page, /^Reset all/);
  await page.keyboard.press('Enter');
  await expect(exposure).toHaveValue(String(before));
  await page.keyboard.press('Control+z');
  expect(Number(await exposure.inputValue())).toBeGreaterThan(before);
});

test('a note is added, worded, moved and removed by keys alone', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await tabTo(page, /^Notes/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Text$/);
  await page.keyboard.press('Enter');
  const words = page.getByRole('textbox', { name: 'Words' });
  await expect(words).toBeVisible();
  await words.press('Control+a');
  await page.keyboard.type('Oak');
  await page.keyboard.press('Tab');
  const mark = page.getByRole('button', { name: /Oak/ }).first();
  await expect(mark).toBeVisible();
  await page.keyboard.press('Control+z');
});
