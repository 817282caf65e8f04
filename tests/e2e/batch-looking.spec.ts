import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { showBatch } from './batches.ts';
import { agree, boxPhoto, choose, emptyPhoto } from './steps.ts';

/* A batch that is only looked at: from a second tab, and after edits. */

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Photos' }).getByRole('listitem').filter({ hasText: name });

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    state
  ).toEqual([]);
}

/** Two photos, one of nothing that needs a person, and their finished batch. */
async function makeTwo(page: Page): Promise<void> {
  await page.goto('/');
  await choose(
    page,
    await Promise.all([boxPhoto('box.jpg', { width: 1400, height: 1200 }), emptyPhoto('empty.jpg')])
  );
  await showBatch(page, 2);
  await page.getByRole('button', { name: 'Make files of 2 photos' }).click();
  await agree(page);
  await expect(page.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
}

/** The jobs as they are on disk, and the hashes of what is kept. @param isAtWork one is noted as being worked on first */
const onDisk = (page: Page, isAtWork = false) =>
  page.evaluate(async (working) => {
    const opening = indexedDB.open('packshot');
    await new Promise((opened) => (opening.onsuccess = opened));
    const tx = opening.result.transaction(['jobs', 'blobs'], 'readwrite');
    const jobs = tx.objectStore('jobs');
    const [all, blobs] = [jobs.getAll(), tx.objectStore('blobs').getAllKeys()];
    await new Promise((read) => (blobs.onsuccess = read));
    const rows = all.result as { state: string }[];
    if (working) jobs.put({ ...rows[0], state: 'working', deaths: 1 });
    await new Promise((completed) => (tx.oncomplete = completed));
    opening.result.close();
    return { jobs: rows, blobs: blobs.result };
  }, isAtWork);

test('a second tab looks at batch and review, says who holds them, and writes nothing until it takes over', async ({
  page,
  context
}) => {
  await makeTwo(page);
  // As if the first tab were in the middle of it.
  await onDisk(page, true);
  const before = await onDisk(page);
  expect(before.jobs.map(({ state }) => state)).toContain('working');

  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByText('Open in another tab')).toBeVisible();
  await expect(second.getByRole('list', { name: 'Photos' }).getByRole('listitem')).toHaveCount(2);
  await expect(second.getByText('The tab that has this project open goes on with it')).toBeVisible();
  for (const name of [/^Go on/, /^Pause/, /^Make files/, /^Try /])
    await expect(second.getByRole('button', { name })).toBeHidden();
  await second.keyboard.press('p');
  await expectAccessible(second, 'batch of another tab');
  expect(await onDisk(second)).toEqual(before);

  await second.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(second.getByRole('heading', { name: /^Review/ })).toBeVisible();
  await expect(second.getByRole('list', { name: 'Findings' }).getByRole('listitem').first()).toBeVisible();
  await expect(second.getByText('Open in another tab')).toBeVisible();
  for (const key of ['a', 'f', 'c']) await second.keyboard.press(key);
  await expect(second.getByRole('button', { name: /^Accept/ })).toBeHidden();
  await expectAccessible(second, 'review of another tab');
  await second.setViewportSize({ width: 390, height: 844 });
  await expect(second.getByText('Open in another tab')).toBeInViewport();
  expect(await onDisk(second)).toEqual(before);

  await second.setViewportSize({ width: 1440, height: 900 });
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(second.getByText('Open in another tab')).toBeHidden();
  await expect(page.getByText('Open in another tab')).toBeVisible();
  await second.keyboard.press('Escape');
  await expect(second.getByRole('button', { name: 'Go on' })).toBeVisible();
  await second.getByRole('button', { name: 'Go on' }).click();
  await expect(second.getByText('The batch is done').first()).toBeVisible({ timeout: 60_000 });
});

test('rows whose files would come out differently today say so, to the eye and to a screen reader', async ({
  page
}) => {
  await makeTwo(page);
  await expect(page.getByText('Out of date')).toHaveCount(0);
  await page
    .getByRole('button', { name: /box\.jpg/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Adjust/ }).click();
  await page.getByRole('slider', { name: 'Exposure' }).fill('0.2');
  await expect(page.locator('[data-state=saved]')).toBeAttached();
  await page.goto(page.url().replace(/view=\w+/, 'view=batch'));
  await expect(row(page, 'box.jpg').getByText('Out of date')).toBeVisible();
  await expect(row(page, 'empty.jpg').getByText('Out of date')).toBeHidden();
  await page.locator('[data-row="0"]').focus();
  await expect(page.locator('[data-row="0"]')).toHaveAccessibleDescription(/ Out of date$/);
  await expectAccessible(page, 'a row out of date');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row(page, 'box.jpg').getByText('Out of date')).toBeVisible();
  await page.getByRole('button', { name: '1 file would come out differently today' }).click();
  await expect(page).toHaveURL(/view=refresh/);
});
