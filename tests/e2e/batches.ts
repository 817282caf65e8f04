import { expect, type Page } from '@playwright/test';
import { boxPhoto, emptyPhoto, type TestFile } from './steps.ts';

/** Eleven photos of boxes and one of nothing, which needs a person; no two are the same picture. */
export async function twelve(): Promise<TestFile[]> {
  const boxes = Array.from({ length: 11 }, (_, at) =>
    boxPhoto(`B0C4TR31${10 + at}.jpg`, {
      width: 1400,
      height: 1200,
      box: { width: 0.5 + at / 40, height: 0.6 }
    })
  );
  return Promise.all([...boxes, emptyPhoto('empty.jpg')]);
}

/** A photo as documents have it, as far as tests look at it. */
interface KeptPhoto {
  readonly name: string;
  readonly productId?: string;
  readonly edits: { readonly adjust: { readonly exposure: number } };
  readonly variants: Record<string, { adjust?: { exposure: number }; frame?: { align: string } }>;
  readonly decisions?: Record<string, { readonly accepted: readonly { readonly rule: string }[] }>;
}

/** The photos of the one project, as they are on disk. */
export const keptPhotos = (page: Page): Promise<readonly KeptPhoto[]> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const db = await done(indexedDB.open('packshot'));
    const rows = (await done(db.transaction('projects').objectStore('projects').getAll())) as {
      document: { photos: KeptPhoto[] };
    }[];
    db.close();
    return rows[0]?.document.photos ?? [];
  });

/** To the batch of an open project, once all of its photos are on disk. */
export async function showBatch(page: Page, photos: number): Promise<void> {
  await expect(page).toHaveURL(/project\?id=/);
  await expect.poll(async () => (await keptPhotos(page)).length, { timeout: 60_000 }).toBe(photos);
  await page.goto(page.url().replace(/(\?id=[^&]+).*/, '$1&view=batch'));
}
