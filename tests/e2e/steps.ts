import { expect, type Download, type Frame, type Page } from '@playwright/test';
import sharp from 'sharp';

/** A file as Playwright's inputs take it. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

interface BoxPhoto {
  readonly width?: number;
  readonly height?: number;
  /** The dark box that the stub model finds, as shares of the photo. */
  readonly box?: { readonly width: number; readonly height: number };
}

/** Files of other names are other files, though of the same pixels: the same file is taken in once. */
export function withComment(jpeg: Buffer, text: string): Buffer {
  const words = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(words.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]);
}

/** A photo of a dark box on white. The stub model finds what is dark. */
export async function boxPhoto(name: string, options: BoxPhoto = {}): Promise<TestFile> {
  const { width = 2600, height = 2200, box = { width: 0.8, height: 0.6 } } = options;
  const product = { width: Math.round(width * box.width), height: Math.round(height * box.height) };
  const buffer = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([{ input: { create: { ...product, channels: 3, background: '#203040' } } }])
    .jpeg({ quality: 90 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer: withComment(buffer, name) };
}

/** White paper and nothing on it. */
export async function emptyPhoto(name: string): Promise<TestFile> {
  const paper = { width: 1200, height: 900, channels: 3 as const, background: '#ffffff' };
  const buffer = await sharp({ create: paper }).jpeg().toBuffer();
  return { name, mimeType: 'image/jpeg', buffer: withComment(buffer, name) };
}

/** Drops files on the page, or a frame, as a hand would. */
export async function drop(page: Page | Frame, files: readonly TestFile[]): Promise<void> {
  const sent = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64')
  }));
  // Before the app has started nobody takes a drop.
  await page.getByRole('main').first().waitFor();
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    return transfer;
  }, sent);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

export const choose = (page: Page, files: TestFile | TestFile[]): Promise<void> =>
  page.locator('[data-input=photos]').setInputFiles(Array.isArray(files) ? files : [files]);

/** Agrees to the model's download where it is asked for. */
export async function agree(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Download \d/ }).click();
}

/** Waits for a finished, checked result. */
export async function untilChecked(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Cut out again' })).toBeVisible({ timeout: 30_000 });
  const verdict = page.getByRole('button', { name: /^Amazon MAIN: (Pass|Needs review|Fail)/ });
  await expect(verdict).toBeVisible({ timeout: 30_000 });
}

/** Four photos and more open as a table, after a look at how they are sorted where their names say something. */
export async function takeMany(page: Page, count: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `Take in ${count} photos` });
  const grid = page.getByRole('grid', { name: 'Products' });
  await expect(dialog.or(grid)).toBeVisible({ timeout: 30_000 });
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: /^Take in/ }).click();
  await expect(page).toHaveURL(/view=table/, { timeout: 30_000 });
  await expect(grid).toBeVisible();
}

/** From a fresh start screen to a finished result of `photo`. */
export async function cutOut(page: Page, photo: TestFile | TestFile[]): Promise<void> {
  await page.goto('/');
  await choose(page, photo);
  if (Array.isArray(photo) && photo.length > 3) {
    await takeMany(page, photo.length);
    await page.keyboard.press('q');
  }
  await agree(page);
  await untilChecked(page);
}

/** The saved file and its name. */
export async function savedFile(download: Download): Promise<{ name: string; path: string }> {
  return { name: download.suggestedFilename(), path: await download.path() };
}
