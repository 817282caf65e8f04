import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';

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

const PHOTOS = join('..', 'shared', 'photos');
const entry = v.object({
  file: v.string(),
  gt: v.nullish(v.string()),
  fg: v.nullish(v.string()),
  gt_type: v.nullish(v.string()),
  kind: v.string()
});

/** Three of different kinds: a hard-edged product, fur, holes. */
const THREE = ['render_c05_backpack_grass', 'am_GT06_plush_duck', 'am2k_14_cat_side'];

function sharedPhotos(): BenchPhoto[] {
  const index = v.parse(
    v.array(v.looseObject({ ...entry.entries })),
    JSON.parse(readFileSync(join(PHOTOS, 'index.json'), 'utf8'))
  );
  return index
    .filter((photo) => photo.kind.startsWith('cutout-') || photo.kind === 'no-gt')
    .map((photo) => ({
      name: basename(photo.file).replace(/\.[a-z]+$/, ''),
      file: join(PHOTOS, photo.file),
      truth: photo.gt ? join(PHOTOS, photo.gt) : null,
      foreground: photo.fg ? join(PHOTOS, photo.fg) : null,
      truthType: photo.gt_type ?? 'none'
    }));
}

/** The project's own sample photos: their scenes know the exact alpha. */
function samplePhotos(): BenchPhoto[] {
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

/**
 * The photos a run measures on: those named, else three of `../shared/photos` where that folder is at hand, else the
 * project's own samples. `--all` takes every pair.
 */
export function benchPhotos(args: readonly string[]): BenchPhoto[] {
  const hasShared = existsSync(join(PHOTOS, 'index.json'));
  const known = [...(hasShared ? sharedPhotos() : []), ...samplePhotos()];
  const names = args.filter((arg) => !arg.startsWith('--'));
  if (names.length > 0) return known.filter(({ name }) => names.some((wanted) => name.includes(wanted)));
  if (args.includes('--all')) return known;
  return hasShared ? known.filter(({ name }) => THREE.includes(name)) : samplePhotos();
}

/** Photos enlarged to `megapixels`, to time what a camera's files cost; their truth is left out, for nobody measured it. */
export async function enlarged(photos: readonly BenchPhoto[], megapixels: number): Promise<BenchPhoto[]> {
  const folder = join('bench', 'results', 'enlarged');
  await mkdir(folder, { recursive: true });
  return Promise.all(
    photos.map(async (photo) => {
      const { width = 1, height = 1 } = await sharp(photo.file).metadata();
      const scale = Math.sqrt((megapixels * 1e6) / (width * height));
      const file = join(folder, `${photo.name}.jpg`);
      await sharp(photo.file)
        .resize(Math.round(width * scale))
        .jpeg({ quality: 92 })
        .toFile(file);
      return { ...photo, file, truth: null, foreground: null };
    })
  );
}
