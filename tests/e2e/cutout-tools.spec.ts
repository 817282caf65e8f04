import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { boxPhoto, choose, cutOut, untilChecked, type TestFile, withComment } from './steps.ts';

const SIZE = { width: 1600, height: 1200 };
const LEFT = { left: 200, top: 300, width: 400, height: 600 };
const RIGHT = { left: 1000, top: 300, width: 400, height: 600 };
/** Middles of the two things, and of the ring's hole, as shares of the photo. */
const IN_LEFT = [0.25, 0.5] as const;
const IN_RIGHT = [0.75, 0.5] as const;

async function photoOf(
  name: string,
  things: readonly (typeof LEFT & { colour: string })[]
): Promise<TestFile> {
  const buffer = await sharp({ create: { ...SIZE, channels: 3, background: '#ffffff' } })
    .composite(
      things.map(({ left, top, width, height, colour }) => ({
        input: { create: { width, height, channels: 3, background: colour } },
        left,
        top
      }))
    )
    .jpeg({ quality: 95 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer: withComment(buffer, name) };
}

const DARK = '#203040';
const twoThings = (name: string) =>
  photoOf(name, [
    { ...LEFT, colour: DARK },
    { ...RIGHT, colour: DARK }
  ]);
/** One thing with a hole in its middle. */
const ring = (name: string) =>
  photoOf(name, [
    { left: 400, top: 200, width: 800, height: 800, colour: DARK },
    { left: 700, top: 500, width: 200, height: 200, colour: '#ffffff' }
  ]);

const tool = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name });

/** A place in the photo, as shares of it, in px of the window; a tool that works on the photo must be in the hand. */
async function at(page: Page, [x, y]: readonly [number, number]): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.picture .source').boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

