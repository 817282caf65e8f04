import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import sharp from 'sharp';
import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { text } from '../src/lib/domain/compliance/checks/reading.ts';
import type { Measurements, ReadMeasure, TextMeasure } from '../src/lib/domain/compliance/measurements.ts';
import type { Finding } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { floodMatte } from '../src/lib/engine/compose/flood.ts';
import { shareInside } from '../src/lib/engine/read/inside.ts';
import { findFaces, findTexts } from '../src/lib/engine/read/networks.ts';
import { Runtime, type Session } from '../src/lib/engine/segment/runtime.ts';
import type { Weights } from '../src/lib/engine/segment/weights.ts';
import { modelAssets } from '../tools/models/assets.ts';
import { frameSide, layerOfPhoto, packshot, pressed } from './check-pictures.ts';
import { parseOptions } from './options.ts';
import { cutoutPhotos, samplePhotos } from './photos.ts';
import { rgba } from './pictures.ts';
import { spread } from './spread.ts';

/** Frames that packshots are made in, px. */
const SIDE = 1600;
const QUALITY = 90;
/** What is handed to the networks at most, px (pipeline/reading). */
const READ_SIDE = 960;

/** Something laid over a packshot: an SVG's content, in thousandths of the frame. */
interface Overlay {
  readonly name: string;
  readonly svg: string;
}

const words = (x: number, y: number, size: number, say: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="sans-serif" ${more}>${say}</text>`;

const LOGO =
  '<circle cx="70" cy="70" r="50" fill="#c22"/>' +
  words(70, 82, 34, 'ACME', 'fill="#fff" text-anchor="middle" font-weight="bold"');

const OVERLAYS: readonly Overlay[] = [
  { name: 'words, 1.5 % high, grey', svg: words(20, 985, 15, 'www.shop.example', 'fill="#888"') },
  { name: 'words, 2 % high', svg: words(20, 980, 20, 'Free delivery in May', 'fill="#333"') },
  { name: 'words, 4 % high, red', svg: words(30, 50, 40, 'NEW 2026', 'fill="#d00"') },
  { name: 'words, 8 % high, blue', svg: words(30, 90, 80, 'SALE 50%', 'fill="#05c"') },
  { name: 'words, 3 % high, pale yellow', svg: words(640, 975, 30, 'limited offer', 'fill="#e8d84a"') },
  {
    name: 'words up the side',
    svg: words(0, 0, 30, 'Best Seller', 'transform="translate(40 600) rotate(-90)"')
  },
  {
    name: 'words turned by 30°',
    svg: words(0, 0, 34, 'TOP QUALITY', 'transform="translate(20 40) rotate(30)"')
  },
  { name: 'logo in a corner', svg: LOGO },
  ...[20, 30, 45].flatMap((opacity): Overlay[] => [
    {
      name: `watermark across, ${opacity} %`,
      svg: words(
        500,
        500,
        110,
        'WATERMARK',
        `text-anchor="middle" fill="#777" opacity="${opacity / 100}" transform="rotate(-35 500 500)"`
      )
    },
    {
      name: `watermarks tiled, ${opacity} %`,
      svg: [100, 350, 600, 850]
        .flatMap((y) =>
          [40, 380, 720].map((x) => words(x, y, 36, 'shop.example', `fill="#777" opacity="${opacity / 100}"`))
        )
        .join('')
    }
  ])
];

async function laidOver({ data, width, height }: Pixels, svg: string): Promise<Pixels> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" width="${width}" height="${height}">${svg}</svg>`;
  const out = await sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(drawing) }])
    .raw()
    .toBuffer();
  return { data: new Uint8ClampedArray(out), width, height };
}

async function smaller({ data, width, height }: Pixels): Promise<Pixels> {
  const { data: out, info } = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(READ_SIDE, READ_SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(out), width: info.width, height: info.height };
}

