import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bars, verdict } from './bars.ts';
import { openBench, type BenchBrowser } from './browser.ts';
import { embed, journey } from './embed.ts';
import { engines, type Engine } from './engines.ts';
import { known, measure, type Result } from './measure.ts';
import { parseOptions, type BenchOptions } from './options.ts';
import { cutoutPhotos, enlarged, samplePhotos, type BenchPhoto } from './photos.ts';
import { progress } from './progress.ts';
import { contactSheet } from './sheet.ts';
import { trust } from './summary.ts';
import { percent, photoTable, table } from './table.ts';

const FOLDER = join('bench', 'results');

async function open({ model, effort }: Engine): Promise<BenchBrowser> {
  const bench = await openBench();
  await embed(bench);
  await bench.page.evaluate((model) => window.packshot.prepare({ model }), model);
  // The first inference of a session is 10–50 % slower: every engine warms up on a photo that is not measured.
  await journey(bench, samplePhotos()[0]!, { model, effort });
  return bench;
}

/** Measures what is still to be measured; a photo that fails is named, left out, and tried again by the next run. */
async function runEngine(engine: Engine, photos: readonly BenchPhoto[], done: Result[]): Promise<void> {
  const left = progress(engine.name, photos.length);
  let bench: BenchBrowser | null = null;
  try {
    for (const photo of photos) {
      bench ??= await open(engine);
      left.start();
      const result = await measure(bench, photo, engine).catch((error: unknown) => error as Error);
      if (result instanceof Error) {
        await bench.close();
        bench = null;
      } else done.push(result);
      left.end(photo.name, result instanceof Error ? `failed: ${result.message.split('\n')[0]}` : '');
    }
  } finally {
    await bench?.close();
  }
}

async function runAll(options: BenchOptions, photos: readonly BenchPhoto[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const engine of engines(options)) {
    const todo: BenchPhoto[] = [];
    for (const photo of photos) {
      const before = options.resume ? await known(photo, engine) : null;
      if (before) results.push(before);
      else todo.push(photo);
    }
    if (todo.length < photos.length)
      console.log(`${engine.name}: ${photos.length - todo.length} known already`);
    await runEngine(engine, todo, results);
  }
  return results;
}

function report(results: readonly Result[], { box }: BenchOptions): void {
  console.log(
    `\n${photoTable(results)}\n\nMeans by kind of truth (median seconds, highest MB)\n${table(results)}\n`
  );
  const { bad, caught, flags, needless } = trust(results.filter(({ engine }) => engine === 'isnet'));
  console.log(`Confidence: ${bad} results with IoU < 0.9, ${percent(caught)} of them flagged;`);
  console.log(`            ${flags} flags, ${percent(needless)} of them needless\n`);
  for (const bar of bars(results, box)) console.log(verdict(bar));
  const busy = results.filter(({ wasBusy }) => wasBusy).length;
  if (busy > 0) {
    console.log(
      `\nThe machine was busy with something else at ${busy} of ${results.length} cutouts: mind the times.`
    );
  }
}

/**
 * `npm run bench -- cutout [--set DIR] [photo names…] [--effort fast|auto|best] [--box] [--megapixels N] [--no-stock]
 * [--resume]`: both engines on the same photos through the built app's Embed API; prints the tables of quality.md and
 * which of its bars were met, writes JSON and contact sheets.
 */
export async function benchCutout(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const named = await cutoutPhotos(options);
  const { megapixels, effort, box } = options;
  const photos = megapixels === null ? named : await enlarged(named, megapixels);
  const results = await runAll(options, photos);
  report(results, options);
  const name = ['cutout', effort, box && 'box', megapixels && `${megapixels}mp`].filter(Boolean).join('-');
  const written = {
    at: new Date().toISOString(),
    options,
    bars: bars(results, box).map((bar) => ({ ...bar, verdict: verdict(bar) })),
    results
  };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.json`), JSON.stringify(written, null, 1));
  console.log(`\n${join(FOLDER, `${name}.json`)}`);
  if (megapixels !== null) return;
  for (const sheet of await contactSheet(photos, results, join(FOLDER, name))) console.log(sheet);
}
