import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { choose, savedFile, untilChecked, type TestFile } from './steps.ts';

const SIZE = { width: 1600, height: 1200 };
/** A dark block in the left half of a clear picture, and a red one in its right half. */
const DARK = { left: 200, top: 300, width: 400, height: 600 };
const RED = { left: 1000, top: 300, width: 400, height: 600 };

/** A photo that comes cut out: no model is needed. */
async function twoBlocks(): Promise<TestFile> {
  const block = ({ left, top, width, height }: typeof DARK, background: string) => ({
    input: { create: { width, height, channels: 4 as const, background } },
    left,
    top
  });
  const buffer = await sharp({ create: { ...SIZE, channels: 4, background: '#00000000' } })
    .composite([block(DARK, '#203040'), block(RED, '#c02020')])
    .png()
    .toBuffer();
  return { name: 'B0C4TR311X.png', mimeType: 'image/png', buffer };
}

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await choose(page, await twoBlocks());
  await untilChecked(page);
}

const isFinished = (page: Page) =>
  expect(page.getByRole('button', { name: /^Amazon MAIN: (Pass|Needs review|Fail)/ })).toBeVisible({
    timeout: 30_000
  });

/** The saved picture's pixels. */
async function saved(page: Page): Promise<{ data: Buffer; width: number; height: number }> {
  await isFinished(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const { path } = await savedFile(await download);
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Share of pixels that a test holds for. */
function share({ data }: { data: Buffer }, is: (r: number, g: number, b: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 3) if (is(data[at]!, data[at + 1]!, data[at + 2]!)) count += 1;
  return (3 * count) / data.length;
}

const isRed = (r: number, g: number, b: number) => r > 150 && g < 80 && b < 80;
const isDark = (r: number, g: number, b: number) => r < 60 && g < 80 && b < 90;

async function drag(page: Page, mark: Locator, dx: number, dy: number): Promise<void> {
  const box = (await mark.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 8 });
  await page.mouse.up();
}

test('what the crop cuts off is not in the saved file; undo brings it back', async ({ page }) => {
  await open(page);
  expect(share(await saved(page), isRed)).toBeGreaterThan(0.1);
  await page.keyboard.press('c');
  const frame = (await page.getByRole('button', { name: /^What is kept/ }).boundingBox())!;
  await drag(page, page.getByRole('button', { name: /^Right side/ }), -frame.width / 2, 0);
  const kept = page.getByText(/px · 5\d%/);
  await expect(kept).toBeVisible();
  const cut = await saved(page);
  expect(share(cut, isRed)).toBe(0);
  expect(share(cut, isDark)).toBeGreaterThan(0.2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(kept).toBeHidden();
  expect(share(await saved(page), isRed)).toBeGreaterThan(0.1);
});

test('a straightened photo stays inside its frame, and is turned in the file', async ({ page }) => {
  await open(page);
  await page.keyboard.press('c');
  const slider = page.getByRole('slider', { name: 'Straighten' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('0.1');
  await slider.fill('20');
  await page.getByRole('radio', { name: '1:1' }).check({ force: true });
  await page.getByRole('button', { name: 'Reset the crop' }).click();
  await expect(slider).toHaveValue('0');
  await page.getByRole('button', { name: 'Turn right' }).click();
  const turned = await saved(page);
  // The dark block lay left of the red one; turned clockwise it lies above it.
  const at = (y: number) => {
    const [column, row] = [Math.round(turned.width / 2), Math.round(y * turned.height)];
    const index = 3 * (row * turned.width + column);
    return [turned.data[index]!, turned.data[index + 1]!, turned.data[index + 2]!] as const;
  };
  expect(isDark(...at(0.2))).toBe(true);
  expect(isRed(...at(0.8))).toBe(true);
});

test('notes are painted into the saved file, and the channel’s rule on them is said with a way out', async ({
  page
}) => {
  await open(page);
  const clean = share(await saved(page), (r, g, b) => g > 150 && r < 80 && b < 80);
  expect(clean).toBe(0);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Badge', exact: true }).click();
  await expect(page.getByLabel('Words', { exact: true })).toBeFocused();
  await page.keyboard.type('Sale');
  await page.getByRole('textbox', { name: 'Fill', exact: true }).fill('#10C010');
  await expect(page.getByText(/allows no words, logos or marks/)).toBeVisible();
  const isGreen = (r: number, g: number, b: number) => g > 150 && r < 80 && b < 80;
  expect(share(await saved(page), isGreen)).toBeGreaterThan(0.002);
  await page.getByRole('button', { name: /^Leave notes off/ }).click();
  expect(share(await saved(page), isGreen)).toBe(0);
});

test('a note is moved on the stage, by keys too, and goes with Delete', async ({ page }) => {
  await open(page);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Dimension', exact: true }).click();
  await page.getByLabel('Length', { exact: true }).fill('24.5');
  await expect(page.getByText('Written as 24.5 cm')).toBeVisible();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  const mark = page.locator('.stage').getByRole('button', { name: 'Text: Text', exact: true });
  const before = (await mark.boundingBox())!;
  await drag(page, mark, 40, 60);
  await expect.poll(async () => Math.round((await mark.boundingBox())!.y - before.y)).toBeGreaterThan(50);
  await mark.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Delete');
  await expect(mark).toHaveCount(0);
  await expect(
    page.locator('.stage').getByRole('button', { name: 'Dimension: 24.5 cm', exact: true })
  ).toHaveCount(1);
});

test('the ways of looking: alpha, histogram with clipped pixels, loupe', async ({ page }) => {
  await open(page);
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: 'Alpha: the matte as grey' })).toHaveAttribute(
    'aria-pressed',
    'true'
  );
  await expect(page.locator('canvas.overlay.grey')).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.press('i');
  await expect(page.getByRole('img', { name: /^How often each value/ })).toBeVisible();
  await page
    .getByRole('region', { name: 'Histogram' })
    .getByRole('button', { name: /Highlights/ })
    .click();
  await page.keyboard.press('i');
  await page.keyboard.press('l');
  await expect(page.getByText('Loupe 100%')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('Loupe 200%')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('Loupe 200%')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('in crop, notes, alpha view, histogram and loupe', async ({ page }) => {
      await open(page);
      const look = async (what: string) => {
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
        expect(told, what).toEqual([]);
      };
      await page.keyboard.press('c');
      await look('crop');
      await page.keyboard.press('n');
      for (const name of ['Text', 'Arrow', 'Callout', 'Badge', 'Magnifier', 'Dimension'])
        await page.getByRole('button', { name, exact: true }).click();
      await look('notes');
      await page.keyboard.press('Escape');
      await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Cutout' }).click();
      await page.keyboard.press('i');
      await page.getByRole('img', { name: /^How often each value/ }).waitFor();
      await page.keyboard.press('l');
      await look('histogram and loupe');
      await page.keyboard.press('t');
      await look('alpha');
    });
  });
}
