import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';
import { renderTrials } from '../tools/scenes/trials.mjs';
import type { BenchOptions } from './options.ts';

/** A photo to measure on. */
export interface BenchPhoto {
  readonly name: string;
  readonly file: string;
  /** Ground truth: 8-bit grey PNG at the photo's size. */
  readonly truth: string | null;
  /** True foreground colours where they are known (renders): same size, RGBA. */
  readonly foreground: string | null;
  /** How the truth was made (`matte-rendered`, `matte-true`, `mask-coarse` …); metrics are averaged by it. */
  readonly truthType: string;
}

/** Renders with exact alpha, made when first asked for; git knows nothing of them. */
export const TRIALS = join('.cache', 'trials');

const index = v.array(
  v.looseObject({
    file: v.string(),
    gt: v.nullish(v.string()),
    fg: v.nullish(v.string()),
    gt_type: v.nullish(v.string()),
    kind: v.optional(v.string(), '')
  })
);

/** What of an index can be cut out: pairs, renders, and photos whose truth nobody knows. */
function indexed(folder: string): BenchPhoto[] {
  const file = join(folder, 'index.json');
  if (!existsSync(file)) throw new Error(`${file} is missing`);
  return v
    .parse(index, JSON.parse(readFileSync(file, 'utf8')))
    .filter(({ kind }) => kind.startsWith('cutout-') || kind === 'no-gt')
    .map((photo) => ({
      name: basename(photo.file).replace(/\.[a-z]+$/, ''),
      file: join(folder, photo.file),
      truth: photo.gt ? join(folder, photo.gt) : null,
      foreground: photo.fg ? join(folder, photo.fg) : null,
      truthType: photo.gt_type ?? 'none'
    }));
}

const named = (photos: readonly BenchPhoto[], names: readonly string[]): BenchPhoto[] =>
  photos.filter(({ name }) => names.length === 0 || names.some((wanted) => name.includes(wanted)));

/** The project's own sample photos: their scenes know the exact alpha. */
export function samplePhotos(): BenchPhoto[] {
  const samples = v.parse(
    v.array(v.looseObject({ id: v.string(), file: v.string() })),
    JSON.parse(readFileSync('static/samples/samples.json', 'utf8'))
  );
  return samples.map(({ id, file }) => ({
    name: id,
    file: join('static', 'samples', basename(file)),
    truth: join('tests', 'fixtures', 'samples', `${id}-alpha.png`),
    foreground: null,
    truthType: 'sample'
  }));
}

/** Photos of a set, by name where names are given. @throws Error where none is left */
export function setPhotos({ set, names }: BenchOptions, own: () => BenchPhoto[]): BenchPhoto[] {
  const photos = named(set === null ? own() : indexed(set), names);
  if (photos.length === 0) throw new Error(`No photo of that name in ${set ?? 'the own set'}`);
  return photos;
}

/** Pairs to compare cutouts on: those of `--set`, else the project's renders, which are made now where they are missing. */
export async function cutoutPhotos(options: BenchOptions): Promise<BenchPhoto[]> {
  if (options.set === null) await renderTrials(TRIALS);
  const photos = setPhotos(options, () => indexed(TRIALS));
  return options.names.length > 0 ? photos : photos.filter(({ truth }) => truth !== null);
}

/** Photos enlarged to `megapixels`, to time what a camera's files cost; their truth is left out, for nobody measured it. */
export async function enlarged(photos: readonly BenchPhoto[], megapixels: number): Promise<BenchPhoto[]> {
  const folder = join('bench', 'results', 'enlarged', `${megapixels}mp`);
  await mkdir(folder, { recursive: true });
  const made: BenchPhoto[] = [];
  for (const photo of photos) {
    const { width = 1, height = 1 } = await sharp(photo.file).metadata();
    const scale = Math.sqrt((megapixels * 1e6) / (width * height));
    const file = join(folder, `${photo.name}.jpg`);
    await sharp(photo.file)
      .resize(Math.round(width * scale))
      .jpeg({ quality: 92 })
      .toFile(file);
    made.push({ ...photo, file, truth: null, foreground: null });
  }
  return made;
}
