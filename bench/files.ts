import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openBench } from './browser.ts';
import { embed, journey } from './embed.ts';
import { squaredDistance, type Plane } from './cutout-metrics.ts';
import { parseOptions } from './options.ts';
import { boxOf, plane } from './pictures.ts';
import { CENTRED, placeSubject, type Placement } from '../src/lib/domain/render/geometry.ts';
import type { Rect } from '../src/lib/domain/pixels.ts';
import { samplePhotos, setPhotos, type BenchPhoto } from './photos.ts';

/** Amazon's main image as this build makes it: square, up to 2000 px, at least 500, product at 90 %. */
const TARGET = { ...CENTRED, ratio: 1, longSide: 2000, requiredLongSide: 500, fill: 0.9 };
/** Farther than this from the product a JPEG pixel must be exactly white. */
const BLOCK_PX = 8;
const CROP = 120;
const ZOOM = 2;

const ASKED = { model: 'isnet-fp16', effort: 'auto', render: true } as const;

/** 1 wherever a source pixel with α > 2 may reach: the matte in the output, a pixel generous. */
function productMap(matte: Plane, { frame, scale, offsetX, offsetY }: Placement): Uint8Array {
  const map = new Uint8Array(frame.width * frame.height);
  const [reach, { width, height }] = [Math.max(1, scale) * 3, frame];
  matte.alpha.forEach((a, index) => {
    if (a <= 2) return;
    const x = offsetX + (index % matte.width) * scale;
    const y = offsetY + Math.floor(index / matte.width) * scale;
    for (let v = Math.max(0, Math.floor(y - reach)); v <= Math.min(height - 1, y + reach); v++) {
      map.fill(
        1,
        v * width + Math.max(0, Math.floor(x - reach)),
        v * width + Math.min(width - 1, Math.floor(x + reach)) + 1
      );
    }
  });
  return map;
}

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

/** Where the product's outline is looked at: the middle of each side of its box, and one corner. */
function spots({ frame, scale, offsetX, offsetY }: Placement, matte: Plane, box: Rect): [number, number][] {
  const first = (line: [number, number][]) =>
    line.find(([x, y]) => matte.alpha[y * matte.width + x]! > 127) ?? line[0]!;
  const xs = Array.from({ length: box.width }, (_, i) => box.x + i);
  const ys = Array.from({ length: box.height }, (_, i) => box.y + i);
  const [middleX, middleY] = [box.x + (box.width >> 1), box.y + (box.height >> 1)];
  const along: [number, number][][] = [
    ys.map((y) => [middleX, y]),
    [...ys].reverse().map((y) => [middleX, y]),
    xs.map((x) => [x, middleY]),
    [...xs].reverse().map((x) => [x, middleY])
  ];
  const clamp = (value: number, side: number) =>
    Math.max(0, Math.min(side - CROP, Math.round(value - CROP / 2)));
  return along
    .map(first)
    .map(([x, y]) => [clamp(x * scale + offsetX, frame.width), clamp(y * scale + offsetY, frame.height)]);
}

async function sheetRow(file: Buffer, at: readonly [number, number][]): Promise<Buffer> {
  const side = CROP * ZOOM;
  const tiles = [
    await sharp(file).resize(side, side).png().toBuffer(),
    ...(await Promise.all(
      at.map(([left, top]) =>
        sharp(file)
          .extract({ left, top, width: CROP, height: CROP })
          .resize(side, side, { kernel: 'nearest' })
          .png()
          .toBuffer()
      )
    ))
  ];
  const gap = 4;
  return sharp({
    create: { width: (side + gap) * tiles.length, height: side + gap, channels: 3, background: '#888' }
  })
    .composite(tiles.map((input, index) => ({ input, left: index * (side + gap), top: 0 })))
    .png()
    .toBuffer();
}

async function stack(rows: readonly Buffer[]): Promise<Buffer> {
  const sizes = await Promise.all(rows.map((row) => sharp(row).metadata()));
  const height = sizes[0]!.height!;
  return sharp({
    create: { width: sizes[0]!.width!, height: height * rows.length, channels: 3, background: '#888' }
  })
    .composite(rows.map((input, index) => ({ input, left: 0, top: index * height })))
    .png()
    .toBuffer();
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
