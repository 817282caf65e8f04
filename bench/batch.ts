import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { openBench, type BenchBrowser } from './browser.ts';
import { embed, journey } from './embed.ts';
import { parseOptions } from './options.ts';
import { cutoutPhotos, enlarged, samplePhotos, type BenchPhoto } from './photos.ts';

/** The channels that files are made for; their target sizes, px, are what the canvas paints. */
const CHANNELS = { amazon: [2000, 2000], ebay: [1600, 1600], shopify: [2048, 2048] } as const;
const OWN = 'isnet-fp16';
const STOCK = 'imgly-isnet-fp16';
const PHOTOS = 20;
/** quality.md: batch against imgly and a canvas, one after the other. */
const BAR = { must: 1.5, aim: 2.5 };

interface Given {
  readonly url: string;
  readonly name: string;
}

/** Names without identifiers: each photo is a product of its own. */
const given = async ({ serveFile }: BenchBrowser, photos: readonly BenchPhoto[]): Promise<Given[]> =>
  Promise.all(
    photos.map(async ({ file }, at) => ({ url: await serveFile(file), name: `photo ${at + 1}.jpg` }))
  );

/**
 * As a page with stock imgly does it: `removeBackground`, then one canvas a channel: white, the product in the middle at
 * 90 %, JPEG 0.92; photo after photo, file after file. ms from the first photo to the last file.
 */
const withStock = (page: BenchBrowser['page'], photos: readonly Given[]): Promise<number> =>
  page.evaluate(
    async ({ photos, sizes, model }) => {
      const { packshot } = window;
      const files: Blob[] = [];
      const boxOf = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => {
        const { data } = context.getImageData(0, 0, width, height);
        let [left, top, right, bottom] = [width, height, 0, 0];
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            if (data[(y * width + x) * 4 + 3]! < 128) continue;
            [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
            [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
          }
        return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
      };
      const cutout = async (photo: ImageBitmap, grey: ImageBitmap): Promise<OffscreenCanvas> => {
        const { width, height } = photo;
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d', { willReadFrequently: true })!;
        context.drawImage(grey, 0, 0);
        const matte = context.getImageData(0, 0, width, height);
        context.drawImage(photo, 0, 0);
        const pixels = context.getImageData(0, 0, width, height);
        for (let at = 0; at < pixels.data.length; at += 4) pixels.data[at + 3] = matte.data[at]!;
        context.putImageData(pixels, 0, 0);
        return canvas;
      };
      const started = performance.now();
      for (const { url, name } of photos) {
        const data = await (await fetch(url)).blob();
        const { id } = await packshot.addPhoto({ name, data });
        await packshot.cutout(id, { model });
        const [photo, grey] = await Promise.all([
          createImageBitmap(data),
          createImageBitmap(await packshot.getMatte(id))
        ]);
        const product = await cutout(photo, grey);
        const box = boxOf(product.getContext('2d')!, product.width, product.height);
        for (const [width, height] of sizes) {
          const canvas = new OffscreenCanvas(width, height);
          const context = canvas.getContext('2d')!;
          context.fillStyle = '#fff';
          context.fillRect(0, 0, width, height);
          const scale = 0.9 * Math.min(width / box.width, height / box.height);
          const [w, h] = [box.width * scale, box.height * scale];
          const at = [(width - w) / 2, (height - h) / 2, w, h] as const;
          context.drawImage(product, box.left, box.top, box.width, box.height, ...at);
          files.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }));
        }
        photo.close();
        grey.close();
        await packshot.removePhoto(id);
      }
      if (files.some(({ size }) => size === 0)) throw new Error('an empty file');
      return performance.now() - started;
    },
    { photos, sizes: Object.values(CHANNELS), model: STOCK }
  );

/** As Packshot does it: taken in, one batch, every file checked and mended, one ZIP. */
const withPackshot = (
  page: BenchBrowser['page'],
  photos: readonly Given[],
  effort: 'fast' | 'auto' | 'best'
) =>
  page.evaluate(
    async ({ photos, channels, model, effort }) => {
      const { packshot } = window;
      const started = performance.now();
      for (const { url, name } of photos)
        await packshot.addPhoto({ name, data: await (await fetch(url)).blob() });
      await packshot.startBatch({ channels, model, effort });
      let batch = await packshot.getBatch();
      while (batch.state === 'running' || batch.state === 'pausing') {
        await new Promise((later) => setTimeout(later, 100));
        batch = await packshot.getBatch();
      }
      const made = performance.now();
      const { zip } = await packshot.export({ channels });
      const states: Record<string, number> = {};
      for (const { state } of batch.jobs) states[state] = (states[state] ?? 0) + 1;
      return {
        ms: performance.now() - started,
        zipMs: performance.now() - made,
        bytes: zip?.size ?? 0,
        states
      };
    },
    { photos, channels: Object.keys(CHANNELS), model: OWN, effort }
  );

/**
 * `npm run bench -- batch [--set DIR] [--limit N] [--effort …] [photo names…]`: photos × 3 channels → ZIP, beside stock
 * imgly and a canvas, one after the other in the same browser.
 */
export async function benchBatch(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const chosen = (await cutoutPhotos(options)).slice(0, options.limit ?? PHOTOS);
  const photos = options.megapixels === null ? chosen : await enlarged(chosen, options.megapixels);
  const bench = await openBench();
  try {
    await embed(bench);
    for (const model of [STOCK, OWN]) {
      await bench.page.evaluate((model) => window.packshot.prepare({ model }), model);
      // The first inference of a session is slower.
      await journey(bench, samplePhotos()[0]!, { model, effort: options.effort });
    }
    const files = await given(bench, photos);
    const stockMs = options.stock ? await withStock(bench.page, files) : null;
    if (stockMs !== null)
      console.log(`imgly + canvas, ${photos.length} photos   ${(stockMs / 1000).toFixed(1)} s`);
    const own = await withPackshot(bench.page, files, options.effort);
    console.log(`Packshot, ${photos.length} photos         ${(own.ms / 1000).toFixed(1)} s`);
    console.log(
      `  of which the ZIP             ${(own.zipMs / 1000).toFixed(1)} s, ${(own.bytes / 1e6).toFixed(1)} MB`
    );
    console.log(`  files                        ${JSON.stringify(own.states)}`);
    const ratio = stockMs === null ? null : stockMs / own.ms;
    if (ratio !== null)
      console.log(`ratio                          ${ratio.toFixed(2)}× (must ${BAR.must}×, aim ${BAR.aim}×)`);
    const load = loadavg()[0]!;
    if (load > availableParallelism() + 1) console.log(`The machine was busy (load ${load.toFixed(1)}).`);
    await mkdir(join('bench', 'results'), { recursive: true });
    const results = {
      photos: photos.map(({ name }) => name),
      channels: CHANNELS,
      effort: options.effort,
      stockMs,
      own,
      ratio,
      load
    };
    await writeFile(join('bench', 'results', 'batch.json'), JSON.stringify(results, null, 2));
  } finally {
    await bench.close();
  }
}
