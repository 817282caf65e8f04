import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { CHROMIUM_ARGS, findChromium } from '../tools/chromium.mjs';
import { serveFolder } from '../tools/server.mjs';
import { openBench } from './browser.ts';
import { embed } from './embed.ts';
import { watchMemory } from './memory.ts';
import { parseOptions } from './options.ts';
import { samplePhotos } from './photos.ts';
import { spread, type Spread } from './spread.ts';

/** The photo that is edited: 24 MP, cut out already (its own α), so that no model is waited for. */
const SIZE = { width: 6000, height: 4000 };
const VARIANTS = 8;
const STEPS = 30;
const READY_MS = 180_000;

interface VariantTimes {
  /** `cutout` of a 12 MP photo, model warm, ms. */
  readonly cutoutMs: number;
  /** Edits changed, preview pixels painted and checked, ms. */
  readonly variant: Spread;
  readonly ratio: number;
}

/** What a second variant of a photo costs beside cutting it out again. */
async function variants(): Promise<VariantTimes> {
  const bench = await openBench();
  try {
    await embed(bench);
    const [photo] = samplePhotos();
    const file = join('bench', 'results', 'editor-12mp.jpg');
    await sharp(photo!.file).resize(4000, 3000, { fit: 'fill' }).jpeg({ quality: 92 }).toFile(file);
    const url = await bench.serveFile(file);
    const { cutoutMs, ms } = await bench.page.evaluate(
      async ({ url, count }) => {
        const { packshot } = window;
        await packshot.prepare({ model: 'isnet-fp16' });
        const data = await (await fetch(url)).blob();
        const { id } = await packshot.addPhoto({ name: 'photo.jpg', data });
        const cut = await packshot.cutout(id);
        const target = { channel: 'amazon', role: 'secondary', preview: true };
        await packshot.render(id, target);
        const ms: number[] = [];
        for (let i = 0; i < count; i++) {
          const started = performance.now();
          await packshot.setEdits(id, { backdrop: { kind: 'color', color: [200 + i, 210, 220] } });
          await packshot.render(id, target);
          ms.push(performance.now() - started);
        }
        return { cutoutMs: cut.ms.total, ms };
      },
      { url, count: VARIANTS }
    );
    const variant = spread(ms);
    return { cutoutMs, variant, ratio: cutoutMs / variant.median };
  } finally {
    await bench.close();
  }
}

/** Runs before the app's scripts: notes when the stage is painted, how long tasks are, and when frames come. */
const WATCH = `
  window.watch = { painted: [], tasks: [], frames: [] };
  const show = ImageBitmapRenderingContext.prototype.transferFromImageBitmap;
  ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (bitmap) {
    show.call(this, bitmap);
    if (bitmap === null || this.canvas.closest('[role=group]')) window.watch.painted.push(performance.now());
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.watch.tasks.push(duration);
  }).observe({ type: 'longtask' });
`;

declare global {
  interface Window {
    watch: { painted: number[]; tasks: number[]; frames: number[] };
  }
}

/** Longest main-thread task while `work` runs, ms; 0 where none took 50 or more. */
async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => (window.watch.tasks = []));
  await work();
  return page.evaluate(() => Math.max(0, ...window.watch.tasks));
}

/** One arrow key on a slider → the stage painted, ms, `STEPS` times. */
async function slider(page: Page, tool: string, label: string): Promise<Spread> {
  await page.getByRole('button', { name: tool, exact: true }).click();
  const input = page.getByRole('slider', { name: label, exact: true }).first();
  await input.focus();
  const ms: number[] = [];
  for (let i = 0; i < STEPS; i++) {
    const started = await page.evaluate(() => {
      window.watch.painted = [];
      return performance.now();
    });
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => window.watch.painted.length > 0, null, { polling: 'raf' });
    ms.push(await page.evaluate((from) => window.watch.painted[0]! - from, started));
  }
  return spread(ms);
}

