import sharp from 'sharp';
import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { text } from '../src/lib/domain/compliance/checks/reading.ts';
import type { Measurements, ReadMeasure, TextMeasure } from '../src/lib/domain/compliance/measurements.ts';
import type { Finding } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { floodMatte } from '../src/lib/engine/compose/flood.ts';
import { shareInside } from '../src/lib/engine/read/inside.ts';
import { lineOf } from '../src/lib/pipeline/reading.ts';
import { findFaces, findTexts } from '../src/lib/engine/read/networks.ts';
import { laidOver, OVERLAYS } from './overlays.ts';
import { frameSide, layerOfPhoto, packshot, pressed } from './check-pictures.ts';
import { openNetworks, type Networks } from './networks.ts';
import { parseOptions } from './options.ts';
import { cutoutPhotos, samplePhotos } from './photos.ts';
import { rgba } from './pictures.ts';
import { spread } from './spread.ts';

/** Frames that packshots are made in, px. */
const SIDE = 1600;
const QUALITY = 90;
/** What is handed to the networks at most, px (pipeline/reading). */
const READ_SIDE = 960;

async function smaller({ data, width, height }: Pixels): Promise<Pixels> {
  const { data: out, info } = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(READ_SIDE, READ_SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(out), width: info.width, height: info.height };
}

interface Read {
  readonly read: ReadMeasure;
  readonly finding: Finding;
  readonly ms: number;
}

async function readPicture(pixels: Pixels, matte: Matte | null, networks: Networks): Promise<Read> {
  const small = await smaller(pixels);
  const started = performance.now();
  const found = await findTexts(networks.texts, small);
  const faces = await findFaces(networks.faces, small);
  const ms = performance.now() - started;
  const texts = found.map(({ corners, score }): TextMeasure => {
    const inside = matte && shareInside(corners, small, matte);
    return { box: { x: 0, y: 0, width: 1, height: 1 }, score, inside, ...lineOf(corners, { x: 1, y: 1 }) };
  });
  const channel = findChannel('amazon');
  const read: ReadMeasure = { texts, faces };
  const { width, height } = small;
  const fill = { box: { x: 0, y: 0, width, height } };
  const measured = { read, fill } as unknown as Measurements;
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
