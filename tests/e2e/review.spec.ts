import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { keptPhotos, showBatch } from './batches.ts';
import { boxPhoto, cutOut } from './steps.ts';

const SLOTS = ['MAIN', 'PT01', 'PT02', 'PT03'] as const;
const PTS = SLOTS.length - 1;
const MADE = { timeout: 60_000 };

const place = (page: Page) => page.getByRole('status').filter({ hasText: /^\d+ \/ \d+$/ });
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });
const accept = (page: Page) => button(page, /^Accept/);
const take = (page: Page) => button(page, /^Take this one/);
const fix = (page: Page) => button(page, /^Own colours/);
const other = (page: Page) => button(page, /^(Try another way|No other way)/);
const series = (page: Page) => page.getByRole('checkbox', { name: /^Also for/ });

/** One product, all of whose photos were made so bright that a person must say whether they may be; to their batch. */
async function makeBright(page: Page): Promise<void> {
  const boxes = SLOTS.map((slot) =>
    boxPhoto(`B0C4TR311X.${slot}.jpg`, { width: 1400, height: 1200, box: { width: 0.5, height: 0.6 } })
  );
  await cutOut(page, await Promise.all(boxes));
  await button(page, /^Adjust/).click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('1.5');
  await page.keyboard.press('Control+Alt+c');
  for (let more = 0; more < PTS; more++) {
    await button(page, /^Next photo/).click();
    await page.keyboard.press('Control+Alt+v');
    await page.getByRole('dialog').getByRole('button', { name: 'Paste edits' }).press('Enter');
    await expect(page.getByRole('slider', { name: 'Exposure' })).toHaveValue('1.5');
  }
  await expect
    .poll(async () => (await keptPhotos(page)).map(({ edits }) => edits.adjust.exposure))
    .toEqual(SLOTS.map(() => 1.5));
  await showBatch(page, SLOTS.length);
  await button(page, new RegExp(`^Make files of ${SLOTS.length} photos`)).click();
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
}

const nameOf = (slot: string) => `B0C4TR311X.${slot}.jpg`;

/** Names of photos for one of whose outputs something holds. */
async function photosWith(
  page: Page,
  holds: (photo: Awaited<ReturnType<typeof keptPhotos>>[number]) => boolean
): Promise<readonly string[]> {
  return (await keptPhotos(page)).filter(holds).map(({ name }) => name);
}
const ptNames = SLOTS.slice(1).map(nameOf);
const own = (page: Page) =>
  photosWith(page, ({ variants }) => Object.values(variants).some(({ adjust }) => adjust?.exposure === 0));
const settled = (page: Page) =>
  photosWith(page, ({ decisions }) =>
    Object.values(decisions ?? {}).some(({ accepted }) => accepted.length > 0)
  );
const placed = (page: Page) =>
  photosWith(page, ({ variants }) => Object.values(variants).some(({ frame }) => frame !== undefined));

