import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openBench } from './browser.ts';
import { embed, journey } from './embed.ts';
import { squaredDistance } from './cutout-metrics.ts';
import { sheetRow, spots, stack } from './edge-sheet.ts';
import { productMap } from './product-map.ts';
import { parseOptions } from './options.ts';
import { boxOf, plane } from './pictures.ts';
import { CENTRED, placeSubject, type Placement } from '../src/lib/domain/render/geometry.ts';
import { samplePhotos, setPhotos, type BenchPhoto } from './photos.ts';

/** Amazon's main image as this build makes it: square, up to 2000 px, at least 500, product at 90 %. */
const TARGET = { ...CENTRED, ratio: 1, longSide: 2000, requiredLongSide: 500, fill: 0.9 };
/** Farther than this from the product a JPEG pixel must be exactly white. */
const BLOCK_PX = 8;

const ASKED = { model: 'isnet-fp16', effort: 'auto', render: true } as const;

/** Pixels of the decoded file farther than a JPEG block from the product that are not 255,255,255. */
function notWhite(rgb: Buffer, product: Uint8Array, { width, height }: Placement['frame']): number {
  const distance = squaredDistance(product, width, height);
  let count = 0;
  distance.forEach((d, index) => {
    const at = index * 3;
    if (d > BLOCK_PX ** 2 && (rgb[at] !== 255 || rgb[at + 1] !== 255 || rgb[at + 2] !== 255)) count++;
  });
  return count;
}

/**
 * `npm run bench -- files [--set DIR] [photo names…]`: photos (the project's samples where no set is named) through the built app to finished files, decoded by a second decoder (libvips):
 * white where it must be, size, fill and verdict, and a contact sheet at 200 % around the edges.
 */
export async function benchFiles(args: readonly string[]): Promise<void> {
  const photos: BenchPhoto[] = setPhotos(parseOptions(args), samplePhotos);
  const folder = join('bench', 'results', 'files');
  await mkdir(folder, { recursive: true });
  const bench = await openBench();
  const rows: Buffer[] = [];
  console.log('photo                          size   not white  verdict score  as foreign  findings');
  try {
    await embed(bench);
    await bench.page.evaluate((model) => window.packshot.prepare({ model }), ASKED.model);
    for (const photo of photos) {
      const { matte: png, file } = await journey(bench, photo, ASKED);
      if (!file) throw new Error(`${photo.name}: no file`);
      await writeFile(join(folder, `${photo.name}.jpg`), file.data);
      const matte = await plane(png);
      const box = boxOf(matte);
      const placement = placeSubject(box, TARGET);
      const { data, info } = await sharp(file.data).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const off = notWhite(data, productMap(matte, placement), info);
      const { verdict, score, findings } = file.report;
      const bad = findings.filter((f) => f.verdict !== 'pass' && f.verdict !== 'not-applicable');
      console.log(
        `${photo.name.slice(0, 28).padEnd(28)} ${info.width}×${info.height} ${String(off).padStart(8)}  ${verdict.padEnd(7)} ${score}     ${(file.again?.verdict ?? '').padEnd(10)}  ${(file.again?.verdict ?? '').padEnd(10)}  ${bad.map((f) => f.rule).join(' ')}`
      );
      rows.push(await sheetRow(file.data, spots(placement, matte, box)));
    }
  } finally {
    await bench.close();
  }
  await writeFile(join(folder, 'contact-sheet.png'), await stack(rows));
  console.log(join(folder, 'contact-sheet.png'));
}
