import sharp from 'sharp';
import { gifFile, heicFile, jpegFile } from '../fixtures/image-files.ts';
import { expect, test } from './app.ts';
import { agree, boxPhoto, choose, cutOut, emptyPhoto, untilChecked, type TestFile } from './steps.ts';

const file = (name: string, mimeType: string, content: Uint8Array | string): TestFile => ({
  name,
  mimeType,
  buffer: Buffer.from(content)
});

const truncated = async () => {
  const { buffer } = await boxPhoto('whole.jpg', { width: 900, height: 900 });
  return file('truncated.jpg', 'image/jpeg', buffer.subarray(0, buffer.length / 3));
};
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>';

/** [what, how to make it, what is said, the code in small print] */
const BAD: [string, () => TestFile | Promise<TestFile>, RegExp, string][] = [
  [
    'text that calls itself JPEG',
    () => file('note.jpg', 'image/jpeg', 'not a picture'),
    /cannot be used|not a picture/,
    'unsupported-format|decode-failed'
  ],
  ['a truncated JPEG', truncated, /part of the picture is missing/, 'decode-failed'],
  ['a file of 0 bytes', () => file('empty.jpg', 'image/jpeg', ''), /empty \(0 bytes\)/, 'decode-failed'],
  [
    '20,000 × 20,000 pixels',
    () => file('huge.jpg', 'image/jpeg', jpegFile(20_000, 20_000)),
    /too big: 20,000 × 20,000 pixels/,
    'image-too-large'
  ],
  ['an SVG', () => file('logo.svg', 'image/svg+xml', svg), /SVG files cannot be used/, 'unsupported-format'],
  [
    'a moving GIF',
    () => file('moving.gif', 'image/gif', gifFile(20, 20, 3)),
    /Moving pictures cannot be used/,
    'unsupported-format'
  ],
  [
    'a HEIC',
    () => file('phone.heic', 'image/heic', heicFile()),
    /HEIC files cannot be used/,
    'unsupported-format'
  ]
];

for (const [what, make, words, code] of BAD) {
  test(`${what} is refused in words within 10 s, and the app goes on`, async ({ page }) => {
    await page.goto('/');
    const bad = await make();
    await choose(page, bad);
    const alert = page.getByRole('alert');
    await expect(alert.getByText(bad.name)).toBeVisible({ timeout: 10_000 });
    await expect(alert).toContainText(words);
    await expect(alert).toContainText(new RegExp(`Code: (${code})`));
    await expect(alert).toContainText('Your projects are as they were.');
    await choose(page, await boxPhoto('good.jpg', { width: 900, height: 900 }));
    await page.waitForURL(/project/);
    await expect(page.getByRole('heading', { name: 'good.jpg' })).toBeVisible();
  });
}

test('bad files in a set are listed by name with a reason each, and the good ones go on', async ({
  page
}) => {
  await page.goto('/');
  const good = await boxPhoto('good.jpg', { width: 900, height: 900 });
  await choose(page, [file('note.txt', 'text/plain', 'hello'), good, file('empty.png', 'image/png', '')]);
  await page.waitForURL(/project/);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('2 files could not be taken in');
  await expect(alert).toContainText('The other photo is in.');
  await expect(alert.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'good.jpg' })).toBeVisible();
});

test('a photo without a product is an honest review, not a pass and not an error', async ({ page }) => {
  await page.goto('/');
  await choose(page, await emptyPhoto('B0C4TR311X.jpg'));
  await agree(page);
  await untilChecked(page);
  await expect(page.getByText('No product stands out in this photo')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Needs review/ })).toBeVisible();
});

test('a wrong ASIN is said at the field in words and never blocks saving', async ({ page }) => {
  await cutOut(page, await boxPhoto('mug.jpg'));
  const field = page.getByLabel('ASIN');
  const cases = [
    ['B0C4TR311', 'An ASIN has 10 characters; this has 9.'],
    ['B0C4TR311!', '“!” cannot be in an ASIN'],
    ['A0C4TR311X', 'An ASIN starts with B'],
    ['4006381333932', 'The last digit does not fit']
  ] as const;
  for (const [typed, words] of cases) {
    await field.fill(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(words.replace(/[.*+?()]/g, '\\$&')));
  }
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await download;
});

test('an unknown project is told, with the way back', async ({ page }) => {
  await page.goto('/project?id=nowhere');
  await expect(page.getByRole('alert')).toContainText('no longer on this device');
  await expect(page.getByRole('alert')).toContainText('Code: not-found');
  await page.getByRole('link', { name: 'Back to all projects' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('without a service worker in between', () => {
  test.use({ serviceWorkers: 'block' });

  test('a failed model download says so and is retried without a reload', async ({ page, context }) => {
    await context.route(/\/models\/[^/]*$/, (route) =>
      route.request().url().endsWith('models.json') ? route.continue() : route.abort()
    );
    await page.goto('/');
    await choose(page, await boxPhoto('B0C4TR311X.jpg', { width: 900, height: 900 }));
    await agree(page);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The model could not be loaded.', { timeout: 30_000 });
    await expect(alert).toContainText('Your photo is kept.');
    await context.unroute(/\/models\/[^/]*$/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await untilChecked(page);
  });

  test('a download is cancelled by Escape and offered again', async ({ page, context }) => {
    await context.route(/\/models\/[^/]*$/, async (route) => {
      if (!route.request().url().endsWith('models.json'))
        await new Promise((resolve) => setTimeout(resolve, 5_000));
      await route.continue().catch(() => {});
    });
    await page.goto('/');
    await choose(page, await boxPhoto('B0C4TR311X.jpg', { width: 900, height: 900 }));
    await agree(page);
    await expect(page.getByRole('progressbar', { name: 'Downloading the model' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^(Download|Resume)/ })).toBeVisible();
    await page.getByRole('button', { name: 'Not now' }).click();
    await expect(page.getByRole('button', { name: 'Cut out', exact: true })).toBeVisible();
  });
});

test('a photo turned by EXIF lies upright in the result', async ({ page }) => {
  const { buffer } = await boxPhoto('turned.jpg', {
    width: 1600,
    height: 1200,
    box: { width: 0.7, height: 0.2 }
  });
  const turned = await sharp(buffer).withMetadata({ orientation: 6 }).toBuffer();
  await cutOut(page, file('B0C4TR311X.jpg', 'image/jpeg', turned));
  const fill = page.locator('.fillbox');
  const { width, height } = (await fill.boundingBox())!;
  expect(height).toBeGreaterThan(width * 2);
});