test('doubtful files by keys: each does what it says, as one step of undo, and for the series where asked', async ({
  page
}) => {
  test.slow();
  await makeBright(page);
  await page.keyboard.press('r');
  await expect(place(page)).toHaveText('1 / 4');
  await expect(accept(page)).toBeEnabled(MADE);
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keyboard map' });
  for (const words of [
    'Fix what can be fixed',
    'Try another way',
    'Skip',
    'For the product’s other photos too'
  ])
    await expect(map.getByText(words)).toBeVisible();
  await page.keyboard.press('Escape');

  // Another way is only looked at: it is as it was after undo, and after the next file was gone to.
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'Amazon MAIN' })).toBeVisible();
  await expect(accept(page)).toBeEnabled(MADE);
  await expect(series(page)).toBeHidden();
  await page.keyboard.press('c');
  await expect(take(page)).toBeEnabled(MADE);
  await page.keyboard.press('Control+z');
  await expect(accept(page)).toBeEnabled(MADE);
  await page.keyboard.press('c');
  await expect(take(page)).toBeEnabled(MADE);
  await page.keyboard.press('s');
  await expect(place(page)).toHaveText('1 / 4');
  await expect(accept(page)).toBeEnabled(MADE);
  await page.keyboard.press('ArrowLeft');
  await expect(place(page)).toHaveText('4 / 4');
  await expect(accept(page)).toBeEnabled(MADE);
  expect(await placed(page)).toEqual([]);

  // Two are tried, the second is taken: one step, and its file is made and judged again.
  await page.keyboard.press('c');
  await expect(take(page)).toBeEnabled(MADE);
  await page.keyboard.press('c');
  await expect(take(page)).toBeEnabled(MADE);
  await page.keyboard.press('a');
  await expect.poll(() => placed(page)).toEqual([nameOf('MAIN')]);
  await expect(place(page)).toHaveText(/ \/ 4$/, { timeout: 30_000 });
  await page.keyboard.press('Control+z');
  await expect.poll(() => placed(page)).toEqual([]);
  await expect(place(page)).toHaveText(/ \/ 4$/, { timeout: 30_000 });

  // Fixed, the three of the same output together.
  await expect(page.getByRole('heading', { name: 'Amazon PT01' })).toBeVisible();
  await expect(fix(page)).toBeEnabled(MADE);
  await page.keyboard.press('t');
  await expect(series(page)).toBeChecked();
  await page.keyboard.press('f');
  await expect(place(page)).toHaveText('1 / 1');
  await expect.poll(() => own(page)).toEqual(ptNames);
  await page.keyboard.press('Control+z');
  await expect.poll(() => own(page)).toEqual([]);
  await expect(place(page)).toHaveText(/ \/ 4$/, { timeout: 60_000 });

  // Accepted, likewise; undo brings all three back without making them again.
  if (await page.getByRole('heading', { name: 'Amazon MAIN' }).isVisible()) await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Amazon PT01' })).toBeVisible();
  await expect(accept(page)).toBeEnabled(MADE);
  await page.keyboard.press('a');
  await expect(place(page)).toHaveText('1 / 1');
  await expect.poll(() => settled(page)).toEqual(ptNames);
  await page.keyboard.press('Control+z');
  await expect(place(page)).toHaveText(/ \/ 4$/);
  await expect.poll(() => settled(page)).toEqual([]);
  await page.keyboard.press('Control+Shift+z');
  await expect(place(page)).toHaveText('1 / 1');
  await expect.poll(() => settled(page)).toEqual(ptNames);

  await page.keyboard.press('Escape');
  await expect(button(page, /^Done 3/)).toBeVisible();
  await expect(button(page, /come out differently/)).toBeHidden();
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Amazon MAIN' })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page).toHaveURL(/view=edit/);
  await expect(page.getByRole('heading', { name: nameOf('MAIN') })).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('doubtful files on a phone: tried, fixed, accepted for the series, skipped and edited by taps', async ({
    page
  }) => {
    await makeBright(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await button(page, /^Start/).tap();
    await expect(place(page)).toHaveText('1 / 4');
    await expect(accept(page)).toBeEnabled(MADE);
    for (const each of [accept(page), fix(page), other(page), button(page, /^Edit/), button(page, /^Skip/)]) {
      const box = (await each.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
      expect(box.y + box.height).toBeLessThanOrEqual(844);
    }
    await other(page).tap();
    await expect(take(page)).toBeEnabled(MADE);
    await button(page, /^Undo/).tap();
    await expect(accept(page)).toBeEnabled(MADE);
    await fix(page).tap();
    await expect(place(page)).toHaveText('1 / 3');
    await expect.poll(() => own(page)).toEqual([nameOf('PT01')]);
    await button(page, /^Skip/).tap();
    await expect(place(page)).toHaveText('2 / 3');
    await expect(accept(page)).toBeEnabled(MADE);
    await series(page).tap();
    await accept(page).tap();
    await expect(place(page)).toHaveText('1 / 1');
    await expect.poll(() => settled(page)).toEqual(ptNames.slice(1));
    await button(page, /^Undo/).tap();
    await expect(place(page)).toHaveText(/ \/ 3$/);
    await button(page, /^Edit/).tap();
    await expect(page).toHaveURL(/view=edit/);
  });
});
