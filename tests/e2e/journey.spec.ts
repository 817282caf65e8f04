import sharp from 'sharp';
import { expect, test } from './app.ts';
import { agree, boxPhoto, choose, cutOut, drop, savedFile, untilChecked } from './steps.ts';

test('three actions without reading: drop, look, save; the file is what the report says', async ({
  page
}) => {
  await page.goto('/');
  await drop(page, [await boxPhoto('B0C4TR311X_front.jpg')]);
  await agree(page);
  await untilChecked(page);
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Pass/ })).toBeVisible();
  await expect(page.getByLabel('ASIN')).toHaveValue('B0C4TR311X');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const { name, path } = await savedFile(await download);
  expect(name).toBe('B0C4TR311X.MAIN.jpg');
  await expect(page.getByText('B0C4TR311X.MAIN.jpg is in your downloads.')).toBeVisible();
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  expect(await sharp(path).metadata()).toMatchObject({ format: 'jpeg', width: 2000, height: 2000 });
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  const middle = (info.width * Math.floor(info.height / 2) + Math.floor(info.width / 2)) * info.channels;
  expect(data[middle]).toBeLessThan(80);
});

test('a reload returns to the same picture and the same verdict without cutting out again', async ({
  page
}) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await page.keyboard.press('k');
  const provenance = page.getByText(/sha256/);
  const before = await provenance.textContent();
  await expect(page.getByRole('heading', { name: 'Ready for Amazon' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ready for Amazon' })).toBeVisible();
  expect(await provenance.textContent()).toBe(before);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByText('Cut out by ISNet')).toBeVisible();
});

test('saving before the result is there saves it as soon as it is', async ({ page }) => {
  await page.goto('/');
  await choose(page, await boxPhoto('B0C4TR311X.jpg'));
  await page.getByRole('button', { name: /^Download \d/ }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saves when ready' })).toBeVisible();
  await agree(page);
  expect((await savedFile(await download)).name).toBe('B0C4TR311X.MAIN.jpg');
});

test('without an ASIN the file is saved all the same, named after the photo and flagged', async ({
  page
}) => {
  await cutOut(page, await boxPhoto('my mug (1).jpg'));
  await expect(page.getByText('Without one the file is named after your photo')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Needs review/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect((await savedFile(await download)).name).toBe('mymug1.MAIN.jpg');
});

test('typing an ASIN renames the file, clears the flag, and is undone as one step', async ({ page }) => {
  await cutOut(page, await boxPhoto('mug.jpg'));
  await page.getByLabel('ASIN').fill('b0c4tr311x');
  await expect(page.getByText('Names the file B0C4TR311X.MAIN.jpg')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Pass/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('ASIN')).toHaveValue('');
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Needs review/ })).toBeVisible();
});

test('several photos go into one project and are stepped through', async ({ page }) => {
  await cutOut(page, [
    await boxPhoto('first.jpg', { width: 900 }),
    await boxPhoto('second.jpg', { width: 901 })
  ]);
  await expect(page.getByText('1 / 2')).toBeVisible();
  await page.getByRole('button', { name: 'Next photo' }).click();
  await expect(page.getByRole('heading', { name: 'second.jpg' })).toBeVisible();
  await untilChecked(page);
  await expect(page.getByRole('button', { name: 'Next photo' })).toBeDisabled();
});

test('a project is found again under Recent; deleting it can be undone', async ({ page }) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg'));
  await page.getByRole('link', { name: 'Back to all projects' }).click();
  const card = page.getByRole('link', { name: /B0C4TR311X/ });
  await expect(card.getByRole('img', { name: 'Pass' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete B0C4TR311X' }).click();
  await expect(card).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await card.click();
  await untilChecked(page);
  await page.getByLabel('ASIN').fill('B0C4');
  await expect(page.getByRole('button', { name: /^Amazon MAIN: Fail/ })).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Back to all projects' }).click();
  await expect(card.getByRole('img', { name: 'Fail' })).toBeVisible();
});

test('the white view lights up background pixels that are not 255, the mask view films the background', async ({
  page
}) => {
  await cutOut(page, await boxPhoto('B0C4TR311X.jpg', { width: 1200, height: 1200 }));
  const colours = (selector: string) =>
    page.locator(selector).evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d')!;
      const at = (x: number, y: number) => [
        ...context.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.subarray(0, 3)
      ];
      return { corner: at(0.01, 0.01), middle: at(0.5, 0.5) };
    });
  await page.getByRole('button', { name: /^White view/ }).click();
  await page.locator('.picture canvas.result:not(.live)').waitFor();
  expect(await colours('.picture canvas.result:not(.live)')).toEqual({
    corner: [22, 22, 22],
    middle: [90, 90, 90]
  });
  await page.getByRole('button', { name: 'Mask overlay' }).click();
  await page.locator('.picture canvas.overlay').waitFor();
  expect(await colours('.picture canvas.overlay')).toEqual({
    corner: [255, 77, 61],
    middle: [255, 255, 255]
  });
});