async function drag(page: Page, ...places: readonly (readonly [number, number])[]): Promise<void> {
  for (const [index, place] of places.entries()) {
    const { x, y } = await at(page, place);
    await page.mouse.move(x, y, { steps: index === 0 ? 1 : 8 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Whether the matte has the product at a place: read from the mask view, where the product is clear. */
const isProduct = (page: Page, [x, y]: readonly [number, number]): Promise<boolean | null> =>
  page.evaluate(
    ([sx, sy]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.picture canvas.overlay.red');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return null;
      const [, green = 0] = context.getImageData(sx * canvas.width, sy * canvas.height, 1, 1).data;
      return green > 166;
    },
    [x, y] as const
  );

const untilProduct = (page: Page, place: readonly [number, number], expected: boolean) =>
  expect.poll(() => isProduct(page, place), { timeout: 30_000 }).toBe(expected);

async function open(page: Page, photo: TestFile | TestFile[]): Promise<void> {
  await cutOut(page, photo);
  await page.getByRole('button', { name: 'Mask overlay' }).click();
  await page.locator('canvas.overlay').waitFor();
}

test('a box says which of two things is meant; undo and redo bring back what was found', async ({ page }) => {
  await open(page, await twoThings('two.jpg'));
  await tool(page, 'Pick').click();
  await untilProduct(page, IN_RIGHT, true);
  await drag(page, [0.08, 0.18], [0.42, 0.82]);
  await untilProduct(page, IN_RIGHT, false);
  await untilProduct(page, IN_LEFT, true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /corner of the box/ })).toHaveCount(0);
  await untilProduct(page, IN_RIGHT, true);
  await page.getByRole('button', { name: 'Redo' }).click();
  await untilProduct(page, IN_RIGHT, false);
  await expect(page.getByRole('button', { name: /corner of the box/ })).toHaveCount(4);
});

test('a click with Shift takes a thing away; pressing its mark takes the click back', async ({ page }) => {
  await open(page, await twoThings('two.jpg'));
  await page.keyboard.press('p');
  const { x, y } = await at(page, IN_RIGHT);
  await page.keyboard.down('Shift');
  await page.mouse.click(x, y);
  await page.keyboard.up('Shift');
  await untilProduct(page, IN_RIGHT, false);
  await untilProduct(page, IN_LEFT, true);
  await page.getByRole('button', { name: /^Remove click 1/ }).click();
  await untilProduct(page, IN_RIGHT, true);
});

test('the brush erases and keeps where it paints, is undone as one step, and survives a reload', async ({
  page
}) => {
  await open(page, await twoThings('two.jpg'));
  await page.keyboard.press('b');
  await page.getByRole('switch', { name: 'Stop at edges' }).uncheck();
  await page.keyboard.press('x');
  await expect(page.getByRole('radio', { name: 'Erase' })).toBeChecked();
  await drag(page, [0.2, 0.5], [0.3, 0.5]);
  await untilProduct(page, IN_LEFT, false);
  await page.keyboard.press('x');
  await drag(page, [0.5, 0.4], [0.5, 0.6]);
  await untilProduct(page, [0.5, 0.5], true);
  await expect(page.getByText('2 strokes')).toBeVisible();
  await page.keyboard.press('Control+z');
  await untilProduct(page, [0.5, 0.5], false);
  await untilProduct(page, IN_LEFT, false);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Mask overlay' }).click();
  await untilProduct(page, IN_LEFT, false);
  await tool(page, 'Brush').click();
  await page.getByRole('button', { name: 'Reset corrections' }).click();
  await untilProduct(page, IN_LEFT, true);
});

test('holes are cut or filled as they are asked for', async ({ page }) => {
  await open(page, await ring('ring.jpg'));
  await untilProduct(page, [0.5, 0.5], false);
  await page.keyboard.press('h');
  await page.getByRole('radio', { name: 'Filled' }).check({ force: true });
  await untilProduct(page, [0.5, 0.5], true);
  await page.getByRole('radio', { name: 'Cut out' }).check({ force: true });
  await untilProduct(page, [0.5, 0.5], false);
});

test('the edge moves with its sliders; a drag is one step, a double click puts it back', async ({ page }) => {
  await open(page, await twoThings('two.jpg'));
  const beside = [(LEFT.left + LEFT.width + 12) / SIZE.width, 0.5] as const;
  await page.keyboard.press('e');
  await untilProduct(page, beside, false);
  const grow = page.getByRole('slider', { name: 'Expand' });
  await grow.fill('20');
  await untilProduct(page, beside, true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilProduct(page, beside, false);
  await grow.fill('20');
  await untilProduct(page, beside, true);
  await grow.dblclick();
  await expect(grow).toHaveValue('0');
  await untilProduct(page, beside, false);
  await page.getByRole('switch', { name: 'Invert' }).check();
  await untilProduct(page, IN_LEFT, false);
});

test('a word that cannot be found by name is refused honestly, and a box is offered', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await page.getByLabel('What is it?').fill('theremin');
  await page.keyboard.press('Enter');
  await expect(page.getByText('cannot find “theremin” by name offline')).toBeVisible();
  await page.getByRole('button', { name: 'Draw a box' }).click();
  await expect(tool(page, 'Pick')).toHaveAttribute('aria-pressed', 'true');
});

test('the other photos are cut out the same way, in one step', async ({ page }) => {
  await open(page, [await twoThings('first.jpg'), await twoThings('second.jpg')]);
  await page.keyboard.press('p');
  await drag(page, [0.08, 0.18], [0.42, 0.82]);
  await untilProduct(page, IN_RIGHT, false);
  await page.getByRole('button', { name: 'Same for the 1 other photo' }).click();
  await expect(page.getByRole('region', { name: 'The other photos' })).toBeHidden({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Next photo' }).click();
  await untilProduct(page, IN_RIGHT, false);
  await untilProduct(page, IN_LEFT, true);
  await expect(page.getByRole('button', { name: /corner of the box/ })).toHaveCount(4);
});

test('what was asked and not answered is cut out after a reload, by itself', async ({ page }) => {
  await open(page, await twoThings('two.jpg'));
  await page.keyboard.press('p');
  await drag(page, [0.08, 0.18], [0.42, 0.82]);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Mask overlay' }).click();
  await page.keyboard.press('p');
  await untilProduct(page, IN_RIGHT, false);
});

test('a photo that comes cut out needs no model: its own transparency is used', async ({ page }) => {
  const thing = { create: { width: 500, height: 500, channels: 4 as const, background: '#203040ff' } };
  const buffer = await sharp({ create: { width: 1000, height: 1000, channels: 4, background: '#00000000' } })
    .composite([{ input: thing }])
    .png()
    .toBuffer();
  await page.goto('/');
  await choose(page, { name: 'B0C4TR311X.png', mimeType: 'image/png', buffer });
  await untilChecked(page);
  await expect(page.getByRole('radio', { name: 'Its own' })).toBeChecked();
});

test('all of it by keyboard: a box, its handles, the brush', async ({ page }) => {
  await open(page, await twoThings('two.jpg'));
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Add a box' }).focus();
  await page.keyboard.press('Enter');
  const handle = page.getByRole('button', { name: 'Right side of the box' });
  await handle.focus();
  for (let press = 0; press < 10; press++) await page.keyboard.press('Shift+ArrowLeft');
  await untilProduct(page, IN_RIGHT, false);
  await page.keyboard.press('Delete');
  await untilProduct(page, IN_RIGHT, true);
  await page.keyboard.press('b');
  await page.getByRole('switch', { name: 'Stop at edges' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Brush\. Arrows move it/ }).focus();
  for (let press = 0; press < 6; press++) await page.keyboard.press(']');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await untilProduct(page, [0.5, 0.5], true);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in any tool, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('and its marks', async ({ page }) => {
      await open(page, [await twoThings('first.jpg'), await twoThings('second.jpg')]);
      await page.getByLabel('What is it?').fill('theremin');
      await page.keyboard.press('Enter');
      for (const name of ['Cutout', 'Brush', 'Pick', 'Holes', 'Edge']) {
        await tool(page, name).click();
        if (name === 'Pick') {
          await drag(page, [0.08, 0.18], [0.42, 0.82]);
          const { x, y } = await at(page, IN_LEFT);
          await page.mouse.click(x, y);
        }
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
        expect(told, name).toEqual([]);
      }
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

  test('the tools lie under the thumb, every target fits a fingertip, and a finger paints', async ({
    page
  }) => {
    await cutOut(page, await twoThings('two.jpg'));
    const rail = (await page.getByRole('navigation', { name: 'Tools' }).boundingBox())!;
    expect(rail.y + rail.height).toBeCloseTo(844, 0);
    for (const name of ['Brush', 'Pick', 'Holes', 'Edge', 'Cutout']) {
      await tool(page, name).tap();
      await expect(tool(page, name)).toHaveAttribute('aria-pressed', 'true');
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, select, input[type=text], .btn, .seg label')]
          .filter((element) => element.checkVisibility() && !element.matches('.handle, .vh'))
          .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.height > 1 && (box.height < 39.5 || box.width < 43.5))
          .map(({ name, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${name}`)
      );
      expect(small, name).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        name
      ).toBeLessThanOrEqual(0);
    }
    await tool(page, 'Brush').tap();
    const { x, y } = await at(page, IN_LEFT);
    await page.touchscreen.tap(x, y);
    await expect(page.getByText('1 stroke')).toBeVisible();
  });
});
