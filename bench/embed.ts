import type { Packshot, Rect } from '../src/lib/embed/sdk/types.ts';
import type { BenchBrowser } from './browser.ts';
import type { Effort } from './options.ts';
import type { BenchPhoto } from './photos.ts';

declare global {
  interface Window {
    packshot: Packshot;
    toBase64(blob: Blob): Promise<string>;
  }
}

/** What the host page asks of the frame for one photo. */
export interface Asked {
  readonly model: string;
  readonly effort: Effort;
  /** Upright source px; absent = the most salient product. */
  readonly box?: Rect | null;
  /** Also make the Amazon main image. */
  readonly render?: boolean;
}

/** Runs in the page, so it is text: what transforms this file for Node would rewrite its `import()`. */
const EMBED = `(async () => {
  const { createPackshot } = await import('/embed.js');
  window.packshot = await createPackshot(document.body, { ui: 'none' });
  window.toBase64 = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    }
    return btoa(text);
  };
})()`;

/** Embeds the built app into the bench page, without a screen of its own. */
export const embed = ({ page }: BenchBrowser): Promise<void> => page.evaluate<void>(EMBED);

/** Adds the photo and cuts it out; says what the embed answered and the memory that took. */
async function cutOut({ page, serveFile, memory }: BenchBrowser, photo: BenchPhoto, asked: Asked) {
  const url = await serveFile(photo.file);
  await memory.start();
  const said = await page.evaluate(
    async ({ url, name, model, effort, box }) => {
      const data = await (await fetch(url)).blob();
      const { id } = await window.packshot.addPhoto({ name, data });
      const prompt = box ? { prompt: { box } } : {};
      const { ms, confidence, flagged, candidates } = await window.packshot.cutout(id, {
        model,
        effort,
        ...prompt
      });
      return { id, ms, confidence, flagged, candidates };
    },
    { url, name: `${photo.name}.jpg`, ...asked }
  );
  return { ...said, peakMb: await memory.peak() };
}

/** One photo through the embed: cut out, its matte and cutout as PNG, and the finished file where asked for. */
export async function journey(bench: BenchBrowser, photo: BenchPhoto, asked: Asked) {
  const { id, ...said } = await cutOut(bench, photo, asked);
  const answer = await bench.page.evaluate(
    async ({ id, render }) => {
      const { packshot, toBase64 } = window;
      const matte = await toBase64(await packshot.getMatte(id));
      const cutout = await toBase64(await packshot.getCutout(id));
      const target = { channel: 'amazon', role: 'main' };
      const file = render ? await packshot.render(id, target) : null;
      // The same file as a stranger's: without its matte.
      const again = file && (await packshot.inspect(file.blob, { ...target, name: file.name }));
      await packshot.removePhoto(id);
      return {
        matte,
        cutout,
        file: file && { name: file.name, report: file.report, again, data: await toBase64(file.blob) }
      };
    },
    { id, render: asked.render ?? false }
  );
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const { file } = answer;
  return {
    ...said,
    matte: bytes(answer.matte),
    cutout: bytes(answer.cutout),
    file: file && { ...file, data: bytes(file.data) }
  };
}
