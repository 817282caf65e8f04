import { mkdir, writeFile } from 'node:fs/promises';
import { openBench, type BenchBrowser } from './browser.ts';
import { cutoutScores, edgeBand, whiteEdgeError, type CutoutScores } from './cutout-metrics.ts';
import { plane, rgba } from './pictures.ts';
import { embed, journey } from './embed.ts';
import { benchPhotos, enlarged, type BenchPhoto } from './photos.ts';

/** What is compared. `imgly` is @imgly/background-removal as it comes. */
const RUNS = {
  'packshot 512': { model: 'isnet-fp16', effort: 'fast' },
  'packshot 1024': { model: 'isnet-fp16', effort: 'auto' },
  imgly: { model: 'imgly-isnet-fp16', effort: 'auto' }
} as const;
type RunName = keyof typeof RUNS;

interface Result {
  readonly photo: string;
  readonly truthType: string;
  readonly run: RunName;
  readonly confidence: number;
  readonly ms: Readonly<Record<string, number>>;
  readonly scores: CutoutScores | null;
  /** 0–255, where the true foreground is known. */
  readonly whiteEdge: number | null;
}

async function measure(bench: BenchBrowser, photo: BenchPhoto, run: RunName): Promise<Result> {
  const made = await journey(bench, photo, RUNS[run]);
  const truth = photo.truth ? await plane(photo.truth) : null;
  const scores = truth ? cutoutScores(await plane(made.matte), truth) : null;
  const whiteEdge =
    truth && photo.foreground
      ? whiteEdgeError(await rgba(made.cutout), await rgba(photo.foreground), edgeBand(truth))
      : null;
  const { name, truthType } = photo;
  return { photo: name, truthType, run, confidence: made.confidence, ms: made.ms, scores, whiteEdge };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const fixed = (value: number | null | undefined, digits: number) => value?.toFixed(digits) ?? '–';

function row({ photo, run, ms, scores, whiteEdge, confidence }: Result, stockMs: number): string {
  const { iou, edgeMae, boundaryF } = scores ?? {};
  const cells = [
    photo.slice(0, 28).padEnd(28),
    run.padEnd(13),
    (ms['total']! / 1000).toFixed(1).padStart(7),
    (stockMs / ms['total']!).toFixed(2).padStart(6),
    fixed(iou, 3).padStart(6),
    fixed(edgeMae, 3).padStart(8),
    fixed(boundaryF, 3).padStart(8),
    fixed(whiteEdge, 1).padStart(8),
    confidence.toFixed(2).padStart(6)
  ];
  return cells.join(' ');
}

/** Means of a run over the photos whose truth is not coarse; speed as the ratio of summed times. */
function summary(results: readonly Result[], run: RunName): string {
  const own = results.filter((result) => result.run === run);
  const exact = own.filter(({ truthType, scores }) => scores && !/coarse|model/.test(truthType));
  const total = (name: RunName) =>
    results.filter((result) => result.run === name).reduce((sum, { ms }) => sum + ms['total']!, 0);
  const score = (pick: (scores: CutoutScores) => number) =>
    exact.length ? mean(exact.map(({ scores }) => pick(scores!))).toFixed(3) : '–';
  return `${run.padEnd(13)} ${(total('imgly') / total(run)).toFixed(2)}× imgly   IoU ${score((s) => s.iou)}   edge MAE ${score((s) => s.edgeMae)}   boundary F ${score((s) => s.boundaryF)}`;
}

/**
 * `npm run bench -- cutout`: both engines on the same photos in one browser; prints the table, writes JSON.
 * `--megapixels=12` enlarges the photos first: timing only.
 */
export async function benchCutout(args: readonly string[]): Promise<void> {
  const named = benchPhotos(args);
  const megapixels = args.find((arg) => arg.startsWith('--megapixels='))?.split('=')[1];
  const photos = megapixels ? await enlarged(named, Number(megapixels)) : named;
  const bench = await openBench();
  const results: Result[] = [];
  try {
    await embed(bench);
    for (const run of Object.keys(RUNS) as RunName[]) {
      await bench.page.evaluate((model) => window.packshot.prepare({ model }), RUNS[run].model);
      // The first inference of a session is 10–50 % slower: every engine warms up on the first photo.
      await journey(bench, photos[0]!, RUNS[run]);
      for (const photo of photos) results.push(await measure(bench, photo, run));
    }
  } finally {
    await bench.close();
  }
  console.log(
    'photo                        run           seconds ×imgly    IoU edge MAE   bound F  white e.  conf.'
  );
  for (const { name } of photos) {
    const own = results.filter(({ photo }) => photo === name);
    const stockMs = own.find(({ run }) => run === 'imgly')!.ms['total']!;
    for (const result of own) console.log(row(result, stockMs));
  }
  console.log('\nMeans (mattes with exact truth)');
  for (const run of Object.keys(RUNS) as RunName[]) console.log(summary(results, run));
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/cutout.json', JSON.stringify(results, null, 2));
  console.log('\nbench/results/cutout.json');
}
