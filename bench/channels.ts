import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHANNELS } from '../src/lib/domain/channels/index.ts';
import type { Channel, Role } from '../src/lib/domain/channels/channel.ts';
import { IDENTITY_FRAME } from '../src/lib/domain/document/edits/frame.ts';
import { frameTarget } from '../src/lib/domain/render/target.ts';
import { unitFrame, type Placement } from '../src/lib/domain/render/geometry.ts';
import type { Report } from '../src/lib/domain/compliance/report.ts';
import { openBench, type BenchBrowser } from './browser.ts';
import { CROP, sheetRow, spots, stack } from './edge-sheet.ts';
import { embed } from './embed.ts';
import { parseOptions } from './options.ts';
import { samplePhotos, setPhotos, type BenchPhoto } from './photos.ts';
import { boxOf, plane } from './pictures.ts';
import { markdownOf, summaryOf } from './channels-table.ts';
import { placementFor, whitenessOf, type Cutout, type Whiteness } from './whiteness.ts';

/** A GTIN-14: all channels that ask for a number take one of its kind. */
const IDENTIFIER = '10012345678902';
const MOST_PHOTOS = 5;
/** Rows of the contact sheet: every so many files. */
const SHEET_ROWS = 16;

/** One file, or why there is none. */
export interface Output {
  readonly photo: string;
  readonly channel: string;
  readonly role: string;
  /** Frame that the role aims at, px. */
  readonly target: string;
  readonly code?: string;
  readonly name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
  readonly ms?: number;
  readonly report?: Report;
  readonly white?: Whiteness | null;
}

interface Rendered {
  readonly code: string | null;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly data: string;
  readonly ms: number;
  readonly report: Report | null;
}

/** A photo with its true matte, in the frame. */
async function added({ page, serveFile }: BenchBrowser, { file, name, truth }: BenchPhoto): Promise<string> {
  const [photo, matte] = [await serveFile(file), await serveFile(truth!)];
  const asked = { photo, matte, name: `${name}.${file.split('.').at(-1)}`, identifier: IDENTIFIER };
  return page.evaluate(async ({ photo, matte, name, identifier }) => {
    const blob = async (url: string) => (await fetch(url)).blob();
    const { id } = await window.packshot.addPhoto({
      name,
      data: await blob(photo),
      identifier,
      sku: 'BENCH-1'
    });
    await window.packshot.setMatte(id, await blob(matte));
    return id;
  }, asked);
}

const rendered = ({ page }: BenchBrowser, id: string, channel: string, role: string): Promise<Rendered> =>
  page.evaluate(
    async ({ id, channel, role }) => {
      const none = { name: '', width: 0, height: 0, data: '', report: null };
      const started = performance.now();
      try {
        const { name, blob, width, height, report } = await window.packshot.render(id, { channel, role });
        const ms = performance.now() - started;
        return { code: null, name, width, height, ms, report, data: await window.toBase64(blob) };
      } catch (error) {
        return { ...none, ms: performance.now() - started, code: String((error as { code?: string }).code) };
      }
    },
    { id, channel, role }
  ) as Promise<Rendered>;

/** `2000×2000`, or `2000×2000 (500)` where less than so many px of the long side would be refused. */
function targetOf(channel: Channel, role: Role): string {
  const { ratio, longSide, requiredLongSide } = frameTarget(channel, role, IDENTITY_FRAME);
  const { width, height } = unitFrame(ratio);
  const least = requiredLongSide > 1 ? ` (≥ ${requiredLongSide})` : '';
  return `${Math.round(width * longSide)}×${Math.round(height * longSide)}${least}`;
}

const roles = CHANNELS.flatMap((channel) => channel.roles.map((role) => ({ channel, role })));

/** What is kept of a file for looking at it. */
interface Look {
  readonly file: Buffer;
  readonly cutout: Cutout;
  readonly placement: Placement;
}

async function outputsOf(
  bench: BenchBrowser,
  photo: BenchPhoto,
  folder: string,
  look: (look: Look) => Promise<void>
): Promise<Output[]> {
  const matte = await plane(await readFile(photo.truth!));
  const cutout: Cutout = { matte, box: boxOf(matte) };
  const id = await added(bench, photo);
  await mkdir(join(folder, photo.name), { recursive: true });
  const outputs: Output[] = [];
  for (const { channel, role } of roles) {
    const made = await rendered(bench, id, channel.id, role.id);
    const { code, name, width, height, ms, report, data } = made;
    const of = { photo: photo.name, channel: channel.id, role: role.id, target: targetOf(channel, role) };
    if (code !== null || !report) {
      outputs.push({ ...of, code: code ?? 'unknown', ms });
      continue;
    }
    const file = Buffer.from(data, 'base64');
    await writeFile(join(folder, photo.name, `${channel.id}-${role.id}.${name.split('.').at(-1)}`), file);
    const white = await whitenessOf(file, channel, role, cutout);
    outputs.push({ ...of, name, width, height, bytes: file.length, ms, report, white });
    await look({ file, cutout, placement: placementFor(channel, role, cutout) });
  }
  await bench.page.evaluate((own) => window.packshot.removePhoto(own), id);
  return outputs;
}

/**
 * `npm run bench -- channels [--set DIR] [photo names…]`: five photos (the project's samples where no set is named) with
 * their true mattes through the built app, for every role of every channel: target, size, bytes, verdict, time; white
 * counted in the files as libvips decodes them; ΔE as the reports say. JSON, Markdown and a contact sheet of edges at
 * 200 % lie in `bench/results/channels`.
 */
export async function benchChannels(args: readonly string[]): Promise<void> {
  const photos = setPhotos(parseOptions(args), samplePhotos)
    .filter(({ truth }) => truth !== null)
    .slice(0, MOST_PHOTOS);
  const folder = join('bench', 'results', 'channels');
  await mkdir(folder, { recursive: true });
  const every = Math.ceil((photos.length * roles.length) / SHEET_ROWS);
  const rows: Buffer[] = [];
  let seen = 0;
  const look = async ({ file, cutout, placement }: Look) => {
    const { width, height } = placement.frame;
    if (seen++ % every !== 0 || Math.min(width, height) < CROP) return;
    rows.push(await sheetRow(file, spots(placement, cutout.matte, cutout.box)));
  };
  const outputs: Output[] = [];
  const bench = await openBench();
  try {
    await embed(bench);
    for (const photo of photos) {
      outputs.push(...(await outputsOf(bench, photo, folder, look)));
      console.error(`${photo.name}: ${outputs.length} files`);
    }
  } finally {
    await bench.close();
  }
  await writeFile(join(folder, 'channels.json'), JSON.stringify(outputs, null, 1));
  await writeFile(join(folder, 'channels.md'), markdownOf(outputs));
  if (rows.length > 0) await writeFile(join(folder, 'edges.png'), await stack(rows));
  console.log(summaryOf(outputs));
  console.log(join(folder, 'channels.md'));
}
