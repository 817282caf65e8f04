import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect } from './app.ts';

/** A manifest, as far as tests look at it. */
export interface Told {
  readonly files: readonly { readonly name: string; readonly channel: string; readonly change: string }[];
  readonly skipped: readonly { readonly reason: string }[];
  readonly missing?: readonly { readonly name: string; readonly slot: string }[];
}

/** An export as it was handed over. */
export interface Handed {
  readonly manifest: Told;
  /** The printable report. */
  readonly report: string;
  /** Names of pictures in the channels' ZIPs. */
  readonly pictures: readonly string[];
}

export interface Unzipped {
  readonly name: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

export async function unzip(download: Download): Promise<Unzipped> {
  const reader = new ZipReader(new Uint8ArrayReader(await readFile(await download.path())));
  const files = new Map<string, Buffer>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  }
  return { name: download.suggestedFilename(), files };
}

/** Presses the one button of the export, and gives what was handed over. */
export async function exportAll(page: Page, said: string | RegExp): Promise<Handed> {
  const downloads: Download[] = [];
  const keep = (download: Download) => void downloads.push(download);
  page.on('download', keep);
  await page.getByRole('button', { name: /^Export \d/ }).click();
  await expect(page.getByText(said)).toBeVisible({ timeout: 60_000 });
  const isPapers = (name: string) => name.endsWith('_report.zip');
  await expect.poll(() => downloads.some((download) => isPapers(download.suggestedFilename()))).toBe(true);
  page.off('download', keep);
  const zips = await Promise.all(downloads.map(unzip));
  const papers = zips.find(({ name }) => isPapers(name))!.files;
  return {
    manifest: JSON.parse(papers.get('manifest.json')!.toString()) as Told,
    report: papers.get('report.html')!.toString(),
    pictures: zips.filter(({ name }) => !isPapers(name)).flatMap(({ files }) => [...files.keys()])
  };
}