/** Time between frames while a stroke is drawn, ms. */
async function brush(page: Page): Promise<Spread> {
  await page.getByRole('button', { name: 'Brush', exact: true }).click();
  const box = (await page.getByRole('group', { name: 'Stage' }).first().boundingBox())!;
  await page.evaluate(() => {
    window.watch.frames = [];
    const frame = (at: number) => {
      window.watch.frames.push(at);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.8, { steps: 60 });
  await page.mouse.up();
  const frames = await page.evaluate(() => window.watch.frames);
  return spread(frames.slice(1).map((at, i) => at - frames[i]!));
}

/** A 24 MP PNG of a sample with its true α. */
async function largeCutout(): Promise<Buffer> {
  const [photo] = samplePhotos();
  const alpha = await sharp(photo!.truth!)
    .resize(SIZE.width, SIZE.height, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return sharp(photo!.file)
    .resize(SIZE.width, SIZE.height, { fit: 'fill' })
    .joinChannel(alpha, { raw: { ...SIZE, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function editing() {
  const server = await serveFolder({ root: 'build' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(WATCH);
    const memory = await watchMemory(browser);
    const file = join('bench', 'results', 'editor-24mp.png');
    await writeFile(file, await largeCutout());
    await page.goto(server.url);
    await memory.start();
    const tasks: Record<string, number> = {};
    tasks['import'] = await longestTask(page, async () => {
      await page.locator('[data-input=photos]').setInputFiles(file);
      await page.getByRole('button', { name: /^Amazon MAIN: / }).waitFor({ timeout: READY_MS });
      await page.getByRole('button', { name: 'Cut out again' }).waitFor({ timeout: READY_MS });
    });
    const sliders: Record<string, Spread> = {};
    tasks['edit'] = await longestTask(page, async () => {
      sliders['adjust: exposure'] = await slider(page, 'Adjust', 'Exposure');
      sliders['adjust: clarity'] = await slider(page, 'Adjust', 'Clarity');
      sliders['frame: kept free'] = await slider(page, 'Frame', 'Kept free');
    });
    tasks['brush'] = await longestTask(page, async () => {
      sliders['brush: frames'] = await brush(page);
    });
    tasks['save'] = await longestTask(page, async () => {
      const download = page.waitForEvent('download', { timeout: READY_MS });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await download;
    });
    return { sliders, tasks, peakMb: await memory.peak() };
  } finally {
    await browser.close();
    await server.close();
  }
}

const line = (name: string, { median, p95, count }: Spread) =>
  `${name.padEnd(24)} median ${median.toFixed(0).padStart(5)} ms   p95 ${p95.toFixed(0).padStart(5)} ms   (${count})`;

/** `npm run bench -- editor`: what a second variant costs, and how soon the stage follows a hand on a 24 MP photo. */
export async function benchEditor(args: readonly string[]): Promise<void> {
  parseOptions(args);
  await mkdir(join('bench', 'results'), { recursive: true });
  const second = await variants();
  console.log(`cutout, 12 MP            ${second.cutoutMs.toFixed(0)} ms`);
  console.log(line('second variant, checked', second.variant));
  console.log(`ratio                    ${second.ratio.toFixed(1)}× (must 20×)`);
  const { sliders, tasks, peakMb } = await editing();
  for (const [name, times] of Object.entries(sliders)) console.log(line(name, times));
  for (const [name, ms] of Object.entries(tasks)) {
    console.log(`longest task, ${name.padEnd(10)} ${ms === 0 ? 'under 50' : ms.toFixed(0)} ms`);
  }
  console.log(`peak memory, 24 MP       ${peakMb === null ? '–' : `${peakMb.toFixed(0)} MB`}`);
  const results = { second, sliders, tasks, peakMb };
  await writeFile(join('bench', 'results', 'editor.json'), JSON.stringify(results, null, 2));
}
