import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { BenchBrowser } from './browser.ts';
import { cutoutScores, edgeBand, whiteEdgeError, type CutoutScores } from './cutout-metrics.ts';
import { journey } from './embed.ts';
import type { Engine, EngineName } from './engines.ts';
import type { BenchPhoto } from './photos.ts';
import { boxOf, plane, rgba } from './pictures.ts';

/** What one engine made of one photo. */
export interface Result {
  readonly photo: string;
  readonly truthType: string;
  readonly engine: EngineName;
  readonly effort: string;
  readonly confidence: number;
  readonly flagged: boolean;
  /** Mattes that were compared. */
  readonly candidates: number;
  readonly ms: Readonly<Record<string, number>>;
  /** MB of the page's process at its highest; null where the system does not say. */
  readonly peakMb: number | null;
  readonly scores: CutoutScores | null;
  /** 0–255, where the true foreground is known. */
  readonly whiteEdge: number | null;
  readonly matte: string;
  readonly cutout: string;
  /** ISO 8601: a resumed run mixes times of several days. */
  readonly at: string;
  /** Something else kept the machine busy meanwhile: the times say little. */
  readonly wasBusy: boolean;
}

interface Kept extends Result {
  /** Of the metrics' source: scores of other metrics are worked out again. */
  readonly metrics: string;
}

/** Runnable processes beyond one a core and the benchmark's own, by the one-minute load average; 0 on Windows. */
const isBusy = (): boolean => loadavg()[0]! > availableParallelism() + 1;

const RESULTS = join('bench', 'results', 'cutout');
const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex').slice(0, 10);
const metricsHash = (): string => sha(readFileSync(join('bench', 'cutout-metrics.ts')));

/** Stock imgly as its users get it: the photo's own colours under its matte. */
async function stockCutout(photo: string, matte: Buffer): Promise<Buffer> {
  const [colours, { alpha, width, height }] = [await rgba(photo), await plane(matte)];
  alpha.forEach((a, i) => (colours[4 * i + 3] = a));
  return sharp(colours, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 3 })
    .toBuffer();
}

async function score(photo: BenchPhoto, matte: string, cutout: string) {
  if (!photo.truth) return { scores: null, whiteEdge: null };
  const truth = await plane(photo.truth);
  const scores = cutoutScores(await plane(matte), truth);
  if (!photo.foreground) return { scores, whiteEdge: null };
  const whiteEdge = whiteEdgeError(await rgba(cutout), await rgba(photo.foreground), edgeBand(truth));
  return { scores, whiteEdge };
}

async function place(photo: BenchPhoto, engine: Engine): Promise<string> {
  return join(RESULTS, engine.key, `${photo.name}-${sha(await readFile(photo.file))}`);
}

/** What an earlier run measured; null where none did, or its pictures are gone. */
export async function known(photo: BenchPhoto, engine: Engine): Promise<Result | null> {
  const base = await place(photo, engine);
  if (![`${base}.json`, `${base}-matte.png`, `${base}-cutout.png`].every(existsSync)) return null;
  const kept = JSON.parse(await readFile(`${base}.json`, 'utf8')) as Kept;
  const metrics = metricsHash();
  if (kept.metrics === metrics) return kept;
  const again = { ...kept, ...(await score(photo, kept.matte, kept.cutout)), metrics };
  await writeFile(`${base}.json`, JSON.stringify(again, null, 1));
  return again;
}

/** Cuts a photo out and scores it; keeps what came out for `known`. */
export async function measure(bench: BenchBrowser, photo: BenchPhoto, engine: Engine): Promise<Result> {
  const { model, effort } = engine;
  const box = engine.box && photo.truth ? boxOf(await plane(photo.truth)) : null;
  const made = await journey(bench, photo, { model, effort, box });
  const base = await place(photo, engine);
  const [matte, cutout] = [`${base}-matte.png`, `${base}-cutout.png`];
  await mkdir(join(RESULTS, engine.key), { recursive: true });
  await writeFile(matte, made.matte);
  const isStock = engine.name === 'imgly';
  await writeFile(cutout, isStock ? await stockCutout(photo.file, made.matte) : made.cutout);
  const { confidence, flagged, candidates, ms, peakMb } = made;
  const result: Kept = {
    photo: photo.name,
    truthType: photo.truthType,
    engine: engine.name,
    effort,
    confidence,
    flagged,
    candidates,
    ms,
    peakMb,
    ...(await score(photo, matte, cutout)),
    matte,
    cutout,
    at: new Date().toISOString(),
    wasBusy: isBusy(),
    metrics: metricsHash()
  };
  await writeFile(`${base}.json`, JSON.stringify(result, null, 1));
  return result;
}