/** The real networks on one thread. */
async function openNetworks(): Promise<{ texts: Session; faces: Session }> {
  const root = process.cwd();
  const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const runtime = new Runtime({} as Weights, new URL('https://bench.example/'), 2 ** 30, async () => {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmBinary = new Uint8Array(readFileSync(wasm)).buffer;
    return ort;
  });
  const { made, copies } = await modelAssets(root);
  const { models } = JSON.parse(String(made.get('models/models.json'))) as {
    models: { engine: string; weights: { chunks: { sha256: string }[] } }[];
  };
  const open = (engine: string) => {
    const pieces = models
      .find((model) => model.engine === engine)!
      .weights.chunks.map(({ sha256 }) => {
        const path = `models/${sha256}`;
        const copy = copies.get(path);
        return copy ? readFileSync(copy.from).subarray(copy.start, copy.end) : (made.get(path) as Uint8Array);
      });
    return runtime.session(engine, async () => new Uint8Array(Buffer.concat(pieces)), { memoryBytes: 1 });
  };
  return { texts: await open('text'), faces: await open('face') };
}

interface Read {
  readonly read: ReadMeasure;
  readonly finding: Finding;
  readonly ms: number;
}

async function readPicture(
  pixels: Pixels,
  matte: Matte | null,
  networks: { texts: Session; faces: Session }
): Promise<Read> {
  const small = await smaller(pixels);
  const started = performance.now();
  const found = await findTexts(networks.texts, small);
  const faces = await findFaces(networks.faces, small);
  const ms = performance.now() - started;
  const texts = found.map(({ corners, score }): TextMeasure => {
    const inside = matte && shareInside(corners, small, matte);
    return { box: { x: 0, y: 0, width: 1, height: 1 }, score, inside };
  });
  const channel = findChannel('amazon');
  const read: ReadMeasure = { texts, faces };
  const measured = { read } as unknown as Measurements;
  return { read, finding: text({ measured, channel, role: findRole(channel, 'main') }), ms };
}

const told = ({ read }: Read): string =>
  (read.texts ?? []).map(({ score, inside }) => `${score.toFixed(2)}@${inside?.toFixed(2) ?? '?'}`).join(' ');

/** Holds the reading checks to packshots with words laid over them, and to the same without. */
export async function benchReading(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const networks = await openNetworks();
  const photos = [...samplePhotos(), ...(await cutoutPhotos(options))];
  const counts = new Map<string, Map<string, number>>();
  const times: number[] = [];
  /** Whether the file is held up. */
  const count = (name: string, { verdict, reason }: Finding): boolean => {
    const row = counts.get(name) ?? new Map<string, number>();
    counts.set(name, row);
    const result = reason === 'words-on-product' ? 'told on it' : verdict;
    row.set(result, (row.get(result) ?? 0) + 1);
    return verdict === 'fail' || verdict === 'review';
  };
  for (const photo of photos) {
    const layer = await layerOfPhoto(photo);
    if (layer) {
      const clean = await packshot(layer, frameSide(layer, SIDE));
      const plain = await readPicture(await pressed(clean.pixels, QUALITY), clean.matte, networks);
      times.push(plain.ms);
      if (count('clean packshots', plain.finding)) console.log(`needless: ${photo.name}: ${told(plain)}`);
      if (plain.read.faces?.length)
        console.log(
          `face: ${photo.name}: ${plain.read.faces.map(({ score }) => score.toFixed(2)).join(' ')}`
        );
      for (const { name, svg } of OVERLAYS) {
        const seeded = await pressed(await laidOver(clean.pixels, svg), QUALITY);
        const seen = await readPicture(seeded, clean.matte, networks);
        if (!count(name, seen.finding)) console.log(`missed: ${name}: ${photo.name}: ${told(seen)}`);
      }
    } else if (photo.name.startsWith('packshot_')) {
      // Bought goods on white: what is printed on them is no fault.
      const { width = 0, height = 0 } = await sharp(photo.file).metadata();
      const pixels = { data: (await rgba(photo.file)) as Pixels['data'], width, height };
      const matte = floodMatte(pixels);
      const seen = await readPicture(pixels, matte, networks);
      if (count('printed goods', seen.finding)) console.log(`needless: ${photo.name}: ${told(seen)}`);
      else console.log(`printed: ${photo.name}: ${seen.finding.reason} ${told(seen)}`);
    }
    console.error(photo.name);
  }
  for (const [name, row] of counts) {
    console.log(`${name.padEnd(32)} ${[...row].map(([result, files]) => `${result} ${files}`).join(' · ')}`);
  }
  const { median } = spread(times);
  console.log(`Reading: ${median.toFixed(0)} ms a picture, one thread (median of ${times.length})`);
}
